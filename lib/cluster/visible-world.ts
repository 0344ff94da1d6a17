import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { config } from '../config.ts';
import { cutWorld, type VisibleWorld } from '../gateway-api/visible-world.ts';
import { processWide } from '../process-wide.ts';
import { cluster } from './cluster.ts';
import type { WatchedKind } from './kinds.ts';
import { loadRouteSchema, type RouteSchema } from './route-schema.ts';
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
    cluster().subscribe((change) => {
      if (change !== 'connection' && !unrelated.has(change.kind)) counter.count += 1;
    });
    return counter;
  });
  const visible = (await visibleNamespacesOf(actor, team)).toSorted().join(',');
  return `"${changes.process}:${changes.count}:${team.slug}:${visible}"`;
}
