import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../gateway-api/document.ts';
import {
  condition,
  endpointSlice,
  gateway,
  httpRoute,
  referenceGrant,
  service,
  snapshot,
  trueCondition,
} from '../gateway-api/object-builders.ts';
import type { BackendRef, Certificate, Condition, HttpRoute, ObjectMeta } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { signalCodes } from './codes.ts';
import { judgeRoute } from './judge-route.ts';
import type { HostnameObservations } from './observation.ts';
import {
  allWell,
  answer,
  dnsLook,
  httpAnswer,
  httpRefused,
  observed,
  observedAt,
  resolved,
  rightDns,
  served,
  settings,
  silent,
} from './observation-builders.ts';
import type { SignalSettings } from './settings.ts';
import { type Light, timeToken, type Verdict } from './verdict.ts';

const minute = 60_000;
const accepted = [trueCondition('Accepted'), trueCondition('ResolvedRefs')];
const external = { name: 'external', namespace: 'infra' };

function withStatus(
  route: HttpRoute,
  conditions: readonly Condition[] = accepted,
  controllerName = 'test.example/controller',
): HttpRoute {
  const parents = (route.spec?.parentRefs ?? []).map((parentRef) => ({ parentRef, controllerName, conditions }));
  return { ...route, status: { parents } };
}

const route = withStatus(httpRoute());
const cluster = snapshot({ gateways: [gateway()], services: [service()], endpointSlices: [endpointSlice(3)] });

type World = {
  readonly route?: HttpRoute;
  readonly cluster?: ClusterSnapshot;
  readonly seen?: Partial<HostnameObservations>;
  readonly settings?: Partial<SignalSettings>;
  readonly now?: number;
};

function judge(world: World = {}) {
  const observations = new Map([['shop.apps.test', allWell(world.seen)]]);
  return judgeRoute(
    world.route ?? route,
    world.cluster ?? cluster,
    observations,
    settings(world.settings),
    world.now ?? observedAt,
  );
}

function light(name: Light, world: World = {}): Verdict {
  const verdict = judge(world).signals[0]?.verdicts[name];
  if (verdict === undefined) throw new Error('the route has no hostname');
  return verdict;
}

function brief(verdict: Verdict): string {
  return `${verdict.state} ${verdict.code}`;
}

test('a route on which everything was checked and right is all clear', () => {
  const row = judge();
  expect(row).toMatchObject({ state: 'ok', headline: 'All clear', clearHostnames: 1 });
  expect(row.lamps).toEqual({ dns: 'ok', tls: 'not-needed', gateway: 'ok', route: 'ok', backend: 'ok' });
  expect(row.signals[0]?.url).toBe('http://shop.apps.test:10080');
  expect(row.signals[0]?.verdicts.dns.reason).toBe('shop.apps.test → 127.0.0.1, the Gateway. Seen by its name server.');
});

