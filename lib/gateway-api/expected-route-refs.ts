import { resolveBackend } from './backends.ts';
import { mayKnowKind } from './controller-group.ts';
import { type Judgement, met, refused, unjudged, worstOf } from './expected-condition.ts';
import { namespaceOf, objects } from './hostile.ts';
import type { BackendRef, HttpRoute, HttpRouteFilter } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/**
 * Whether every object resolves that a route's rules refer to: backends and the targets of mirrors, those on single backends
 * included. ExtensionRefs are left out, since the standard has no condition for them.
 *
 * @see Gateway API v1, RouteConditionResolvedRefs
 */
export function judgeRouteRefs(route: HttpRoute, controllerName: string | null, snapshot: ClusterSnapshot): Judgement {
  const judgements = objects(route.spec?.rules).flatMap((rule, index) => {
    const refs = objects(rule.backendRefs);
    const mirrors = [objects(rule.filters), ...refs.map((ref) => objects(ref.filters))].flat().flatMap(mirrorTarget);
    return [...refs, ...mirrors].map((ref) => {
      const judgement = judgeBackend(ref, namespaceOf(route), { controllerName, snapshot });
      return { ...judgement, message: judgement.message === '' ? '' : `Rule ${index + 1}: ${judgement.message}` };
    });
  });
  return worstOf(judgements, met('ResolvedRefs'));
}

function mirrorTarget(filter: HttpRouteFilter): readonly BackendRef[] {
  const target = filter.requestMirror?.backendRef;
  return filter.type === 'RequestMirror' ? objects(target === undefined ? [] : [target]) : [];
}

function judgeBackend(
  ref: BackendRef,
  routeNamespace: string,
  { controllerName, snapshot }: { readonly controllerName: string | null; readonly snapshot: ClusterSnapshot },
): Judgement {
  const { state, namespace, name, kind, port } = resolveBackend(ref, routeNamespace, snapshot);
  const label = `${kind} ${namespace}/${name}`;
  switch (state) {
    case 'ready':
    case 'no-endpoints':
      // A Service without endpoints exists all the same: requests fail, the reference does not.
      return met('ResolvedRefs');
    case 'not-granted':
      return refused(
        'RefNotPermitted',
        `no ReferenceGrant in ${namespace} lets routes of ${routeNamespace} use ${label}.`,
      );
    case 'no-service':
      return refused('BackendNotFound', `${label} does not exist.`);
    case 'no-port':
      return refused('BackendNotFound', `${label} has no port ${port ?? '(none given)'}.`);
    case 'not-loaded':
      return unjudged(`${label} has not been read from the cluster yet.`);
    case 'unjudged':
      if (kind === 'Service' && !ref.group)
        return unjudged(`whether ${label}, an ExternalName, may be used is up to the controller.`);
      if (mayKnowKind(controllerName, ref.group, kind))
        return unjudged(`${label} is of a kind that only the controller can judge.`);
      return refused('InvalidKind', `${label} is of a kind that takes no requests: a Service does.`);
  }
}
