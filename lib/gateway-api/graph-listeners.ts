import { type ParentName, parentName } from './attachment.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import { namespaceOf, objects, strings } from './hostile.ts';
import { intersectHostnames, normaliseHostname } from './hostname.ts';
import type { ListenerChoice } from './listener-picker.ts';
import type { HttpRoute } from './objects.ts';

type Front = { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] };
type HostnameNode = Extract<GraphNode, { readonly kind: 'hostname' }>;

/** The two left columns of a route's graph: its hostnames, and what of its parents takes them or why not. */
export function routeListeners(route: HttpRoute, listeners: readonly ListenerChoice[]): Front {
  const named = hostnameNodes(route);
  const found = objects(route.spec?.parentRefs).flatMap((ref, index) =>
    ofParent(parentName(ref, namespaceOf(route)), index, named, listeners),
  );
  const edges = found.flatMap((one) => one.edges);
  const served = new Set(edges.filter(({ kind }) => kind === 'serves').map(({ from }) => from));
  const refusal = 'No listener of this route serves it.';
  const hostnames = named.map((node) => (served.has(node.id) ? node : { ...node, refusal }));
  return { nodes: [...hostnames, ...found.map(({ node }) => node)], edges };
}

function hostnameNodes(route: HttpRoute): readonly HostnameNode[] {
  const names = strings(route.spec?.hostnames).map(normaliseHostname);
  const node = (hostname: string, title: string, path: HostnameNode['path']): HostnameNode => ({
    kind: 'hostname',
    hostname,
    id: `hostname ${hostname}`,
    title,
    detail: '',
    refusal: '',
    path,
    isInCluster: false,
  });
  if (names.length === 0) return [node('*', 'Every hostname', ['spec', 'hostnames'])];
  return [...new Set(names)].map((name) => node(name, name, ['spec', 'hostnames', names.indexOf(name)]));
}

function ofParent(
  parent: ParentName,
  index: number,
  hostnames: readonly HostnameNode[],
  listeners: readonly ListenerChoice[],
): readonly { readonly node: GraphNode; readonly edges: readonly GraphEdge[] }[] {
  const own = listeners.filter((one) => isOf(parent, one));
  const wanted = own.filter(
    (one) =>
      (parent.sectionName === null || one.listener === parent.sectionName) &&
      (parent.port === null || one.port === parent.port),
  );
  const path = ['spec', 'parentRefs', index];
  if (wanted.length === 0) return [{ node: missing(parent, path, own.length > 0), edges: [] }];
  return wanted.map((listener) => judged(listener, path, hostnames));
}

function judged(listener: ListenerChoice, path: GraphNode['path'], hostnames: readonly HostnameNode[]) {
  const owner = listener.listenerSet ?? listener.gateway;
  const id = `listener ${listener.listenerSet ? 'set ' : ''}${owner.namespace}/${owner.name}/${listener.listener}`;
  const serving = hostnames.filter(
    ({ hostname }) => intersectHostnames(listener.hostname ?? '', hostname === '*' ? '' : hostname) !== null,
  );
  const offer = listener.hostname ?? 'every name';
  const noName = serving.length > 0 ? '' : `Serves ${offer}, none of the route’s hostnames.`;
  const kind = listener.wouldAccept ? 'serves' : 'refused';
  const node: GraphNode = {
    kind: 'listener',
    listener,
    id,
    title: `${owner.name} · ${listener.listener}`,
    detail: `${listener.protocol} ${listener.port} · ${offer}`,
    refusal: listener.wouldAccept ? noName : listener.reason,
    path,
    isInCluster: false,
  };
  const edges = serving.map(
    ({ id: from }): GraphEdge => ({ id: `${kind} ${from} → ${id}`, kind, from, to: id, label: '', share: null }),
  );
  return { node, edges };
}

/** A parent that names nothing known, or a listener that it does not have. */
function missing(parent: ParentName, path: GraphNode['path'], isParentKnown: boolean): GraphNode {
  const wanted = [parent.sectionName, parent.port === null ? null : `port ${parent.port}`].filter(
    (one) => one !== null,
  );
  return {
    kind: 'listener',
    listener: null,
    id: `listener missing ${path.join('.')} ${parent.namespace}/${parent.name} ${wanted.join(' ')}`,
    title: [parent.name || '(no name)', ...wanted].join(' · '),
    detail: parent.kind,
    refusal: isParentKnown
      ? `${parent.kind} ${parent.name} has no such listener.`
      : `No ${parent.kind} ${parent.name} is known in ${parent.namespace}.`,
    path,
    isInCluster: false,
  };
}

function isOf(parent: ParentName, choice: ListenerChoice): boolean {
  const owner = choice.listenerSet ?? choice.gateway;
  const kind = choice.listenerSet ? 'ListenerSet' : 'Gateway';
  return parent.kind === kind && parent.namespace === owner.namespace && parent.name === owner.name;
}
