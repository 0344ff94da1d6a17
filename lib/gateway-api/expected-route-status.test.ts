import { describe, expect, test } from 'vitest';
import { expectedRouteStatus } from './expected-route-status.ts';
import {
  endpointSlice,
  gateway,
  gatewayClass,
  httpRoute,
  listenerSet,
  referenceGrant,
  service,
  snapshot,
} from './object-builders.ts';
import type { BackendRef, Gateway, HttpRoute, HttpRouteRule, Listener, ParentRef } from './objects.ts';

const all = { namespaces: { from: 'All' } };
const http: Listener = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: all };

function cluster(owner: Gateway = gateway(), lists: Parameters<typeof snapshot>[0] = {}) {
  return snapshot({ gateways: [owner], services: [service()], endpointSlices: [endpointSlice()], ...lists });
}

/** `type=status/reason` of every condition of the first parentRef. */
function conditions(route: HttpRoute, in_ = cluster()): readonly string[] {
  const [parent] = expectedRouteStatus(route, in_);
  return (parent?.conditions ?? []).map(({ type, status, reason }) => `${type}=${status}/${reason}`);
}

function withRef(ref: ParentRef, hostnames: readonly string[] = ['shop.apps.test']) {
  return httpRoute({ parentRefs: [{ name: 'external', namespace: 'infra', ...ref }], hostnames });
}

test('a sound route is accepted and resolved', () => {
  expect(conditions(httpRoute())).toEqual(['Accepted=True/Accepted', 'ResolvedRefs=True/ResolvedRefs']);
});

describe('Accepted is False', () => {
  const closed: Listener = { name: 'closed', port: 81, protocol: 'HTTP' };
  test.each<[string, readonly Listener[], ParentRef, string]>([
    ['when no listener has the section name', [http], { sectionName: 'other' }, 'NoMatchingParent'],
    ['when no listener has the port', [http], { port: 81 }, 'NoMatchingParent'],
    ['when name and port meet on no listener', [http, closed], { sectionName: 'http', port: 81 }, 'NoMatchingParent'],
    ['when the namespace is not admitted', [closed], {}, 'NotAllowedByListeners'],
    [
      'when the kind is not',
      [{ ...http, allowedRoutes: { kinds: [{ kind: 'TLSRoute' }] } }],
      {},
      'NotAllowedByListeners',
    ],
    ['when the protocol carries no HTTP', [{ ...http, protocol: 'TCP' }], {}, 'NotAllowedByListeners'],
    ['when no hostname fits', [{ ...http, hostname: 'a.test' }], {}, 'NoMatchingListenerHostname'],
    [
      'for the hostname, when one listener came that far',
      [closed, { ...http, hostname: 'a.test' }],
      {},
      'NoMatchingListenerHostname',
    ],
    ['when all its listeners are in conflict', [http, { ...http, name: 'twin' }], {}, 'NoMatchingParent'],
  ])('%s', (_name, listeners, ref, reason) => {
    expect(conditions(withRef(ref), cluster(gateway({ listeners })))[0]).toBe(`Accepted=False/${reason}`);
  });

  test('when the Gateway does not admit the ListenerSet', () => {
    const route = withRef({ kind: 'ListenerSet', name: 'acme', namespace: 'storefront' }, ['shop.acme.test']);
    expect(conditions(route, cluster(gateway(), { listenerSets: [listenerSet()] }))[0]).toBe(
      'Accepted=False/NoMatchingParent',
    );
  });
});

test('a route that one of two listeners takes is accepted', () => {
  const listeners = [
    { ...http, hostname: 'a.test' },
    { ...http, name: 'b', port: 81 },
  ];
  expect(conditions(withRef({}), cluster(gateway({ listeners })))[0]).toBe('Accepted=True/Accepted');
});

