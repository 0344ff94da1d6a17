import { describe, expect, test } from 'vitest';
import type { ExpectedCondition } from './expected-condition.ts';
import { expectedGatewayStatus } from './expected-gateway-status.ts';
import { expectedListenerSetStatus } from './expected-listener-set-status.ts';
import type { KnownObjects } from './listener-references.ts';
import { gateway, gatewayClass, httpRoute, listenerSet, snapshot } from './object-builders.ts';
import type { Gateway, GatewayClass, Listener, ReferenceGrant } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const all = { namespaces: { from: 'All' } };
const http: Listener = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: all };
const secure = (name: string, hostname?: string, ref: object = { name: 'cert' }): Listener => ({
  name,
  port: 443,
  protocol: 'HTTPS',
  hostname,
  allowedRoutes: all,
  tls: { certificateRefs: [ref] },
});
const allThere: KnownObjects = { secretExists: () => true, configMapExists: () => true };

function short(conditions: readonly ExpectedCondition[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((conditions ?? []).map(({ type, status, reason }) => [type, `${status}/${reason}`]));
}

function judge(
  spec: NonNullable<Gateway['spec']>,
  known: KnownObjects = allThere,
  lists: Parameters<typeof snapshot>[0] = {},
) {
  const owner = gateway(spec);
  const status = expectedGatewayStatus(owner, snapshot({ gateways: [owner], ...lists }), known);
  return { ...status, conditions: short(status.conditions), listener: short(status.listeners[0]?.conditions) };
}

function grant(kind: string, inNamespace: string): ReferenceGrant {
  return {
    metadata: { name: 'grant', namespace: inNamespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind, namespace: 'infra' }],
      to: [{ group: '', kind: 'Secret' }],
    },
  };
}

test('a sound Gateway is accepted, programmed and resolved', () => {
  const { conditions, listener, listeners, attachedListenerSets } = judge({ listeners: [http] });
  expect(conditions).toEqual({
    Accepted: 'True/Accepted',
    Programmed: 'True/Programmed',
    ResolvedRefs: 'True/ResolvedRefs',
  });
  expect(listener).toEqual({ ...conditions, Conflicted: 'False/NoConflicts' });
  expect(listeners[0]?.supportedKinds).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }]);
  expect(attachedListenerSets).toBe(0);
});

describe('certificates', () => {
  test.each<[string, object, KnownObjects, string, string]>([
    ['there', { name: 'cert' }, allThere, 'True/ResolvedRefs', 'True/Programmed'],
    ['not there', { name: 'cert' }, { secretExists: () => false }, 'False/InvalidCertificateRef', 'False/Invalid'],
    ['not to be seen', { name: 'cert' }, {}, 'Unknown/Pending', 'Unknown/Pending'],
    ['of another kind', { name: 'cert', kind: 'ConfigMap' }, allThere, 'False/InvalidCertificateRef', 'False/Invalid'],
    ['of another group', { name: 'cert', group: 'x.test' }, allThere, 'False/InvalidCertificateRef', 'False/Invalid'],
    [
      'of the controller’s own kind',
      { name: 'cert', group: 'test.example', kind: 'Cert' },
      allThere,
      'Unknown/Pending',
      'Unknown/Pending',
    ],
    ['of another namespace', { name: 'cert', namespace: 'vault' }, allThere, 'False/RefNotPermitted', 'False/Invalid'],
  ])('%s', (_name, ref, known, resolved, programmed) => {
    const { listener } = judge({ listeners: [secure('https', undefined, ref)] }, known);
    expect(listener).toMatchObject({ Accepted: 'True/Accepted', ResolvedRefs: resolved, Programmed: programmed });
  });

  test('of another namespace count with a grant for Gateways, not with one for routes', () => {
    const listeners = [secure('https', undefined, { name: 'cert', namespace: 'vault' })];
    const resolved = (kind: string) =>
      judge({ listeners }, allThere, { referenceGrants: [grant(kind, 'vault')] }).listener.ResolvedRefs;
    expect(resolved('Gateway')).toBe('True/ResolvedRefs');
    expect(resolved('HTTPRoute')).toBe('False/RefNotPermitted');
  });

  test('are not asked for where TLS passes through', () => {
    const listeners: readonly Listener[] = [{ name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } }];
    expect(judge({ listeners }, {}).listener.ResolvedRefs).toBe('True/ResolvedRefs');
  });

  test('that fail show on the Gateway', () => {
    const { conditions } = judge({ listeners: [http, secure('https')] }, { secretExists: () => false });
    expect(conditions).toEqual({
      Accepted: 'True/Accepted',
      Programmed: 'True/Programmed',
      ResolvedRefs: 'False/ListenersNotResolved',
    });
  });
});

