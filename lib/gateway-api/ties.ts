import { hostnamesOf, parentName } from './attachment.ts';
import { describeMatch } from './describe.ts';
import { epochMs, namespaceOf, objects } from './hostile.ts';
import { objectKey } from './listeners.ts';
import { matchKey } from './match-key.ts';
import type { HttpRoute, HttpRouteMatch } from './objects.ts';

/** A request that two routes take equally well, so that the older route gets it. */
export type Tie = {
  readonly namespace: string;
  readonly name: string;
  readonly hostname: string;
  /** The match that both have, for example `/v2 + header x-beta`. */
  readonly match: string;
};

/**
 * The ties that a route loses when it is made again and so becomes the youngest: routes that share a parent, a hostname and an
 * identical match with it, and over which its present creation time decides.
 *
 * @see Gateway API v1, HTTPRouteRule.matches: the oldest route wins, then the first `{namespace}/{name}`
 */
export function tiesLost(route: HttpRoute, others: Iterable<HttpRoute>): readonly Tie[] {
  const ties: Tie[] = [];
  const hostnames = new Set(hostnamesOf(route));
  const matches = matchesByKey(route);
  for (const other of others) {
    if (nameOf(other) === nameOf(route) || !isOlder(route, other) || !shareParent(route, other)) continue;
    const shared = [...matchesByKey(other)].filter(([key]) => matches.has(key));
    for (const hostname of hostnamesOf(other)) {
      if (!hostnames.has(hostname)) continue;
      for (const [, match] of shared) {
        ties.push({ namespace: namespaceOf(other), name: other.metadata.name, hostname, match: describeMatch(match) });
      }
    }
  }
  return ties;
}

function nameOf(route: HttpRoute): string {
  return objectKey({ namespace: namespaceOf(route), name: route.metadata.name });
}

function isOlder(route: HttpRoute, other: HttpRoute): boolean {
  const [a, b] = [epochMs(route.metadata.creationTimestamp), epochMs(other.metadata.creationTimestamp)];
  if (a === null || b === null) return false;
  return a < b || (a === b && nameOf(route) < nameOf(other));
}

function shareParent(a: HttpRoute, b: HttpRoute): boolean {
  const parents = (route: HttpRoute) =>
    objects(route.spec?.parentRefs).map((ref) => {
      const { kind, namespace, name } = parentName(ref, namespaceOf(route));
      return `${kind} ${namespace}/${name}`;
    });
  const ofA = new Set(parents(a));
  return parents(b).some((parent) => ofA.has(parent));
}

function matchesByKey(route: HttpRoute): ReadonlyMap<string, HttpRouteMatch> {
  const rules = objects(route.spec?.rules);
  const matches = rules.flatMap((rule) => {
    const list = objects(rule.matches);
    return list.length === 0 ? [{}] : list;
  });
  return new Map(matches.map((match) => [matchKey(match), match]));
}