describe('ResolvedRefs', () => {
  const to = (ref: BackendRef, more: HttpRouteRule = {}) => httpRoute({ rules: [{ backendRefs: [ref], ...more }] });
  test.each<[string, HttpRoute, string]>([
    ['a Service that is not there', to({ name: 'gone', port: 80 }), 'False/BackendNotFound'],
    ['a port that is not there', to({ name: 'storefront', port: 81 }), 'False/BackendNotFound'],
    ['another namespace without a grant', to({ name: 'api', namespace: 'shared', port: 80 }), 'False/RefNotPermitted'],
    ['a kind of nobody', to({ name: 'x', group: 'foo.example', kind: 'Bucket' }), 'False/InvalidKind'],
    ['a kind of the core group', to({ name: 'x', kind: 'ConfigMap' }), 'False/InvalidKind'],
    ['a kind of the controller’s own', to({ name: 'x', group: 'test.example', kind: 'Backend' }), 'Unknown/Pending'],
    ['a shared standard', to({ name: 'x', group: 'multicluster.x-k8s.io', kind: 'ServiceImport' }), 'Unknown/Pending'],
    ['no backend at all', httpRoute({ rules: [{}] }), 'True/ResolvedRefs'],
    [
      'a mirror to nowhere',
      to(
        { name: 'storefront', port: 80 },
        { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'gone', port: 80 } } }] },
      ),
      'False/BackendNotFound',
    ],
    [
      'a mirror to nowhere on a single backend',
      to({
        name: 'storefront',
        port: 80,
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'gone', port: 80 } } }],
      }),
      'False/BackendNotFound',
    ],
  ])('%s', (_name, route, result) => {
    expect(conditions(route)[1]).toBe(`ResolvedRefs=${result}`);
  });

  test('a Service without endpoints is there all the same', () => {
    expect(conditions(httpRoute(), cluster(gateway(), { endpointSlices: [] }))[1]).toBe(
      'ResolvedRefs=True/ResolvedRefs',
    );
  });

  test('a grant makes another namespace reachable', () => {
    const shared = service({ name: 'api', namespace: 'shared' });
    const lists = { services: [shared], referenceGrants: [referenceGrant('storefront', 'shared')] };
    expect(conditions(to({ name: 'api', namespace: 'shared', port: 80 }), cluster(gateway(), lists))[1]).toBe(
      'ResolvedRefs=True/ResolvedRefs',
    );
  });

  test('what has not been read yet is not called missing', () => {
    expect(conditions(httpRoute(), cluster(gateway(), { pendingKinds: ['services'] }))[1]).toBe(
      'ResolvedRefs=Unknown/Pending',
    );
  });

  test('the message names the rule and the object', () => {
    const route = httpRoute({ rules: [{}, { backendRefs: [{ name: 'gone', port: 80 }] }] });
    const [parent] = expectedRouteStatus(route, cluster());
    expect(parent?.conditions[1]?.message).toBe('Rule 2: Service storefront/gone does not exist.');
  });
});

describe('rules that no version of the standard knows', () => {
  const odd: HttpRouteRule = { matches: [{ path: { type: 'Glob', value: '/*' } }] };
  const clash: HttpRouteRule = {
    filters: [
      { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } },
      { type: 'URLRewrite', urlRewrite: { hostname: 'a.test' } },
    ],
  };
  test('refuse the route when there are no others', () => {
    expect(conditions(httpRoute({ rules: [odd] }))[0]).toBe('Accepted=False/UnsupportedValue');
    expect(conditions(httpRoute({ rules: [clash] }))[0]).toBe('Accepted=False/IncompatibleFilters');
    expect(conditions(httpRoute({ rules: [{ filters: [{ type: 'Teleport' }] }] }))[0]).toBe(
      'Accepted=False/UnsupportedValue',
    );
  });

  test('are dropped when there are others', () => {
    expect(conditions(httpRoute({ rules: [odd, {}] }))).toEqual([
      'Accepted=True/Accepted',
      'ResolvedRefs=True/ResolvedRefs',
      'PartiallyInvalid=True/UnsupportedValue',
    ]);
    const [parent] = expectedRouteStatus(httpRoute({ rules: [{}, odd] }), cluster());
    expect(parent?.conditions[2]?.message).toBe('Dropped Rule: Rule 2: path match type Glob is not known.');
  });
});

describe('nobody writes anything', () => {
  test.each<[string, ParentRef, string]>([
    ['about a Gateway that is not there', { name: 'other' }, 'does not exist'],
    ['about a parent of another kind', { kind: 'Service', group: '' }, 'is not read here'],
  ])('%s', (_name, ref, why) => {
    const [parent] = expectedRouteStatus(withRef(ref), cluster());
    expect(parent?.conditions).toEqual([]);
    expect(parent?.silence).toContain(why);
  });

  test('about a Gateway whose class is not there', () => {
    const lists = { gatewayClasses: [gatewayClass('test.example/controller', 'other')] };
    const [parent] = expectedRouteStatus(httpRoute(), cluster(gateway(), lists));
    expect(parent).toMatchObject({ conditions: [], silence: 'No controller is known for Gateway external.' });
  });
});

test('each parentRef is judged by itself', () => {
  const parentRefs = [
    { name: 'external', namespace: 'infra' },
    { name: 'external', namespace: 'infra', sectionName: 'x' },
  ];
  const statuses = expectedRouteStatus(httpRoute({ parentRefs }), cluster());
  expect(statuses.map((one) => one.conditions[0]?.status)).toEqual(['True', 'False']);
});

test('survives a draft of any shape', () => {
  for (const spec of [
    null,
    7,
    { rules: 'x', parentRefs: {} },
    {
      parentRefs: [{ name: 'external', namespace: 'infra' }],
      rules: [
        null,
        {
          matches: [{ path: 3, headers: [{ type: { toString: 1 } }] }],
          filters: [{ type: {} }],
          backendRefs: [7, { name: [] }],
        },
      ],
    },
  ]) {
    const route = { metadata: { name: 'x', namespace: 'storefront' }, spec } as unknown as HttpRoute;
    expect(() => expectedRouteStatus(route, cluster())).not.toThrow();
  }
});
