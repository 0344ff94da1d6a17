import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteTemplate, TemplateOptions } from '@/lib/gateway-api/templates.ts';
import type { EditorFacts } from './editor-facts.ts';
import type { Edit } from './editor-state.ts';
import { defaultParents } from './gateway-choice.ts';
import { ownListener } from './own-listener.ts';
import { withoutServerFields } from './wanted-part.ts';

/**
 * What a new route begins as: the namespace that is called like the team, else the first one, what would take it, and the rules of
 * the template, or one rule for every path. For a hostname with a listener of its own it begins there and with that name.
 */
export function newRoute(
  facts: EditorFacts,
  team: string,
  { template = null, hostname = null }: { template?: RouteTemplate | null; hostname?: string | null } = {},
): HttpRoute {
  const usual = facts.namespaces.find((one) => one === team) ?? facts.namespaces[0] ?? '';
  const namespace = (hostname === null ? null : namespaceFor(hostname, usual, facts)) ?? usual;
  const options = {
    ...templateOptions(facts, namespace),
    ...(hostname === null ? {} : attached(hostname, namespace, facts)),
  };
  if (template) return template.build(options);
  const { parentRefs } = options;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: '', namespace },
    spec: {
      ...(parentRefs.length > 0 ? { parentRefs } : {}),
      ...(hostname === null ? {} : { hostnames: [hostname] }),
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
    },
  };
}

/** The namespace whose routes the hostname's own listener takes; the usual one where it does, null where none does. */
function namespaceFor(hostname: string, usual: string, facts: EditorFacts): string | null {
  const hasOwn = (namespace: string) => ownListener(hostname, facts.listeners[namespace] ?? []) !== null;
  return hasOwn(usual) ? usual : (facts.namespaces.find(hasOwn) ?? null);
}

function attached(hostname: string, namespace: string, facts: EditorFacts): Partial<TemplateOptions> {
  const own = ownListener(hostname, facts.listeners[namespace] ?? []);
  return { hostnames: [hostname], ...(own === null ? {} : { parentRefs: [own.parentRef] }) };
}

/** What a template may know of the cluster for a route in one namespace. */
export function templateOptions(facts: EditorFacts, namespace: string): TemplateOptions {
  const listeners = facts.listeners[namespace] ?? [];
  return { namespace, listeners, parentRefs: defaultParents(listeners, namespace), publicPorts: facts.publicPorts };
}

/** A copy of a route under a free name, without hostnames: two routes with the same names would fight for requests. */
export function duplicateRoute(route: HttpRoute, facts: EditorFacts): HttpRoute {
  const { metadata, spec, ...rest } = withoutServerFields(route);
  const { hostnames: _hostnames, ...others } = spec ?? {};
  const { name: _name, namespace: _namespace, labels, annotations } = metadata;
  const namespace = route.metadata.namespace ?? '';
  return {
    ...rest,
    metadata: {
      name: freeName(route.metadata.name, namespace, facts.existingNames),
      namespace,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations: withoutLastApplied(annotations) } : {}),
    },
    spec: others,
  };
}

/** The edits that move a draft to another namespace, with the parents that would take it there if it had the old ones' defaults. */
export function moveToNamespace(draft: HttpRoute, namespace: string, facts: EditorFacts): readonly Edit[] {
  const before = draft.metadata.namespace ?? '';
  const wasDefault = JSON.stringify(defaultParents(facts.listeners[before] ?? [], before));
  const hadDefault = JSON.stringify(draft.spec?.parentRefs ?? []) === wasDefault;
  const parents = defaultParents(facts.listeners[namespace] ?? [], namespace);
  return [
    { op: 'set', path: ['metadata', 'namespace'], value: namespace },
    ...(hadDefault
      ? [{ op: 'set' as const, path: ['spec', 'parentRefs'], value: parents.length > 0 ? parents : undefined }]
      : []),
  ];
}

function freeName(name: string, namespace: string, existing: readonly string[]): string {
  const stem = name.replace(/-copy(-\d{1,3})?$/, '').slice(0, 240);
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? `${stem}-copy` : `${stem}-copy-${count}`;
    if (!existing.includes(`${namespace}/${candidate}`)) return candidate;
  }
}

function withoutLastApplied(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _applied, ...others } = annotations;
  return others;
}
