import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';

/** What the editor must know of the cluster to offer choices and to judge a draft; sent by the server, renewed while the page is open. */
export type EditorFacts = {
  /** Namespaces in which the team may keep routes, the first is the default. */
  readonly namespaces: readonly string[];
  /** DNS zones of the platform in which a team may take names. */
  readonly zones: readonly string[];
  /** Routes that there are already, as `namespace/name`. */
  readonly existing: readonly string[];
  /** Listeners by the namespace that asks, those that would take its routes first. */
  readonly listeners: Readonly<Record<string, readonly ListenerChoice[]>>;
  /** Services of all visible namespaces. */
  readonly services: readonly ServiceRow[];
  /** Hostnames that routes serve, with each route's `namespace/name` or `a route of another team`. */
  readonly otherHostnames: Readonly<Record<string, readonly string[]>>;
  /** The annotation prefix that the running ExternalDNS reads. */
  readonly externalDnsPrefix: string;
};
