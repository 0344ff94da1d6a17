import type { Path } from '../outcome.ts';
import { backendName, sharesOf } from './backends.ts';
import { backendLabel, describeMatch, describeRule, formatShare, redirectOf } from './describe.ts';
import { isSame } from './document.ts';
import { routeListeners } from './graph-listeners.ts';
import { namespaceOf, number, objects, text } from './hostile.ts';
import type { ListenerChoice } from './listener-picker.ts';
import type { BackendRef, HttpRoute, HttpRouteFilter, HttpRouteRule } from './objects.ts';

type NodePart =
  | { readonly kind: 'hostname'; readonly hostname: string }
  /** `listener` is null where a parent names none that is known. */
  | { readonly kind: 'listener'; readonly listener: ListenerChoice | null }
  | { readonly kind: 'rule'; readonly index: number }
  | { readonly kind: 'backend'; readonly ref: BackendRef }
  | { readonly kind: 'redirect' }
  /** A rule without a target: its requests get 500. */
  | { readonly kind: 'nowhere' };

/** One stop of a request on its way from left to right. */
export type GraphNode = NodePart & {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Why nothing passes here, or an empty text. */
  readonly refusal: string;
  /** Where the form edits it. */
  readonly path: Path;
  /** Whether the cluster has it like this: what only a draft has, has no lamps. */
  readonly isInCluster: boolean;
};

export type GraphEdge = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `refused` where the listener would serve the name and does not take the route. */
  readonly kind: 'serves' | 'refused' | 'takes' | 'sends' | 'redirects' | 'mirrors';
  readonly label: string;
  /** Percentage of the rule's requests; null where the edge carries all of them or copies. */
  readonly share: number | null;
};

/** A route as a graph: hostname → listener → rule → backend, each in the order of the document. */
export type RouteGraph = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many nodes are left out because a column holds too many to be read. */
  readonly hidden: number;
};

/** From left to right. */
export const graphColumns = ['hostname', 'listener', 'rule', 'target'] as const;
export type GraphColumn = (typeof graphColumns)[number];

const maxPerColumn = 64;

/** In which column a node stands. */
export function columnOf({ kind }: GraphNode): GraphColumn {
  return kind === 'hostname' || kind === 'listener' || kind === 'rule' ? kind : 'target';
}

/**
 * The graph of a route or a draft of one.
 *
 * @param listeners what is offered to the route's namespace
 * @param base the route as it is in the cluster; null for a new one
 */
export function routeGraph(route: HttpRoute, listeners: readonly ListenerChoice[], base: HttpRoute | null): RouteGraph {
  const graph = graphOf(route, listeners);
  const known = base === null ? [] : base === route ? graph.nodes : graphOf(base, listeners).nodes;
  const keys = new Set(known.map(({ id }) => id));
  const rules = objects(base?.spec?.rules);
  const nodes = graph.nodes.map((node) => ({
    ...node,
    isInCluster:
      node.kind === 'rule'
        ? rules.some((rule) => isSame(rule, objects(route.spec?.rules)[node.index]))
        : keys.has(node.id),
  }));
  return capped({ nodes, edges: graph.edges });
}

type Parts = Pick<RouteGraph, 'nodes' | 'edges'>;

function graphOf(route: HttpRoute, listeners: readonly ListenerChoice[]): Parts {
  const front = routeListeners(route, listeners);
  const rules = objects(route.spec?.rules);
  const targets = rules.map((rule, index) => targetsOf(rule, index, namespaceOf(route)));
  const serving = front.nodes.filter((node) => node.kind === 'listener' && node.refusal === '');
  return {
    nodes: unique([...front.nodes, ...rules.map(ruleNode), ...targets.flatMap(({ nodes }) => nodes)]),
    edges: [
      ...front.edges,
      ...serving.flatMap(({ id }) =>
        rules.map((_rule, index): GraphEdge => edge('takes', { from: id, to: ruleId(index), label: '' })),
      ),
      ...targets.flatMap(({ edges }) => edges),
    ],
  };
}

function ruleNode(rule: HttpRouteRule, index: number): GraphNode {
  const [first = {}, ...others] = objects(rule.matches);
  const more = others.length === 0 ? '' : ` or ${others.length} more`;
  return {
    kind: 'rule',
    index,
    id: ruleId(index),
    title: text(rule.name) ?? `Rule ${index + 1}`,
    detail: `${describeMatch(first)}${more}`,
    refusal: '',
    path: ['spec', 'rules', index],
    isInCluster: false,
  };
}