describe('CAs for clients', () => {
  const validation = (ref: object) => ({
    validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca', ...ref }] },
  });
  const frontend = { default: validation({}), perPort: [{ port: 8443, tls: validation({ name: 'other' }) }] };
  const known: KnownObjects = { ...allThere, configMapExists: (_namespace, name) => name === 'ca' };

  test('of a port replace the default', () => {
    const listeners = [secure('https'), { ...secure('other'), port: 8443 }, http];
    const states = judge({ listeners, tls: { frontend } }, known).listeners.map(({ conditions }) => short(conditions));
    expect(states[0]).toMatchObject({ Accepted: 'True/Accepted', ResolvedRefs: 'True/ResolvedRefs' });
    expect(states[1]).toMatchObject({
      Accepted: 'False/NoValidCACertificate',
      Programmed: 'False/Invalid',
      ResolvedRefs: 'False/InvalidCACertificateRef',
    });
    expect(states[2]).toMatchObject({ Accepted: 'True/Accepted' });
  });

  test.each([
    [{ kind: 'Service' }, 'False/InvalidCACertificateKind'],
    [{ namespace: 'vault' }, 'False/RefNotPermitted'],
  ])('%o', (ref, resolved) => {
    const { listener } = judge({ listeners: [secure('https')], tls: { frontend: { default: validation(ref) } } });
    expect(listener.ResolvedRefs).toBe(resolved);
  });
});

describe('kinds of routes', () => {
  const named = (kinds: readonly string[], protocol = 'HTTP', features: readonly string[] = []) => {
    const reporting: GatewayClass = {
      ...gatewayClass(),
      status: { supportedFeatures: features.map((name) => ({ name })) },
    };
    const listeners: readonly Listener[] = [
      { ...http, protocol, allowedRoutes: { kinds: kinds.map((kind) => ({ kind })) } },
    ];
    const { listeners: judged, listener } = judge({ listeners }, allThere, { gatewayClasses: [reporting] });
    return [judged[0]?.supportedKinds.map(({ kind }) => kind), listener.ResolvedRefs, listener.Programmed];
  };

  test.each<[readonly string[], string, readonly string[], readonly string[], string, string]>([
    [[], 'HTTP', [], ['HTTPRoute'], 'True/ResolvedRefs', 'True/Programmed'],
    [[], 'HTTP', ['GRPCRoute'], ['HTTPRoute', 'GRPCRoute'], 'True/ResolvedRefs', 'True/Programmed'],
    [['GRPCRoute'], 'HTTP', [], ['GRPCRoute'], 'True/ResolvedRefs', 'True/Programmed'],
    [['GRPCRoute'], 'HTTP', ['HTTPRoute'], [], 'False/InvalidRouteKinds', 'False/Invalid'],
    [['Odd', 'HTTPRoute'], 'HTTP', [], ['HTTPRoute'], 'False/InvalidRouteKinds', 'True/Programmed'],
    [['Odd'], 'HTTP', [], [], 'False/InvalidRouteKinds', 'False/Invalid'],
    [['HTTPRoute'], 'TCP', [], [], 'False/InvalidRouteKinds', 'False/Invalid'],
    [[], 'UDP', [], ['UDPRoute'], 'True/ResolvedRefs', 'True/Programmed'],
    [[], 'INVALID', [], [], 'True/ResolvedRefs', 'False/Invalid'],
  ])('%j on %s of a class with %j: %j', (kinds, protocol, features, ...result) => {
    expect(named(kinds, protocol, features)).toEqual(result);
  });
});