describe('verdicts that others get wrong', () => {
  test('one of two parents accepted is not green', () => {
    const two = httpRoute({ parentRefs: [external, { ...external, sectionName: 'http' }] });
    const status = {
      parents: [
        { parentRef: external, controllerName: 'test.example/controller', conditions: accepted },
        {
          parentRef: { ...external, sectionName: 'http' },
          controllerName: 'test.example/controller',
          conditions: [condition('Accepted', 'False', 'NotAllowedByListeners', 'not here')],
        },
      ],
    };
    const verdict = light('route', { route: { ...two, status } });
    expect(brief(verdict)).toBe('problem route.rejected');
    expect(verdict.reason).toBe('Accepted by 1 of 2 parents. Not accepted: NotAllowedByListeners: not here');
  });

  test('conditions older than the generation are in progress', () => {
    const changed = withStatus(httpRoute({}, { generation: 2 }));
    const verdict = light('route', { route: changed });
    expect(brief(verdict)).toBe('progress route.outdated');
    expect(verdict.observedGeneration).toBe(1);
    expect(verdict.reason).toBe('The controller has seen generation 1, this is generation 2.');
  });

  test('a condition of a foreign controller is ignored and shown', () => {
    const young = { creationTimestamp: '2026-11-23T13:59:30Z' };
    const foreign = withStatus(httpRoute({}, young), accepted, 'other.example/controller');
    const verdict = light('route', { route: foreign });
    expect(brief(verdict)).toBe('progress route.waiting');
    expect(verdict.evidence.map((one) => one.found)).toContain('other.example/controller says: Accepted');
  });

  test('no status at all is in progress, and unknown after two minutes', () => {
    const young = httpRoute({}, { creationTimestamp: '2026-11-23T13:59:30Z' });
    expect(brief(light('route', { route: young }))).toBe('progress route.waiting');
    expect(brief(light('route', { route: young, now: observedAt + 3 * minute }))).toBe('unknown route.silent');
  });

  test('a Gateway that is programmed, but whose port is refused, is a problem', () => {
    const verdict = light('gateway', { seen: { http: [observed(httpRefused(), observedAt - minute)] } });
    expect(brief(verdict)).toBe('problem gateway.port-refused');
    expect(verdict.reason).toBe(
      `Port 10080 refuses connections since ${timeToken(observedAt - minute)}, though Gateway external reports programmed.`,
    );
  });

  test('DNS right at the authoritative server but a stale negative answer at a resolver is in progress with the time it ends', () => {
    const look = dnsLook([
      answer('ns1', ['127.0.0.1']),
      resolved('unbound', [], { rcode: 'NXDOMAIN', negativeTtlSeconds: 30 }),
    ]);
    const verdict = light('dns', { seen: { dns: observed(look) } });
    expect(brief(verdict)).toBe('progress dns.negative-cached');
    expect(verdict.reason).toContain(timeToken(observedAt + 30_000));
  });

  test('a hostname behind several addresses of which one is ours is a problem', () => {
    const look = dnsLook([answer('ns1', ['127.0.0.1', '203.0.113.9', '203.0.113.8'])]);
    const verdict = light('dns', { seen: { dns: observed(look) } });
    expect(brief(verdict)).toBe('problem dns.extra-address');
    expect(verdict.reason).toBe('2 of 3 addresses are not the Gateway’s: 203.0.113.9, 203.0.113.8.');
  });

  test('an unreachable resolver is unknown and keeps the last result with its age', () => {
    const now = observedAt + 5 * minute;
    const look = dnsLook([silent('ns1', 'authoritative'), silent('unbound', 'recursive')], { at: now });
    const verdict = light('dns', { now, seen: { dns: observed(look, observedAt + minute, rightDns) } });
    expect(brief(verdict)).toBe('unknown dns.unreachable');
    expect(verdict.reason).toContain(`Last seen ${timeToken(observedAt)}`);
    expect(verdict.at).toBe(observedAt);
    expect(verdict.evidence[0]?.found).toBe('A 127.0.0.1');
  });

  test('a resolver alone that cannot be asked is unknown, though the authoritative server is right', () => {
    const look = dnsLook([answer('ns1', ['127.0.0.1']), silent('unbound', 'recursive')]);
    expect(brief(light('dns', { seen: { dns: observed(look) } }))).toBe('unknown dns.resolver-unreachable');
  });

  test('a valid certificate but an older one served is a problem after five minutes', () => {
    const issuedFingerprints = (issuedAt: number) =>
      new Map([['infra/wildcard', { fingerprint256: 'ccdd', notAfter: observedAt, issuedAt }]]);
    const world = (issuedAt: number): World => ({
      ...secure(),
      settings: { issuedFingerprints: issuedFingerprints(issuedAt) },
    });
    expect(brief(light('tls', world(observedAt - minute)))).toBe('progress tls.switching');
    expect(brief(light('tls', world(observedAt - 6 * minute)))).toBe('problem tls.older-served');
  });

  test('a backend with zero ready endpoints of several is a problem, with its share of traffic', () => {
    const refs = [
      { name: 'storefront', port: 80, weight: 90 },
      { name: 'canary', port: 80, weight: 10 },
    ];
    const verdict = light('backend', {
      route: withStatus(httpRoute({ rules: [{ backendRefs: refs }] })),
      cluster: snapshot({
        gateways: [gateway()],
        services: [service(), service({ name: 'canary' })],
        endpointSlices: [endpointSlice(3), endpointSlice(0, 2, 'canary')],
      }),
    });
    expect(brief(verdict)).toBe('problem backend.no-endpoints');
    expect(verdict.reason).toBe('canary has no ready endpoints. It gets 10 % of the requests.');
  });
});