function targetsOf(rule: HttpRouteRule, index: number, namespace: string): Parts {
  const path: Path = ['spec', 'rules', index];
  const from = ruleId(index);
  const refs = objects(rule.backendRefs);
  const shares = sharesOf(refs);
  const nodes = refs.map((ref, at) => backendNode(ref, [...path, 'backendRefs', at], namespace));
  const sent = nodes.map((node) => {
    // A backend that a rule names twice gets both shares.
    const share = nodes.reduce((sum, { id }, at) => sum + (id === node.id ? (shares[at] ?? 0) : 0), 0);
    const label = share === 100 ? '' : formatShare(Math.round(share * 10) / 10);
    return { node, edge: edge('sends', { from, to: node.id, label, share }) };
  });
  const mirrored = [
    ...mirrorsIn(rule.filters, [...path, 'filters']),
    ...refs.flatMap((ref, at) => mirrorsIn(ref.filters, [...path, 'backendRefs', at, 'filters'])),
  ].map(({ filter, at }) => {
    const node = backendNode(filter.requestMirror?.backendRef ?? {}, at, namespace);
    return { node, edge: edge('mirrors', { from, to: node.id, label: copiesOf(filter) }) };
  });
  const answered = refs.length === 0 ? ownAnswer(rule, index) : null;
  const all = [...sent, ...(answered ? [answered] : []), ...mirrored];
  return { nodes: all.map(({ node }) => node), edges: all.map((one) => one.edge) };
}

/** What a rule without backends answers. A filter that is not known here may answer by itself. */
function ownAnswer(rule: HttpRouteRule, index: number): { node: GraphNode; edge: GraphEdge } | null {
  const filters = objects(rule.filters);
  const path: Path = ['spec', 'rules', index];
  const at = filters.findIndex((filter) => filter.type === 'RequestRedirect');
  const node = { path, refusal: '', isInCluster: false, detail: '' };
  if (redirectOf(rule) !== null) {
    // The same redirect of another rule is the same node only if it says the same.
    const title = describeRule({ filters });
    const id = `redirect ${title}`;
    return {
      node: { ...node, kind: 'redirect', id, title, detail: 'redirect', path: [...path, 'filters', at] },
      edge: edge('redirects', { from: ruleId(index), to: id, label: '' }),
    };
  }
  if (filters.some((filter) => filter.type === 'ExtensionRef')) return null;
  const id = `nowhere ${index}`;
  return {
    node: {
      ...node,
      kind: 'nowhere',
      id,
      title: 'No backend',
      refusal: 'Requests get 500.',
      path: [...path, 'backendRefs'],
    },
    edge: edge('sends', { from: ruleId(index), to: id, label: '' }),
  };
}

function backendNode(ref: BackendRef, path: Path, routeNamespace: string): GraphNode {
  const { group, kind, namespace, name, port } = backendName(ref, routeNamespace);
  const place = name === '' ? `empty ${path.join('.')}` : `${group} ${kind} ${namespace}/${name}:${port ?? ''}`;
  return {
    kind: 'backend',
    ref,
    id: `backend ${place}`,
    title: name === '' ? 'No Service chosen' : backendLabel(ref),
    detail: port === null ? kind : `port ${port}`,
    refusal: '',
    path,
    isInCluster: false,
  };
}

function mirrorsIn(filters: HttpRouteRule['filters'], path: Path) {
  return objects(filters).flatMap((filter, index) =>
    filter.type === 'RequestMirror' ? [{ filter, at: [...path, index] }] : [],
  );
}

function copiesOf({ requestMirror }: HttpRouteFilter): string {
  const percent = number(requestMirror?.percent);
  const numerator = number(requestMirror?.fraction?.numerator);
  if (percent !== undefined) return `copies of ${percent} %`;
  if (numerator === undefined) return 'copies';
  return `copies of ${numerator} in ${number(requestMirror?.fraction?.denominator) ?? 100}`;
}

function ruleId(index: number): string {
  return `rule ${index}`;
}

type Ends = Pick<GraphEdge, 'from' | 'to' | 'label'> & { readonly share?: number };

function edge(kind: GraphEdge['kind'], { from, to, label, share = undefined }: Ends): GraphEdge {
  return { id: `${kind} ${from} → ${to}`, kind, from, to, label, share: share ?? null };
}

function unique(nodes: readonly GraphNode[]): readonly GraphNode[] {
  return [...new Map(nodes.toReversed().map((node) => [node.id, node])).values()].toReversed();
}

function capped({ nodes, edges }: Parts): RouteGraph {
  const shown = graphColumns.flatMap((column) =>
    nodes.filter((node) => columnOf(node) === column).slice(0, maxPerColumn),
  );
  const ids = new Set(shown.map(({ id }) => id));
  const drawn = new Map(edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).map((one) => [one.id, one]));
  return { nodes: shown, edges: [...drawn.values()], hidden: nodes.length - shown.length };
}
