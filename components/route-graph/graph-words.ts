import { lampWords } from '@/components/ui/lamp.tsx';
import type { GraphEdge, GraphNode, RouteGraph } from '@/lib/gateway-api/graph.ts';
import type { GraphLamp } from './graph-lamps.ts';

const kinds = {
  hostname: 'Hostname',
  listener: 'Listener',
  rule: 'Rule',
  backend: 'Backend',
  redirect: 'Redirect',
  nowhere: 'Nowhere',
} as const satisfies Record<GraphNode['kind'], string>;

/** What a node is, how it is and why nothing passes it: all that its picture says. */
export function nodeWords(node: GraphNode, lamps: readonly GraphLamp[]): string {
  return [
    `${kinds[node.kind]} ${node.title}`,
    node.detail,
    ...lamps.map(({ label, state }) => `${label}: ${lampWords[state]}`),
    node.isInCluster ? '' : 'only in the draft',
    node.refusal.replace(/\.$/, ''),
  ]
    .filter(Boolean)
    .join(', ');
}

const verbs = {
  serves: 'goes to',
  refused: 'is refused by',
  takes: 'goes to',
  sends: 'sends to',
  redirects: 'answers with a redirect',
  mirrors: 'copies to',
} as const satisfies Record<GraphEdge['kind'], string>;

/** Where the ways from a node lead, one sentence each. */
export function waysFrom(node: GraphNode, { edges, nodes }: RouteGraph): readonly { node: GraphNode; words: string }[] {
  return edges.flatMap((edge) => {
    const target = edge.from === node.id ? nodes.find(({ id }) => id === edge.to) : undefined;
    if (!target) return [];
    return [{ node: target, words: [verbs[edge.kind], target.title, edge.label].filter(Boolean).join(' ') }];
  });
}