const certificate: Certificate = {
  metadata: { name: 'wildcard', namespace: 'infra' },
  spec: { secretName: 'wildcard', dnsNames: ['*.apps.test'] },
  status: { conditions: [trueCondition('Ready')] },
};

function secureCluster(certificates: readonly Certificate[] = [certificate], extra = {}): ClusterSnapshot {
  const listeners = [
    {
      name: 'https',
      port: 10443,
      protocol: 'HTTPS',
      hostname: '*.apps.test',
      allowedRoutes: { namespaces: { from: 'All' } },
      tls: { certificateRefs: [{ name: 'wildcard' }] },
    },
  ];
  return snapshot({
    gateways: [gateway({ listeners })],
    services: [service()],
    endpointSlices: [endpointSlice(3)],
    certificates,
    ...extra,
  });
}

function secure(tls: Parameters<typeof served>[0] = {}): World {
  return { cluster: secureCluster(), seen: { tls: observed(served(tls)), http: [] } };
}

describe('DNS', () => {
  const old = httpRoute();
  const young = withStatus(httpRoute({}, { creationTimestamp: '2026-11-23T13:59:30Z' }));
  const absent = dnsLook([answer('ns1', [], { rcode: 'NXDOMAIN' })]);
  const part = (state: 'building' | 'down') => ({
    'external-dns': { title: 'ExternalDNS', state, detail: '312 of 870 packages', since: observedAt },
  });

  test.each<[string, World, string]>([
    ['nothing looked up yet', { seen: { dns: null } }, 'unknown dns.not-checked'],
    ['nothing looked up yet for a new route', { route: young, seen: { dns: null } }, 'progress dns.not-checked'],
    ['a look that is too old', { now: observedAt + 11 * minute }, 'unknown dns.stale'],
    ['no record', { seen: { dns: observed(absent) } }, 'problem dns.no-record'],
    ['no record of a new route', { route: young, seen: { dns: observed(absent) } }, 'progress dns.being-written'],
    [
      'no record while ExternalDNS is built',
      { seen: { dns: observed(absent) }, settings: { platform: part('building') } },
      'unknown dns.writer-preparing',
    ],
    [
      'no record while ExternalDNS is down',
      { seen: { dns: observed(absent) }, settings: { platform: part('down') } },
      'unknown dns.writer-down',
    ],
    [
      'no record of a route that is not accepted',
      { route: withStatus(old, [condition('Accepted', 'False', 'Pending')]), seen: { dns: observed(absent) } },
      'unknown dns.waits-for-route',
    ],
    [
      'no record outside of the zones',
      { seen: { dns: observed(absent) }, settings: { zones: ['other.test'] } },
      'problem dns.no-record',
    ],
    [
      'no record because annotations leave it out',
      {
        route: withStatus(
          httpRoute(
            {},
            { annotations: { 'external-dns.alpha.kubernetes.io/gateway-hostname-source': 'annotation-only' } },
          ),
        ),
        seen: { dns: observed(absent) },
      },
      'problem dns.left-out',
    ],
    [
      'another address',
      { seen: { dns: observed(dnsLook([answer('ns1', ['203.0.113.9'])])) } },
      'problem dns.elsewhere',
    ],
    [
      'IPv6 elsewhere',
      { seen: { dns: observed(dnsLook([answer('ns1', ['127.0.0.1', '2001:db8::1'])])) } },
      'problem dns.stale-ipv6',
    ],
    [
      'servers that disagree',
      { seen: { dns: observed(dnsLook([answer('ns1', ['127.0.0.1']), answer('ns2', [])])) } },
      'progress dns.servers-disagree',
    ],
    [
      'servers that disagree for more than an hour',
      { seen: { dns: observed(dnsLook([answer('ns1', ['127.0.0.1']), answer('ns2', [])]), observedAt - 61 * minute) } },
      'problem dns.servers-disagree',
    ],
    [
      'a server that fails',
      { seen: { dns: observed(dnsLook([answer('ns1', [], { rcode: 'SERVFAIL' })])) } },
      'unknown dns.unreachable',
    ],
    [
      'one of two servers that fails',
      { seen: { dns: observed(dnsLook([answer('ns1', ['127.0.0.1']), answer('ns2', [], { rcode: 'REFUSED' })])) } },
      'unknown dns.server-silent',
    ],
    [
      'a resolver with the old value',
      { seen: { dns: observed(dnsLook([answer('ns1', ['127.0.0.1']), resolved('unbound', ['203.0.113.9'])])) } },
      'progress dns.old-value-cached',
    ],
    [
      'a CNAME to the Gateway’s name',
      {
        seen: { dns: observed(dnsLook([answer('ns1', ['198.51.100.7'], { cnames: ['ext.apps.test'] })])) },
        settings: { gatewayNames: ['ext.apps.test'] },
      },
      'ok dns.ok',
    ],
    ['no Gateway', { cluster: snapshot(), seen: { dns: observed(absent) } }, 'unknown dns.not-attached'],
  ])('%s', (_name, world, expected) => {
    expect(brief(light('dns', world))).toBe(expected);
  });

  test('what is being prepared is said with how far it is', () => {
    const { reason } = light('dns', { seen: { dns: observed(absent) }, settings: { platform: part('building') } });
    expect(reason).toBe('No record yet: ExternalDNS is being prepared: 312 of 870 packages.');
  });

  test('a name that only an annotation publishes is judged in DNS alone', () => {
    const row = judge({
      route: withStatus(
        httpRoute({}, { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'alias.apps.test' } }),
      ),
    });
    expect(row.signals.map((one) => [one.hostname, one.verdicts.dns.state, one.verdicts.gateway.state])).toEqual([
      ['shop.apps.test', 'ok', 'ok'],
      ['alias.apps.test', 'unknown', 'not-needed'],
    ]);
  });
});

