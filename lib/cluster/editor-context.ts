import 'server-only';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { config } from '../config.ts';
import { serviceRows } from '../signals/service-rows.ts';
import { routeOfAnotherTeam, toValidationContext, type ValidationContext } from '../validation/context.ts';
import { cluster } from './cluster.ts';
import { visibleNamespacesOf } from './visible.ts';

/** What the editor must know of the rest of the cluster, as far as this actor may. */
export type EditorContext = ValidationContext & {
  readonly namespaces: readonly string[];
  /** Listener port → the port under which it is reached from outside, where that differs. */
  readonly publicPorts: Readonly<Record<string, number>>;
};

/**
 * @param editing `namespace/name` of the route that is edited; null for a new one
 * @param hostnames those of the draft: only of these is it told that another team serves them
 */
export async function loadEditorContext(
  actor: Actor,
  team: ActorTeam,
  { editing, hostnames }: { readonly editing: string | null; readonly hostnames: readonly string[] },
): Promise<EditorContext> {
  const { snapshot } = cluster().store;
  const namespaces = await visibleNamespacesOf(actor, team);
  const { externalDnsPrefix, publicPorts, zones } = config();
  const context = toValidationContext(snapshot, {
    editing,
    hostnames,
    visible: namespaces,
    zones,
    annotationPrefix: externalDnsPrefix,
    services: serviceRows(snapshot, new Set(namespaces)),
  });
  const named = new Set(hostnames.map((hostname) => hostname.toLowerCase()));
  const told = Object.entries(context.otherHostnames).filter(
    ([hostname, user]) => user !== routeOfAnotherTeam || named.has(hostname),
  );
  return {
    ...context,
    namespaces,
    publicPorts: Object.fromEntries(publicPorts),
    otherHostnames: Object.fromEntries(told),
  };
}
