import { backendLamp } from '@/components/route-editor/backend-choice.ts';
import type { GraphNode } from '@/lib/gateway-api/graph.ts';
import type { GatewayRow, RouteRow, ServiceRow } from '@/lib/signals/route-view.ts';
import type { LampState } from '@/lib/signals/verdict.ts';

/** A lamp with the word that stands beside it. */
export type GraphLamp = { readonly label: string; readonly state: LampState };

/** What is known of the cluster at this moment; null and undefined: not yet. */
export type LiveFacts = {
  readonly row: RouteRow | null | undefined;
  readonly gateways: readonly GatewayRow[] | null;
  readonly services: readonly ServiceRow[];
  readonly namespace: string;
};

/** The lamps of a node. What only the draft has, has none, but a Service is in the cluster also when a draft names it first. */
export function lampsOf(node: GraphNode, live: LiveFacts): readonly GraphLamp[] {
  if (node.kind === 'backend') {
    if (!node.ref.name) return [];
    const { state, words } = backendLamp(node.ref, live.namespace, live.services);
    return [{ label: words, state }];
  }
  if (!node.isInCluster || !live.row) return [];
  switch (node.kind) {
    case 'hostname': {
      const signals = live.row.signals.find(({ hostname }) => hostname === node.hostname);
      if (!signals) return [];
      return [
        { label: 'DNS', state: signals.verdicts.dns.state },
        { label: 'TLS', state: signals.verdicts.tls.state },
      ];
    }
    case 'listener':
      return node.refusal === '' ? [{ label: 'Gateway', state: gatewayState(node, live) }] : [];
    case 'rule':
      return [{ label: 'Route', state: live.row.lamps.route }];
    default:
      return [];
  }
}

/** Listeners of a ListenerSet have no row of their own: for them the route's own Gateway light stands. */
function gatewayState(node: Extract<GraphNode, { kind: 'listener' }>, { row, gateways }: LiveFacts): LampState {
  const { listener } = node;
  const gateway = gateways?.find(
    (one) => one.namespace === listener?.gateway.namespace && one.name === listener.gateway.name,
  );
  const found = listener?.listenerSet ? undefined : gateway?.listeners.find(({ name }) => name === listener?.listener);
  return found?.state ?? row?.lamps.gateway ?? 'unknown';
}