describe('TLS', () => {
  const day = 24 * 60 * minute;
  const elsewhere = observed(dnsLook([answer('ns1', ['203.0.113.9'])]));
  const notReady: Certificate = {
    ...certificate,
    status: { conditions: [condition('Ready', 'False', 'DoesNotExist'), condition('Issuing', 'True', 'DoesNotExist')] },
  };
  test.each<[string, World, string]>([
    ['plain HTTP', {}, 'not-needed tls.not-needed'],
    ['no listener at all', { cluster: snapshot() }, 'unknown tls.not-attached'],
    ['a good certificate', secure(), 'ok tls.ok'],
    [
      'a name that leads elsewhere',
      { ...secure(), seen: { ...secure().seen, dns: elsewhere } },
      'unknown tls.leads-elsewhere',
    ],
    ['an expired one', secure({ notAfter: observedAt - 1 }), 'problem tls.expired'],
    ['one that is not valid yet', secure({ notBefore: observedAt + 1 }), 'problem tls.not-yet-valid'],
    ['one for another name', secure({ names: ['a.test'], coversHostname: false }), 'problem tls.wrong-name'],
    ['one that nobody trusts', secure({ trusted: false, trustError: 'self-signed' }), 'problem tls.untrusted'],
    [
      'one near its end',
      secure({ notBefore: observedAt - 85 * day, notAfter: observedAt + 5 * day }),
      'problem tls.near-expiry',
    ],
    [
      'one that is late',
      secure({ notBefore: observedAt - 80 * day, notAfter: observedAt + 12 * day }),
      'progress tls.renewal-late',
    ],
    ['no handshake yet', { cluster: secureCluster(), seen: { tls: null } }, 'unknown tls.not-checked'],
    [
      'a handshake that is refused',
      {
        cluster: secureCluster(),
        seen: { tls: observed({ hostname: 'x', port: 10443, at: observedAt, state: 'refused', error: 'reset' }) },
      },
      'problem tls.refused',
    ],
    [
      'a handshake that could not be made',
      {
        cluster: secureCluster(),
        seen: {
          tls: observed(
            { hostname: 'x', port: 10443, at: observedAt, state: 'unknown', error: 'no route' },
            observedAt,
            null,
          ),
        },
      },
      'unknown tls.unreachable',
    ],
    [
      'a first certificate that is being issued',
      { cluster: secureCluster([notReady]), seen: { tls: null } },
      'progress tls.issuing',
    ],
    [
      'a first certificate that failed',
      {
        cluster: secureCluster([
          { ...notReady, status: { failedIssuanceAttempts: 1, lastFailureTime: '2026-11-23T13:50:00Z' } },
        ]),
        seen: { tls: null },
      },
      'problem tls.issuance-failed',
    ],
    [
      'a first certificate while cert-manager is built',
      {
        cluster: secureCluster([notReady]),
        seen: { tls: null },
        settings: { platform: { 'cert-manager': { title: 'cert-manager', state: 'building', detail: '', since: 0 } } },
      },
      'unknown tls.issuer-preparing',
    ],
  ])('%s', (_name, world, expected) => {
    expect(brief(light('tls', world))).toBe(expected);
  });

  test('a good certificate says its issuer and the days left', () => {
    expect(light('tls', secure()).reason).toBe("Let's Encrypt, 80 days left.");
  });

  test('an issuance is told as one story, from Certificate to Challenge', () => {
    const owned = (name: string, kind: string, owner: string): ObjectMeta => ({
      name,
      namespace: 'infra',
      ownerReferences: [{ kind, name: owner }],
    });
    const world: World = {
      seen: { tls: null },
      cluster: secureCluster([notReady], {
        certificateRequests: [
          {
            metadata: owned('wildcard-1', 'Certificate', 'wildcard'),
            status: {
              conditions: [condition('Ready', 'False', 'Pending', 'Waiting on certificate issuance from order')],
            },
          },
        ],
        orders: [{ metadata: owned('order', 'CertificateRequest', 'wildcard-1'), status: { state: 'pending' } }],
        challenges: [
          {
            metadata: owned('challenge', 'Order', 'order'),
            spec: { type: 'DNS-01', dnsName: 'apps.test' },
            status: {
              state: 'pending',
              presented: true,
              reason: 'Waiting for DNS-01 challenge propagation: DNS record for "apps.test" not yet propagated',
            },
          },
        ],
      }),
    };
    const verdict = light('tls', world);
    expect(verdict.reason).toBe(
      'Certificate is being issued. The proof is written; not every name server shows it yet.',
    );
    expect(verdict.evidence.map((one) => one.label)).toEqual([
      'Certificate wildcard',
      'Request',
      'Order',
      'Challenge DNS-01 apps.test',
    ]);
  });
});

