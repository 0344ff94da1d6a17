import { isSame } from '@/lib/gateway-api/document.ts';
import type { Edit } from '@/lib/gateway-api/edit.ts';
import { objects, strings, text } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef, HttpRoute, HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { RouteTemplate, TemplateOptions } from '@/lib/gateway-api/templates.ts';

/** What choosing another template does to a draft. */
export type Adoption = {
  readonly edits: readonly Edit[];
  /** What somebody typed and the new template has no place for, in words; nothing is asked when there is none. */
  readonly losses: readonly string[];
};

/**
 * The edits that turn a draft into another template: name, namespace, hostnames and all that no template writes stay, backends
 * move into the new template's places in their order.
 *
 * @param before what the draft began as, before anybody typed
 */
export function adoptTemplate(
  draft: HttpRoute,
  before: HttpRoute,
  template: RouteTemplate,
  options: TemplateOptions,
): Adoption {
  const backends = typedBackends(draft);
  const hasOwnParents = !isSame(draft.spec?.parentRefs, before.spec?.parentRefs);
  const built = template.build({
    ...options,
    ...(hasOwnParents ? { parentRefs: objects(draft.spec?.parentRefs) } : {}),
    hostnames: strings(draft.spec?.hostnames),
    backends,
  });
  const parentRefs = built.spec?.parentRefs;
  const losesParents = hasOwnParents && !isSame(parentRefs, draft.spec?.parentRefs);
  return {
    edits: [
      { op: 'set', path: ['spec', 'parentRefs'], value: parentRefs },
      { op: 'set', path: ['spec', 'rules'], value: built.spec?.rules },
    ],
    losses: [
      ...(isSame(shapeOf(draft), shapeOf(before)) ? [] : ['the rules as you changed them']),
      ...(backends.length > template.places ? [backendLoss(backends.slice(template.places))] : []),
      ...(losesParents ? ['the listeners that you chose'] : []),
    ],
  };
}

/** What a draft sends to so far, in order. */
function typedBackends(draft: HttpRoute): readonly BackendRef[] {
  return objects(draft.spec?.rules)
    .flatMap((rule) => objects(rule.backendRefs))
    .filter((ref) => text(ref.name));
}

function backendLoss(refs: readonly BackendRef[]): string {
  const names = refs.map((ref) => ref.name).join(', ');
  return `${refs.length === 1 ? 'the backend' : 'the backends'} ${names}`;
}

/** The rules without what a move keeps: which Service stands in which place. An empty place is as good as none. */
function shapeOf(route: HttpRoute): unknown {
  return objects(route.spec?.rules).map((rule: HttpRouteRule) => {
    const { backendRefs, ...others } = rule;
    const places = objects(backendRefs).map(({ name: _name, namespace: _namespace, port: _port, ...rest }) => rest);
    return { ...others, places: places.length === 1 && isSame(places[0], {}) ? [] : places };
  });
}
