import { pagesOf, teamPaths } from '@/components/shell/paths.ts';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import type { LampState } from '@/lib/signals/verdict.ts';
import { fuzzyScore } from './fuzzy.ts';

/** Something that the palette can go to. */
export type Command = {
  readonly id: string;
  readonly group: 'Pages' | 'Routes' | 'Teams';
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  readonly state?: LampState;
  /** What is searched beside the label. */
  readonly words: string;
};

/** All pages, the team's routes and the viewer's other teams. */
export function commandsFor(viewer: Viewer, team: ViewerTeam, routes: readonly RouteRow[]): readonly Command[] {
  const pages = pagesOf(team.slug).map((page) => ({
    id: page.href,
    group: 'Pages' as const,
    label: page.label,
    detail: '',
    href: page.href,
    words: page.key === 'tester' ? 'test request match try curl' : '',
  }));
  const newRoute = {
    id: 'new-route',
    group: 'Pages' as const,
    label: 'New route',
    detail: '',
    href: teamPaths.newRoute(team.slug),
    words: 'create add',
  };
  const others = viewer.teams.filter((each) => each.slug !== team.slug);
  return [
    ...pages,
    ...(team.canEdit ? [newRoute] : []),
    ...routes.map((route) => ({
      id: route.id,
      group: 'Routes' as const,
      label: route.name,
      detail: route.hostnames[0] ?? route.namespace,
      href: teamPaths.route(team.slug, route),
      state: route.state,
      words: `${route.namespace} ${route.hostnames.join(' ')}`,
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
