import type { HostnameSignals, LampState, Light } from './verdict.ts';

/** A route as lists and the live stream carry it: small, already judged, safe to send to whoever may see the namespace. */
export type RouteRow = {
  readonly id: string; // namespace/name
  readonly namespace: string;
  readonly name: string;
  readonly hostnames: readonly string[];
  /** One line on what the route does, for example `/ → storefront 90 · canary 10`. */
  readonly summary: string;
  /** Names of every Service that a rule sends to or mirrors to, for the search. */
  readonly backends: readonly string[];
  /** Worst state of each light over all hostnames. */
  readonly lamps: Readonly<Record<Light, LampState>>;
  readonly state: LampState;
  /** The headline: the worst verdict's reason, or `All clear`. */
  readonly headline: string;
  readonly clearHostnames: number;
  readonly signals: readonly HostnameSignals[];
  readonly generation: number;
  readonly resourceVersion: string;
  readonly createdAt: number;
  readonly lastChange: { readonly at: number; readonly by: string } | null;
  /** Epoch milliseconds of the moment when a requested deletion is carried out; null when none is pending. */
  readonly deletingAt: number | null;
};

/** How a Gateway's listener looks from outside: who may attach, is it serving. */
export type ListenerRow = {
  readonly name: string;
  /** Of the Gateway or the ListenerSet that has it: whoever may not see that namespace is not told of the listener. */
  readonly namespace: string;
  readonly protocol: string;
  readonly port: number;
  readonly hostname: string | null;
  readonly attachedRoutes: number | null;
  readonly state: LampState;
  readonly reason: string;
  /** Which namespaces it admits, in words: `all namespaces`, `only infra`, `namespaces with team=ops`. */
  readonly admits: string;
};

export type GatewayRow = {
  readonly id: string; // namespace/name
  readonly namespace: string;
  readonly name: string;
  readonly className: string;
  readonly addresses: readonly string[];
  readonly state: LampState;
  readonly reason: string;
  readonly listeners: readonly ListenerRow[];
  readonly conditions: readonly ConditionRow[];
};

export type ConditionRow = {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** False when the condition speaks of an older generation of the object. */
  readonly current: boolean;
  readonly changedAt: number | null;
};

/** A Service that a route may send to, with what is ready behind it. */
export type ServiceRow = {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly {
    readonly port: number;
    readonly name: string | null;
    readonly readyEndpoints: number;
    readonly totalEndpoints: number;
  }[];
};