describe('Gateway', () => {
  const withConditions = (conditions: readonly Condition[], metadata: Partial<ObjectMeta> = {}) =>
    snapshot({
      gateways: [
        gateway(
          {},
          {
            ...metadata,
            status: { conditions, addresses: [{ value: '127.0.0.1' }], listeners: gateway().status?.listeners },
          },
        ),
      ],
    });
  test.each<[string, World, string]>([
    ['no probe yet', { seen: { http: [] } }, 'unknown gateway.not-probed'],
    ['a probe that is too old', { now: observedAt + 11 * minute }, 'unknown gateway.probe-stale'],
    [
      'a probe that could not be made',
      {
        seen: { http: [observed({ ...httpAnswer(), state: 'unknown', error: 'no route' }, observedAt, httpAnswer())] },
      },
      'unknown gateway.probe-failed',
    ],
    [
      'a Gateway that is not programmed',
      { cluster: withConditions([trueCondition('Accepted'), condition('Programmed', 'False', 'AddressNotAssigned')]) },
      'problem gateway.not-programmed',
    ],
    [
      'a Gateway that is not accepted',
      { cluster: withConditions([condition('Accepted', 'False', 'Invalid')]) },
      'problem gateway.rejected',
    ],
    [
      'a Gateway whose newest version was not seen',
      { cluster: withConditions([trueCondition('Accepted'), trueCondition('Programmed')], { generation: 2 }) },
      'progress gateway.programming',
    ],
    ['a Gateway of which nobody says anything', { cluster: withConditions([]) }, 'unknown gateway.silent'],
    ['a route without a Gateway', { route: httpRoute({ parentRefs: [] }) }, 'problem gateway.no-parent'],
    ['a Gateway that does not exist', { cluster: snapshot() }, 'problem gateway.not-attached'],
    [
      'Gateways that were not read yet',
      { cluster: snapshot({ pendingKinds: ['gateways'] }) },
      'progress gateway.not-loaded',
    ],
    ['a TLS handshake at the port, which is an answer too', secure(), 'ok gateway.ok'],
  ])('%s', (_name, world, expected) => {
    expect(brief(light('gateway', world))).toBe(expected);
  });

  test('says why no listener takes the route', () => {
    const closed = snapshot({ gateways: [gateway({ listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] })] });
    expect(light('gateway', { cluster: closed }).reason).toBe(
      'Listener http does not admit namespace storefront: it admits only infra.',
    );
    const wrong = withStatus(httpRoute({ parentRefs: [{ ...external, sectionName: 'https' }] }));
    expect(light('gateway', { route: wrong }).reason).toBe('Gateway external has no listener https.');
  });
});