describe('what keeps a Gateway from being accepted', () => {
  const parameters = (group: string, kind: string) => ({
    infrastructure: { parametersRef: { group, kind, name: 'x' } },
  });
  test.each<[string, NonNullable<Gateway['spec']>, string]>([
    ['parameters of a kind of nobody', parameters('x.invalid', 'Odd'), 'False/InvalidParameters'],
    ['parameters that only the controller can judge', parameters('test.example', 'Proxy'), 'Unknown/Pending'],
    ['a ConfigMap, which some controllers take', parameters('', 'ConfigMap'), 'Unknown/Pending'],
    [
      'an address of a type of nobody',
      { addresses: [{ type: 'foo.test/bar', value: 'x' }] },
      'False/UnsupportedAddress',
    ],
    [
      'an address of the controller’s own type',
      { addresses: [{ type: 'test.example/eip', value: 'x' }] },
      'Unknown/Pending',
    ],
    ['an address', { addresses: [{ value: '192.0.2.1' }, { type: 'Hostname', value: 'a.test' }] }, 'True/Accepted'],
    ['no good listener', { listeners: [{ ...http, protocol: 'ODD' }] }, 'False/ListenersNotValid'],
    [
      'one bad listener of two',
      { listeners: [http, { ...http, name: 'odd', port: 81, protocol: 'ODD' }] },
      'True/ListenersNotValid',
    ],
    ['listeners in conflict', { listeners: [http, { ...http, name: 'twin' }] }, 'False/ListenersNotValid'],
  ])('%s', (_name, spec, accepted) => {
    expect(judge({ listeners: [http], ...spec }).conditions.Accepted).toBe(accepted);
  });

  test('a client certificate that is missing does not', () => {
    const tls = { backend: { clientCertificateRef: { name: 'gone' } } };
    expect(judge({ listeners: [http], tls }, { secretExists: () => false }).conditions).toMatchObject({
      Accepted: 'True/Accepted',
      ResolvedRefs: 'False/InvalidClientCertificateRef',
    });
  });

  test('nothing is said about a class that nobody knows', () => {
    const owner = gateway();
    const { conditions, listeners } = expectedGatewayStatus(owner, snapshot({ gateways: [owner], gatewayClasses: [] }));
    expect(short(conditions)).toEqual({ Accepted: 'Unknown/Pending', Programmed: 'Unknown/Pending' });
    expect(listeners).toEqual([]);
  });
});

test('overlapping hostnames of HTTPS listeners show on both, on one port', () => {
  const listeners = [
    secure('wide', '*.a.test'),
    secure('one', 'x.y.a.test'),
    secure('apex', 'a.test'),
    { ...secure('far', 'z.a.test'), port: 8443 },
  ];
  const overlaps = judge({ listeners }).listeners.map(({ conditions }) => short(conditions).OverlappingTLSConfig);
  expect(overlaps).toEqual(['True/OverlappingHostnames', 'True/OverlappingHostnames', undefined, undefined]);
});

test('counts a route once for each listener that takes it, and only where it is accepted', () => {
  const parent = { name: 'external', namespace: 'infra' };
  const routes = [
    httpRoute({ parentRefs: [parent, { ...parent, sectionName: 'http' }] }, { name: 'twice' }),
    httpRoute({ parentRefs: [parent], hostnames: ['far.test'] }, { name: 'elsewhere' }),
    httpRoute({ parentRefs: [parent], rules: [{ filters: [{ type: 'Odd' }] }] }, { name: 'odd' }),
    httpRoute({ parentRefs: [parent], rules: [{ backendRefs: [{ name: 'gone', port: 1 }] }] }, { name: 'unresolved' }),
  ];
  const listeners = [
    { ...http, hostname: '*.apps.test' },
    { ...http, name: 'b', port: 81, hostname: 'other.test' },
  ];
  expect(judge({ listeners }, allThere, { routes }).listeners.map((one) => one.attachedRoutes)).toEqual([2, 0]);
});

