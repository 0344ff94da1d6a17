import { hostnamesOf, parentName } from '../gateway-api/attachment.ts';
import { describeMatch } from '../gateway-api/describe.ts';
import { epochMs, namespaceOf, objects, text } from '../gateway-api/hostile.ts';
import { matchKey } from '../gateway-api/match-key.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';
import { matchesOf } from './path-change.ts';

/** A parent that a route names; null takes every listener or port. */
type RivalParent = { readonly object: string; readonly sectionName: string | null; readonly port: number | null };

/** What another route claims, as far as it decides ties: small enough to be sent to the browser for many routes. */
export type RivalRoute = {
  /** `namespace/name`; null for a route of another team. */
  readonly id: string | null;
  /** RFC 3339; null when not known. */
  readonly createdAt: string | null;
  readonly parents: readonly RivalParent[];
  readonly hostnames: readonly string[];
  /** As `matchKey` gives them. */
  readonly matches: readonly string[];
};

/** The claims of a route. */
export function toRival(route: HttpRoute, isVisible: boolean): RivalRoute {
  return {
    id: isVisible ? idOf(route) : null,
    createdAt: text(route.metadata.creationTimestamp) ?? null,
    parents: parentsOf(route),
    hostnames: hostnamesOf(route),
    matches: [...new Set(objects(route.spec?.rules).flatMap(matchesOf).map(matchKey))],
  };
}

/**
 * Matches of the draft that an older route has on the same hostname of the same Gateway: that one gets the requests.
 *
 * @see Gateway API v1, HTTPRouteRule.matches: the oldest route wins, then the first `{namespace}/{name}`
 */
export function checkRivals(draft: HttpRoute, rivals: readonly RivalRoute[] | undefined): readonly Issue[] {
  if (rivals === undefined || rivals.length === 0) return [];
  const parents = parentsOf(draft);
  const hostnames = hostnamesOf(draft);
  const older = rivals.filter(
    (rival) => sharedName(rival, hostnames) !== null && areBeside(rival.parents, parents) && isOlder(rival, draft),
  );
  if (older.length === 0) return [];
  const claimed = older.map((rival) => ({ rival, keys: new Set(rival.matches) }));
  return objects(draft.spec?.rules).flatMap((rule, index) => {
    const isListed = objects(rule.matches).length > 0;
    return matchesOf(rule).flatMap((match, at) => {
      const key = matchKey(match);
      const winner = claimed.find(({ keys }) => keys.has(key))?.rival;
      if (winner === undefined) return [];
      const path: Path = ['spec', 'rules', index, ...(isListed ? ['matches', at] : [])];
      const shared = sharedName(winner, hostnames);
      const name = shared === null || shared === '*' ? 'every hostname' : shared;
      const who = winner.id === null ? 'A route of another team' : `Route ${winner.id}`;
      const message = `${who} is older and matches ${quote(describeMatch(match))} on ${name} as well, so it gets the requests.`;
      return [finding('match.older-route', path, message)];
    });
  });
}

function sharedName(rival: RivalRoute, hostnames: readonly string[]): string | null {
  return rival.hostnames.find((name) => hostnames.includes(name)) ?? null;
}

/** A draft that is not in the cluster yet will be the youngest. A time that is not known decides nothing. */
function isOlder(rival: RivalRoute, draft: HttpRoute): boolean {
  if (draft.metadata.creationTimestamp === undefined) return true;
  const [ours, theirs] = [epochMs(draft.metadata.creationTimestamp), epochMs(rival.createdAt)];
  if (ours === null || theirs === null) return false;
  return theirs < ours || (theirs === ours && rival.id !== null && rival.id < idOf(draft));
}

function idOf(route: HttpRoute): string {
  return `${namespaceOf(route)}/${text(route.metadata.name) ?? ''}`;
}

/** Whether two routes stand on one listener as far as their references say. */
function areBeside(a: readonly RivalParent[], b: readonly RivalParent[]): boolean {
  const fits = <T>(x: T | null, y: T | null) => x === null || y === null || x === y;
  return a.some((one) =>
    b.some(
      (other) => one.object === other.object && fits(one.sectionName, other.sectionName) && fits(one.port, other.port),
    ),
  );
}

function parentsOf(route: HttpRoute): readonly RivalParent[] {
  return objects(route.spec?.parentRefs).map((ref) => {
    const { kind, name, namespace, port, sectionName } = parentName(ref, namespaceOf(route));
    return { object: `${kind} ${namespace}/${name}`, sectionName, port };
  });
}