describe('Backend', () => {
  const world = (refs: readonly BackendRef[], extra: Parameters<typeof snapshot>[0] = {}): World => ({
    route: withStatus(httpRoute({ rules: [{ backendRefs: refs }] })),
    cluster: snapshot({ gateways: [gateway()], services: [service()], endpointSlices: [endpointSlice(3)], ...extra }),
  });
  test.each<[string, World, string]>([
    ['a Service that does not exist', world([{ name: 'other', port: 80 }]), 'problem backend.no-service'],
    ['a port that does not exist', world([{ name: 'storefront', port: 81 }]), 'problem backend.no-port'],
    [
      'another namespace without a grant',
      world([{ name: 'ghost', namespace: 'content', port: 80 }]),
      'problem backend.not-granted',
    ],
    [
      'another namespace with a grant',
      world([{ name: 'ghost', namespace: 'content', port: 80 }], {
        referenceGrants: [referenceGrant('storefront', 'content')],
      }),
      'problem backend.no-service',
    ],
    [
      'Services that were not read yet',
      world([{ name: 'storefront', port: 80 }], { pendingKinds: ['services'] }),
      'progress backend.not-loaded',
    ],
    ['all weights 0', world([{ name: 'storefront', port: 80, weight: 0 }]), 'problem backend.no-traffic'],
    ['a rule without a backend', { route: withStatus(httpRoute({ rules: [{}] })) }, 'problem backend.none'],
    [
      'redirects only',
      { route: withStatus(httpRoute({ rules: [{ filters: [{ type: 'RequestRedirect' }] }] })) },
      'not-needed backend.not-needed',
    ],
    [
      'a backend without traffic does not count',
      world([
        { name: 'storefront', port: 80 },
        { name: 'gone', port: 80, weight: 0 },
      ]),
      'ok backend.ok',
    ],
    [
      'ready endpoints, but 503 just now',
      { seen: { http: [observed(httpAnswer(503))] } },
      'progress backend.answers-with-error',
    ],
    [
      'ready endpoints, but 503 for long',
      { seen: { http: [observed(httpAnswer(503), observedAt - 2 * minute)] } },
      'problem backend.answers-with-error',
    ],
    ['a 404 is the application’s business', { seen: { http: [observed(httpAnswer(404))] } }, 'ok backend.ok'],
  ])('%s', (_name, taken, expected) => {
    expect(brief(light('backend', taken))).toBe(expected);
  });
});

