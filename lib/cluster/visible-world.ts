import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { config } from '../config.ts';

import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { cutWorld, type VisibleWorld, withoutServerFields } from '../gateway-api/visible-world.ts';
import { processWide } from '../process-wide.ts';
import { cluster } from './cluster.ts';
import type { WatchedKind } from './kinds.ts';
import { loadRouteSchema, type RouteSchema } from './route-schema.ts';
import type { StoreChange } from './store.ts';
import { visibleNamespacesOf } from './visible.ts';

/** Everything that the browser's worker judges drafts and requests with. */
export type JudgeWorld = {
  readonly world: VisibleWorld;
  /** Null when the cluster's schema cannot be read. */
  readonly schema: RouteSchema | null;
  /** Listener port → the port under which it is reached from outside, where that differs. */
  readonly publicPorts: Readonly<Record<string, number>>;
};

const unrelated: ReadonlySet<WatchedKind> = new Set([
  'events',
  'clusterissuers',
  'certificates',
  'certificaterequests',
  'orders',
  'challenges',
]);

/** The cluster as a team's member may see it: what other teams of the same person own is not in it. */
export async function loadWorld(actor: Actor, team: ActorTeam): Promise<JudgeWorld> {
  return {
    world: cutWorld(cluster().store.snapshot, new Set(await visibleNamespacesOf(actor, team))),
    schema: await loadRouteSchema(),
    publicPorts: Object.fromEntries(config().publicPorts),
  };
}

/** Stays the same while what `loadWorld` gives stays the same; takes no time to make. */
export async function worldTag(actor: Actor, team: ActorTeam): Promise<string> {
  const changes = processWide('world-changes', () => {
    const counter = { process: randomUUID(), count: 0 };
    const isNews = createNewsFilter(cluster().store.snapshot);
    cluster().subscribe((change) => {
      if (change !== 'connection' && !unrelated.has(change.kind) && isNews(change)) counter.count += 1;
    });
    return counter;
  });
  const visible = (await visibleNamespacesOf(actor, team)).toSorted().join(',');
  return `"${changes.process}:${changes.count}:${team.slug}:${visible}"`;
}

/**
 * Tells a change of what `loadWorld` gives from one of the status, which controllers write all the time: with thousands of routes
 * every browser would go on loading all of them. What was never told before is news.
 */
export function createNewsFilter(
  snapshot: Pick<ClusterSnapshot, 'routes' | 'gateways' | 'listenerSets'>,
): (change: StoreChange) => boolean {
  const written = { httproutes: snapshot.routes, gateways: snapshot.gateways, listenersets: snapshot.listenerSets };
  const told = new Map<string, string>();
  return ({ kind, key }) => {
    // After a new list it is not known what was told of any object.
    if (key === null) told.clear();
    if (key === null || !(kind === 'httproutes' || kind === 'gateways' || kind === 'listenersets')) return true;
    const object = written[kind].get(key);
    const id = `${kind} ${key}`;
    if (object === undefined) {
      told.delete(id);
      return true;
    }
    const text = createHash('sha256')
      .update(JSON.stringify(withoutServerFields(object)))
      .digest('base64');
    if (told.get(id) === text) return false;
    told.set(id, text);
    return true;
  };
}
