import type { RouteRow } from '@/lib/signals/route-view.ts';
import { compareStates, type LampState } from '@/lib/signals/verdict.ts';

/** How the headline counts name the states. */
export const routeStates = ['clear', 'moving', 'stopped', 'unknown'] as const;
type RouteState = (typeof routeStates)[number];

export const lampOf = {
  clear: 'ok',
  moving: 'progress',
  stopped: 'problem',
  unknown: 'unknown',
} as const satisfies Record<RouteState, LampState>;

const routeStateOf: Readonly<Record<LampState, RouteState>> = {
  ok: 'clear',
  'not-needed': 'clear',
  progress: 'moving',
  problem: 'stopped',
  unknown: 'unknown',
};

export const sortColumns = ['route', 'serves', 'state', 'change'] as const;
export type SortColumn = (typeof sortColumns)[number];
export type Sort = { readonly column: SortColumn; readonly direction: 'ascending' | 'descending' };

export function countStates(routes: readonly RouteRow[]): Readonly<Record<RouteState, number>> {
  const counts = { clear: 0, moving: 0, stopped: 0, unknown: 0 };
  for (const route of routes) counts[routeStateOf[route.state]] += 1;
  return counts;
}

/** The routes in which every word occurs: in the name, a hostname, a backend or the state. */
export function filterRoutes(
  routes: readonly RouteRow[],
  search: string,
  state: RouteState | null,
): readonly RouteRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && state === null) return routes;
  return routes.filter((route) => {
    if (state !== null && routeStateOf[route.state] !== state) return false;
    if (words.length === 0) return true;
    const text = [route.id, ...route.hostnames, ...route.backends, routeStateOf[route.state], route.headline]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Sorted by a column; equal rows by name. State ascending is worst first, change ascending is oldest first. */
export function sortRoutes(routes: readonly RouteRow[], { column, direction }: Sort): readonly RouteRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = comparators[column];
  return routes.toSorted((a, b) => sign * compare(a, b) || byText(a.name, b.name) || byText(a.namespace, b.namespace));
}

const comparators: Readonly<Record<SortColumn, (a: RouteRow, b: RouteRow) => number>> = {
  route: (a, b) => byText(a.name, b.name) || byText(a.namespace, b.namespace),
  serves: (a, b) => byText(a.hostnames[0] ?? '', b.hostnames[0] ?? ''),
  state: (a, b) => compareStates(a.state, b.state),
  change: (a, b) => changedAt(a) - changedAt(b),
};

function changedAt(route: RouteRow): number {
  return route.lastChange?.at ?? route.createdAt;
}

/** Plain order of code units: names of Kubernetes are ASCII, and this is many times faster than a collator. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