describe('the headline', () => {
  test('of a redirect says so', () => {
    const redirect = withStatus(httpRoute({ rules: [{ filters: [{ type: 'RequestRedirect' }] }] }));
    expect(judge({ route: redirect }).headline).toBe('All clear · redirects only');
  });

  test('is the worst verdict’s reason, and a missing Service is said once and plainly', () => {
    const unresolved = [
      trueCondition('Accepted'),
      condition('ResolvedRefs', 'False', 'BackendNotFound', 'service storefront/other not found'),
    ];
    const row = judge({
      route: withStatus(httpRoute({ rules: [{ backendRefs: [{ name: 'other', port: 80 }] }] }), unresolved),
    });
    expect(row.headline).toBe('Service other does not exist');
    expect(row.lamps.route).toBe('problem');
  });

  test('of several hostnames counts those that are clear', () => {
    const two = withStatus(httpRoute({ hostnames: ['shop.apps.test', 'other.apps.test'] }));
    expect(judge({ route: two })).toMatchObject({ clearHostnames: 1, state: 'unknown', headline: 'Not looked up yet' });
  });
});

describe('whatever the cluster holds', () => {
  const paths = [
    ['spec'],
    ['spec', 'parentRefs'],
    ['spec', 'hostnames'],
    ['spec', 'rules'],
    ['spec', 'rules', 0],
    ['spec', 'rules', 0, 'backendRefs'],
    ['status'],
    ['status', 'parents'],
    ['status', 'parents', 0, 'conditions'],
    ['metadata', 'annotations'],
    ['metadata', 'managedFields'],
    ['metadata', 'creationTimestamp'],
  ] as const;
  const gatewayPaths = [
    ['spec'],
    ['spec', 'listeners'],
    ['spec', 'listeners', 0],
    ['spec', 'listeners', 0, 'allowedRoutes'],
    ['status'],
    ['status', 'addresses'],
    ['status', 'conditions'],
    ['status', 'listeners', 0],
  ] as const;
  test('there is a verdict with a known code, and no exception', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        value,
        fc.constantFrom(...gatewayPaths),
        value,
        (path, one, gatewayPath, other) => {
          const odd = snapshot({
            gateways: [setAt(gateway(), gatewayPath, other)],
            services: [service()],
            endpointSlices: [endpointSlice(1)],
          });
          for (const signals of judge({ route: setAt(route, path, one), cluster: odd }).signals) {
            for (const verdict of Object.values(signals.verdicts)) {
              expect(Object.hasOwn(signalCodes, verdict.code)).toBe(true);
              expect(verdict.reason).not.toBe('');
              expect(verdict.reason).not.toMatch(/undefined|\[object/);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('nothing is green that was not checked', () => {
    const empty = judgeRoute(route, cluster, new Map(), settings(), observedAt);
    expect(empty.lamps).toMatchObject({ dns: 'unknown', gateway: 'unknown' });
  });
});
