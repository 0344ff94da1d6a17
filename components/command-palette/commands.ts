import { stateWords } from '@/components/domains/domain-words.ts';
import { pagesOf, platformDomainsPath, teamPaths } from '@/components/shell/paths.ts';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import type { LampState } from '@/lib/signals/verdict.ts';
import { fuzzyScore } from './fuzzy.ts';

/** Something that the palette can go to. */
export type Command = {
  readonly id: string;
  readonly group: 'Pages' | 'Routes' | 'Domains' | 'Teams';
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  readonly state?: LampState;
  /** What is searched beside the label. */
  readonly words: string;
};

/** What is live of a team. */
type Known = { readonly routes: readonly RouteRow[]; readonly domains: readonly DomainRow[] };

/** All pages, the team's routes and domains, and the viewer's other teams. */
export function commandsFor(viewer: Viewer, team: ViewerTeam, { routes, domains }: Known): readonly Command[] {
  const pages = pagesOf(team.slug).map((page) => ({
    id: page.href,
    group: 'Pages' as const,
    label: page.label,
    detail: '',
    href: page.href,
    words: pageWords[page.key] ?? '',
  }));
  const newRoute = {
    id: 'new-route',
    group: 'Pages' as const,
    label: 'New route',
    detail: '',
    href: teamPaths.newRoute(team.slug),
    words: 'create add',
  };
  const addDomain = {
    id: 'add-domain',
    group: 'Pages' as const,
    label: 'Add domain',
    detail: '',
    href: teamPaths.addDomain(team.slug, ''),
    words: 'claim hostname custom new',
  };
  const allDomains = {
    id: platformDomainsPath,
    group: 'Pages' as const,
    label: 'All teams’ domains',
    detail: 'platform',
    href: platformDomainsPath,
    words: 'claims contested admin',
  };
  const others = viewer.teams.filter((each) => each.slug !== team.slug);
  return [
    ...pages,
    ...(team.canEdit ? [newRoute, addDomain] : []),
    ...(viewer.isPlatformAdmin ? [allDomains] : []),
    ...routes.map((route) => ({
      id: route.id,
      group: 'Routes' as const,
      label: route.name,
      detail: route.hostnames[0] ?? route.namespace,
      href: teamPaths.route(team.slug, route),
      state: route.state,
      words: `${route.namespace} ${route.hostnames.join(' ')}`,
    })),
    ...domains.map((domain) => ({
      id: `domain:${domain.id}`,
      group: 'Domains' as const,
      label: domain.unicode,
      detail: stateWords[domain.state].label,
      href: teamPaths.domain(team.slug, domain.id),
      state: stateWords[domain.state].lamp,
      words: `${domain.hostname} ${domain.namespace}`,
    })),
    ...others.map((each) => ({
      id: `team:${each.slug}`,
      group: 'Teams' as const,
      label: each.name,
      detail: 'team',
      href: teamPaths.overview(each.slug),
      words: each.slug,
    })),
  ];
}

const pageWords: Readonly<Record<string, string>> = {
  tester: 'test request match try curl',
  domains: 'hostnames certificates dns custom',
};

const shownAtMost = 50;

/** The commands that fit what was typed, best first; as they come while nothing is typed. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  if (typed.trim() === '') return commands.slice(0, shownAtMost);
  return commands
    .flatMap((command) => {
      const byLabel = fuzzyScore(command.label, typed);
      const byWords = fuzzyScore(command.words, typed);
      const score = Math.max(byLabel ?? Number.NEGATIVE_INFINITY, (byWords ?? Number.NEGATIVE_INFINITY) - 100);
      return Number.isFinite(score) ? [{ command, score }] : [];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, shownAtMost)
    .map(({ command }) => command);
}
