import 'server-only';
import { type WatchedKind, watchedKinds } from '../cluster/kinds.ts';
import type { WatchState } from '../cluster/watch-kind.ts';
import type { Limit } from './feed.ts';

/** What is off because the cluster lacks a kind, and what cannot be read at the moment. */
export function limitsOf(states: ReadonlyMap<WatchedKind, WatchState>): readonly Limit[] {
  return [...states].flatMap(([kind, state]): readonly Limit[] => {
    const { feature } = watchedKinds[kind];
    if (state.state === 'missing')
      return [{ kind, state: 'missing', text: `${feature}: off, because the cluster has no ${kind}.` }];
    if (state.state === 'broken')
      return [
        {
          kind,
          state: 'broken',
          text: `${feature}: ${kind} cannot be read now (${state.reason}). What was known is kept.`,
        },
      ];
    return [];
  });
}