describe('ListenerSets', () => {
  const open = gateway({ listeners: [http], allowedListeners: all });
  const set = listenerSet({ listeners: [{ ...secure('shop', 'shop.acme.test') }] });
  const judgeSet = (cluster: ClusterSnapshot, known = allThere, judged = set) =>
    short(expectedListenerSetStatus(judged, cluster, known).conditions);

  test.each<[string, ClusterSnapshot, KnownObjects, string, string]>([
    ['admitted', snapshot({ gateways: [open] }), allThere, 'True/Accepted', 'True/Programmed'],
    [
      'not admitted',
      snapshot({ gateways: [gateway({ listeners: [http] })] }),
      allThere,
      'False/NotAllowed',
      'False/NotAllowed',
    ],
    [
      'without its certificate',
      snapshot({ gateways: [open] }),
      { secretExists: () => false },
      'False/ListenersNotValid',
      'False/ListenersNotValid',
    ],
    [
      'with a certificate that cannot be seen',
      snapshot({ gateways: [open] }),
      {},
      'Unknown/Pending',
      'Unknown/Pending',
    ],
    ['without its Gateway', snapshot(), allThere, 'Unknown/Pending', 'Unknown/Pending'],
    [
      'of a Gateway that is not accepted',
      snapshot({
        gateways: [gateway({ listeners: [http], allowedListeners: all, addresses: [{ type: 'a.test/b' }] })],
      }),
      allThere,
      'False/ParentNotAccepted',
      'False/ParentNotAccepted',
    ],
  ])('%s', (_name, cluster, known, accepted, programmed) => {
    expect(judgeSet(cluster, known)).toEqual({ Accepted: accepted, Programmed: programmed });
  });

  test('count on their Gateway when they are accepted', () => {
    const count = (known: KnownObjects) =>
      expectedGatewayStatus(open, snapshot({ gateways: [open], listenerSets: [set] }), known).attachedListenerSets;
    expect(count(allThere)).toBe(1);
    expect(count({ secretExists: () => false })).toBe(0);
    expect(count({})).toBeNull();
  });

  test('a draft counts instead of what the snapshot holds', () => {
    const cluster = snapshot({ gateways: [open], listenerSets: [set] });
    const draft = listenerSet({ listeners: [{ ...http, name: 'rival' }] });
    expect(judgeSet(cluster, allThere, draft).Accepted).toBe('False/ListenersNotValid');
  });

  test('need a grant that names their own kind', () => {
    const far = listenerSet(
      { listeners: [secure('shop', undefined, { name: 'cert', namespace: 'vault' })] },
      { namespace: 'infra' },
    );
    const resolved = (kind: string) => {
      const cluster = snapshot({ gateways: [open], referenceGrants: [grant(kind, 'vault')] });
      return short(expectedListenerSetStatus(far, cluster, allThere).listeners[0]?.conditions).ResolvedRefs;
    };
    expect(resolved('ListenerSet')).toBe('True/ResolvedRefs');
    expect(resolved('Gateway')).toBe('False/RefNotPermitted');
  });
});

test('survives a Gateway of any shape', () => {
  const odd = { toString: 1 };
  for (const spec of [
    null,
    {
      listeners: [null, { protocol: 'HTTPS', tls: 3, allowedRoutes: { kinds: [odd, { kind: odd }] } }],
      tls: { frontend: odd, backend: 4 },
      addresses: [{ type: odd }],
      infrastructure: { parametersRef: { group: odd, kind: odd, name: odd } },
      gatewayClassName: 'test',
    },
  ]) {
    const owner = { metadata: { name: 'external', namespace: 'infra' }, spec } as unknown as Gateway;
    expect(() => expectedGatewayStatus(owner, snapshot({ gateways: [owner], routes: [httpRoute()] }))).not.toThrow();
  }
});
