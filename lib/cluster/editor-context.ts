import 'server-only';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { config } from '../config.ts';
import { type ListenerChoice, listenersFor } from '../gateway-api/listener-picker.ts';
import type { ServiceRow } from '../signals/route-view.ts';
import { serviceRows } from '../signals/service-rows.ts';
import { cluster } from './cluster.ts';
import { visibleNamespaces } from './visible.ts';

/** What the editor must know of the rest of the cluster, as far as this actor may. */
export type EditorContext = {
  readonly namespaces: readonly string[];
  readonly zones: readonly string[];
  /** `namespace/name` of every visible route. */
  readonly existing: readonly string[];
  readonly listeners: Readonly<Record<string, readonly ListenerChoice[]>>;
  readonly services: readonly ServiceRow[];
  /** Hostname → the routes that serve it: `namespace/name`, or `a route of another team` for those that the actor may not see. */
  readonly otherHostnames: Readonly<Record<string, readonly string[]>>;
  readonly externalDnsPrefix: string;
};

export async function loadEditorContext(actor: Actor, team: ActorTeam): Promise<EditorContext> {
  const { snapshot } = cluster().store;
  const visible = await visibleNamespaces(actor);
  const namespaces = team.namespaces.filter((namespace) => visible.has(namespace));
  const { externalDnsPrefix, zones } = config();
  return {
    namespaces,
    zones,
    existing: [...snapshot.routes.keys()].filter((id) => visible.has(id.split('/')[0] ?? '')),
    listeners: Object.fromEntries(namespaces.map((namespace) => [namespace, listenersFor(namespace, snapshot)])),
    services: serviceRows(snapshot).filter((service) => namespaces.includes(service.namespace)),
    otherHostnames: hostnamesInUse(visible, zones),
    externalDnsPrefix,
  };
}

/** Names outside the platform's zones are told only of visible routes: whether somebody else serves them is not the actor's business. */
function hostnamesInUse(visible: ReadonlySet<string>, zones: readonly string[]): Record<string, readonly string[]> {
  const used = new Map<string, Set<string>>();
  for (const [id, route] of cluster().store.snapshot.routes) {
    const isVisible = visible.has(route.metadata.namespace ?? '');
    for (const hostname of route.spec?.hostnames ?? []) {
      if (!isVisible && !zones.some((zone) => hostname.endsWith(`.${zone}`))) continue;
      used.set(hostname, (used.get(hostname) ?? new Set()).add(isVisible ? id : 'a route of another team'));
    }
  }
  return Object.fromEntries([...used].map(([hostname, users]) => [hostname, [...users]]));
}
