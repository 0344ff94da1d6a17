import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteTemplate, TemplateOptions } from '@/lib/gateway-api/templates.ts';
import type { EditorFacts } from './editor-facts.ts';
import type { Edit } from './editor-state.ts';
import { defaultParents } from './gateway-choice.ts';
import { withoutServerFields } from './wanted-part.ts';

/**
 * What a new route begins as: the namespace that is called like the team, else the first one, what would take it, and the rules of
 * the template, or one rule for every path.
 */
export function newRoute(facts: EditorFacts, team: string, template: RouteTemplate | null = null): HttpRoute {
  const namespace = facts.namespaces.find((one) => one === team) ?? facts.namespaces[0] ?? '';
  const options = templateOptions(facts, namespace);
  if (template) return template.build(options);
  const { parentRefs } = options;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: '', namespace },
    spec: {
      ...(parentRefs.length > 0 ? { parentRefs } : {}),
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
    },
  };
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
