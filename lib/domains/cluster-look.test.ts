import { expect, test } from 'vitest';
import { condition, gateway, httpRoute, listenerSet, snapshot } from '../gateway-api/object-builders.ts';
import type { Certificate, HttpRoute, KubeEvent, ListenerSet } from '../gateway-api/objects.ts';
import type { Claim } from './claim.ts';
import { createClusterIndex, isClusterRead } from './cluster-index.ts';
import { clusterLook, type LookContext, lookInto } from './cluster-look.ts';
import { domainClaim, domainSettings, noon } from './domain-builders.ts';
import { listenerSetOf, redirectRouteOf, sharedListenersOf, wantedNames } from './wanted-objects.ts';

const settings = domainSettings();
const claim = (overrides: Partial<Claim> = {}) => domainClaim({ attachment, ...overrides });
const attachment = { ...domainClaim().attachment, namespace: 'storefront' };
const made = '2026-11-01T10:00:00Z';
const context = (overrides: Partial<LookContext> = {}): LookContext & { readonly events: readonly KubeEvent[] } => ({
  events: [],
  isHeard: true,
  ownNamespaces: ['storefront', 'storefront-blue'],
  guard: null,
  now: noon,
  settings,
  issuers: null,
  issued: new Map(),
  externalDnsPrefix: 'external-dns.kubernetes.io/',
  ...overrides,
});

/** The claim's set as a controller has answered it. */
function answered(one: Claim = claim(), entry: readonly ReturnType<typeof condition>[] = fine): ListenerSet {
  const set = listenerSetOf(one, settings);
  if (set === null) throw new Error('the claim has no set');
  return {
    ...set,
    metadata: { ...set.metadata, uid: 'uid-set', generation: 1, creationTimestamp: made },
    status: {
      conditions: [condition('Accepted', 'True', 'Accepted')],
      listeners: [
        { name: 'http', conditions: [condition('Conflicted', 'False', 'NoConflicts')] },
        { name: 'https', conditions: entry },
      ],
    },
  };
}

const fine = [
  condition('Accepted', 'True', 'Accepted'),
  condition('Programmed', 'True', 'Programmed'),
  condition('ResolvedRefs', 'True', 'ResolvedRefs'),
];
const secret = wantedNames(claim()).secret;
const admitting = gateway({ allowedListeners: { namespaces: { from: 'All' } } });

function certificate(name = secret, namespace = 'storefront', secretName = name): Certificate {
  return {
    metadata: { name, namespace, creationTimestamp: made, generation: 1 },
    spec: { secretName, issuerRef: { kind: 'ClusterIssuer', name: 'test-ca' } },
    status: {
      conditions: [condition('Ready', 'False', 'DoesNotExist'), condition('Issuing', 'True', 'DoesNotExist')],
      failedIssuanceAttempts: 2,
      lastFailureTime: made,
    },
  };
}

const owned = (name: string, kind: string, owner: string, creationTimestamp = made) => ({
  metadata: { name, namespace: 'storefront', creationTimestamp, ownerReferences: [{ kind, name: owner }] },
});

/** A route of the team on the claim's set, accepted there. */
function route(
  { hostnames = ['shop.acme.test'] }: { readonly hostnames?: readonly string[] } = {},
  metadata: Partial<HttpRoute['metadata']> = {},
): HttpRoute {
  const parentRef = { kind: 'ListenerSet', name: wantedNames(claim()).listenerSet };
  return {
    ...httpRoute({ parentRefs: [parentRef], hostnames }, metadata),
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'test.example/controller',
          conditions: [condition('Accepted', 'True', 'Accepted'), condition('ResolvedRefs', 'True', 'ResolvedRefs')],
        },
      ],
    },
  };
}

const look = (
  lists: Parameters<typeof snapshot>[0],
  overrides: Partial<ReturnType<typeof context>> = {},
  one = claim(),
) => clusterLook(one, snapshot({ gateways: [admitting], ...lists }), context(overrides));

test('an empty cluster has nothing for the claim, and says so without a problem', () => {
  expect(look({ gateways: [] })).toMatchObject({
    at: noon,
    isHeard: true,
    listener: { exists: false, accepted: null, listenerCount: 0 },
    certificate: null,
    routes: [],
    issuer: null,
    badConfig: [],
    wouldLose: [],
  });
});

test('before the kinds have been read nothing can be said', () => {
  expect(isClusterRead(snapshot({ pendingKinds: ['certificates'] }))).toBe(false);
  expect(isClusterRead(snapshot({ pendingKinds: ['services'] }))).toBe(true);
});

test('finds the HTTPS entry of the claim’s set and what the controller says of it', () => {
  expect(look({ listenerSets: [answered()] }).listener).toMatchObject({
    exists: true,
    createdAt: Date.parse(made),
    accepted: { status: 'True', isCurrent: true },
    entryAccepted: { status: 'True' },
    programmed: { status: 'True', since: Date.parse(made) },
    resolvedRefs: { status: 'True' },
    conflicted: null,
    listenerCount: 2,
  });
});

test('a set with another name is found by the claim’s label, one without a label by its name', () => {
  const renamed = answered();
  expect(
    look({ listenerSets: [{ ...renamed, metadata: { ...renamed.metadata, name: 'other' } }] }).listener.exists,
  ).toBe(true);
  const { labels: _, ...bare } = answered().metadata;
  expect(look({ listenerSets: [{ ...answered(), metadata: bare }] }).listener.exists).toBe(true);
  const elsewhere = { ...answered(), metadata: { ...answered().metadata, namespace: 'checkout' } };
  expect(look({ listenerSets: [elsewhere] }).listener.exists).toBe(false);
});

test('a word on an older version of the set is not current', () => {
  const set = answered();
  const newer = { ...set, metadata: { ...set.metadata, generation: 2 } };
  expect(look({ listenerSets: [newer] }).listener.programmed).toMatchObject({ status: 'True', isCurrent: false });
});

test('a conflict of the HTTP entry alone is told', () => {
  const set = answered();
  const [, https] = set.status?.listeners ?? [];
  const http = { name: 'http', conditions: [condition('Conflicted', 'True', 'HostnameConflict')] };
  const status = { ...set.status, listeners: [http, ...(https === undefined ? [] : [https])] };
  expect(look({ listenerSets: [{ ...set, status }] }).listener.conflicted).toMatchObject({
    reason: 'HostnameConflict',
  });
});

test('follows Certificate, newest request, its newest order and that one’s challenges', () => {
  const found = look(
    {
      listenerSets: [answered()],
      certificates: [certificate()],
      certificateRequests: [
        owned('old', 'Certificate', secret),
        owned('new', 'Certificate', secret, '2026-11-02T10:00:00Z'),
        owned('foreign', 'Certificate', 'other', '2026-11-03T10:00:00Z'),
      ],
      orders: [
        { ...owned('old-order', 'CertificateRequest', 'old'), status: { state: 'invalid' } },
        { ...owned('new-order', 'CertificateRequest', 'new'), status: { state: 'pending', reason: 'why' } },
      ],
      challenges: [
        { ...owned('c1', 'Order', 'old-order'), spec: { type: 'HTTP-01' } },
        {
          ...owned('c2', 'Order', 'new-order'),
          spec: { type: 'DNS-01' },
          status: { state: 'pending', processing: true },
        },
      ],
    },
    { issued: new Map([[`storefront/${secret}`, { fingerprint256: 'AA:BB', issuedAt: 5 }]]) },
  ).certificate;
  expect(found).toMatchObject({
    name: secret,
    ready: { status: 'False', reason: 'DoesNotExist' },
    issuing: { status: 'True' },
    failedAttempts: 2,
    lastFailureTime: Date.parse(made),
    issuedFingerprint: 'AA:BB',
    issuedAt: 5,
    order: { state: 'pending', reason: 'why' },
    challenges: [{ type: 'DNS-01', isProcessing: true, isPresented: false }],
  });
});

test('a request that failed before anything was ordered is told like a failed order', () => {
  const request = {
    ...owned('request', 'Certificate', secret),
    status: { conditions: [condition('Ready', 'False', 'Failed', 'the issuer refused')] },
  };
  const found = look({ listenerSets: [answered()], certificates: [certificate()], certificateRequests: [request] });
  expect(found.certificate?.order).toMatchObject({ state: 'errored', reason: 'the issuer refused' });
});

test('routes of the team count when they are accepted at the claim’s set for HTTPS', () => {
  const onGateway = { ...httpRoute({ hostnames: ['shop.acme.test'] }, { name: 'on-gateway' }) };
  const waiting = httpRoute(
    { parentRefs: [{ kind: 'ListenerSet', name: wantedNames(claim()).listenerSet }], hostnames: ['*.acme.test'] },
    { name: 'waiting' },
  );
  const plain = route({}, { name: 'plain' });
  const plainRef = { kind: 'ListenerSet', name: wantedNames(claim()).listenerSet, sectionName: 'http' };
  const [entry] = plain.status?.parents ?? [];
  const plainOnly = {
    ...plain,
    spec: { ...plain.spec, parentRefs: [plainRef] },
    status: { parents: [{ ...entry, parentRef: plainRef }] },
  };
  const found = look({ listenerSets: [answered()], routes: [route(), onGateway, waiting, plainOnly] });
  expect(found.routes).toMatchObject([
    { namespace: 'storefront', name: 'shop', isAccepted: true, acceptedSince: Date.parse(made), isForeign: false },
    { namespace: 'storefront', name: 'on-gateway', isAccepted: false, isForeign: false },
    { namespace: 'storefront', name: 'plain', isAccepted: false, isForeign: false },
    { namespace: 'storefront', name: 'waiting', isAccepted: false, isForeign: false },
  ]);
});

test('a route without hostnames on the claim’s set carries the name too', () => {
  const nameless = { ...route({ hostnames: [] }, { name: 'nameless' }) };
  expect(look({ listenerSets: [answered()], routes: [nameless] }).routes).toMatchObject([
    { name: 'nameless', isAccepted: true },
  ]);
});

test('our redirect and cert-manager’s temporary routes are no routes of the team’s', () => {
  const redirect = redirectRouteOf(claim(), settings);
  if (redirect === null) throw new Error('the claim has no redirect');
  const solver = route({}, { name: 'cm-acme-http-solver-x', labels: { 'acme.cert-manager.io/http01-solver': 'true' } });
  expect(look({ listenerSets: [answered()], routes: [redirect, solver] }).routes).toEqual([]);
});

test('what carries the name in other namespaces is in the way, whatever its labels say, but for mesh routes', () => {
  const foreign = route(
    { hostnames: ['*.acme.test'] },
    { namespace: 'checkout', name: 'sly', labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
  );
  const mesh = httpRoute(
    { parentRefs: [{ group: '', kind: 'Service', name: 'shop' }], hostnames: ['shop.acme.test'] },
    { namespace: 'checkout', name: 'mesh' },
  );
  const other = route({ hostnames: ['shop.globex.test'] }, { namespace: 'checkout', name: 'other' });
  const set = listenerSet({}, { namespace: 'checkout', name: 'sets' });
  const found = look({ listenerSets: [answered(), set], routes: [foreign, mesh, other] });
  expect(found.routes).toEqual([
    { namespace: 'checkout', name: 'sly', isAccepted: true, isForeign: true },
    { kind: 'ListenerSet', namespace: 'checkout', name: 'sets', isAccepted: false, isForeign: true },
  ]);
});

test('a wildcard claim sees every route below its name', () => {
  const wildcard = claim({ name: 'acme.test', scope: 'wildcard' });
  const deep = route({ hostnames: ['a.b.acme.test'] }, { namespace: 'checkout', name: 'deep' });
  const apex = route({ hostnames: ['acme.test'] }, { namespace: 'checkout', name: 'apex' });
  expect(look({ routes: [deep, apex] }, {}, wildcard).routes.map(({ name }) => name)).toEqual(['deep']);
});

test('an issuer that is not there is a problem only where issuers are read', () => {
  const ready = {
    metadata: { name: 'test-ca' },
    status: { conditions: [condition('Ready', 'True', 'ACMEAccountRegistered')] },
  };
  expect(look({}, { issuers: null }).issuer).toBeNull();
  expect(look({}, { issuers: new Map() }).issuer).toMatchObject({ name: 'test-ca', ready: { status: 'False' } });
  expect(look({}, { issuers: new Map([['test-ca', ready]]) }).issuer?.ready).toMatchObject({ status: 'True' });
  const silent = { metadata: { name: 'test-ca' } };
  expect(look({}, { issuers: new Map([['test-ca', silent]]) }).issuer).toEqual({
    name: 'test-ca',
    ready: null,
  });
});

test('cert-manager’s complaints about the set are told newest first until there is a Certificate', () => {
  const event = (name: string, at: string, owner = wantedNames(claim()).listenerSet): KubeEvent => ({
    metadata: { name, namespace: 'storefront' },
    reason: 'BadConfig',
    message: name,
    lastTimestamp: at,
    involvedObject: { kind: 'ListenerSet', namespace: 'storefront', name: owner },
  });
  const events = [
    event('first', '2026-11-01T09:00:00Z'),
    event('second', '2026-11-01T09:30:00Z'),
    event('of another', '2026-11-01T09:40:00Z', 'another'),
  ];
  const texts = (lists: Parameters<typeof snapshot>[0]) =>
    look(lists, { events }).badConfig.map(({ message }) => message);
  expect(texts({ listenerSets: [answered()] })).toEqual(['second', 'first']);
  expect(texts({ listenerSets: [answered()], certificates: [certificate()] })).toEqual([]);
});

test('a route that is refused because no listener is ready is told, cert-manager’s own as well', () => {
  const refused = (reason: string, namespace = 'storefront'): HttpRoute => ({
    ...route({}, { namespace, labels: { 'acme.cert-manager.io/http01-solver': 'true' } }),
    status: { parents: [{ conditions: [condition('Accepted', 'False', reason)] }] },
  });
  const waits = (one: HttpRoute) => look({ listenerSets: [answered()], routes: [one] }).hasWaitingRoute;
  expect(waits(refused('NoReadyListeners'))).toBe(true);
  expect(waits(refused('NotAllowedByListeners'))).toBe(false);
  expect(waits(refused('NoReadyListeners', 'checkout'))).toBe(false);
});

test('a name that the Gateway covers is served by its narrowest listener, with that one’s certificate', () => {
  const covered = claim({
    name: 'shop.apps.test',
    origin: 'platform',
    attachment: { ...claim().attachment, strategy: 'covered' },
  });
  const https = { port: 10443, protocol: 'HTTPS', allowedRoutes: { namespaces: { from: 'All' } } };
  const own = gateway({
    listeners: [
      { name: 'http', port: 10080, protocol: 'HTTP' },
      { name: 'any', ...https, tls: { certificateRefs: [{ name: 'any' }] } },
      { name: 'apps', ...https, hostname: '*.apps.test', tls: { certificateRefs: [{ name: 'wildcard' }] } },
    ],
  });
  const found = look(
    {
      gateways: [own],
      certificates: [certificate('any-cert', 'infra', 'any'), certificate('apps-cert', 'infra', 'wildcard')],
    },
    { issuers: new Map() },
    covered,
  );
  expect(found).toMatchObject({
    listener: { exists: true, createdAt: null, programmed: { status: 'True' }, listenerCount: 3 },
    certificate: { name: 'apps-cert' },
    issuer: { name: 'test-ca' },
  });
  const plain = look({ gateways: [gateway()] }, {}, covered);
  expect([plain.listener.exists, plain.certificate]).toEqual([true, null]);
});

test('an entry on a shared Gateway is found by its name, and its certificate beside the Gateway', () => {
  const shared = claim({ attachment: { ...claim().attachment, strategy: 'shared-listener' } });
  const own = gateway({
    listeners: [{ name: 'http', port: 10080, protocol: 'HTTP' }, ...sharedListenersOf(shared, settings)],
  });
  const found = look({ gateways: [own], certificates: [certificate(secret, 'infra')] }, {}, shared);
  expect(found).toMatchObject({ listener: { exists: true, listenerCount: 3 }, certificate: { name: secret } });
  expect(look({}, {}, shared)).toMatchObject({ listener: { exists: false, listenerCount: 1 }, certificate: null });
});

test('annotations count as former only where the present ones are missing', () => {
  const alpha = { 'external-dns.alpha.kubernetes.io/ttl': '60' };
  const both = { ...alpha, 'external-dns.kubernetes.io/ttl': '60' };
  const former = (annotations: Readonly<Record<string, string>>, externalDnsPrefix?: string) =>
    look({ routes: [route({}, { annotations })] }, externalDnsPrefix ? { externalDnsPrefix } : {}).annotations
      .hasFormerPrefix;
  expect([former(alpha), former(both), former({})]).toEqual([true, false, false]);
  expect(former(alpha, 'external-dns.alpha.kubernetes.io/')).toBe(false);
});

test('a live name of the platform’s loses its record when no accepted route of a Gateway with addresses asks for it', () => {
  const one = claim({ origin: 'platform', liveAt: noon - 1_000 });
  const lost = (lists: Parameters<typeof snapshot>[0], live = one) => look(lists, {}, live).wouldLose;
  expect(lost({ routes: [route()] })).toEqual([]);
  expect(lost({ routes: [httpRoute({ hostnames: ['shop.acme.test'] })] })).toEqual(['shop.acme.test']);
  expect(lost({ gateways: [gateway({}, { status: {} })], routes: [route()] })).toEqual(['shop.acme.test']);
  expect(lost({ routes: [] })).toEqual([]);
  expect(lost({ routes: [httpRoute({ hostnames: ['shop.acme.test'] })] }, claim({ liveAt: noon }))).toEqual([]);
});

test('ten thousand claims among ten thousand routes are looked at without going through all for each', () => {
  const claims = Array.from({ length: 10_000 }, (_, index) =>
    claim({ id: `claim-${index}`, name: `host-${index}.acme.test` }),
  );
  const sets = claims.map((one) => answered(one));
  const routes = claims.map(({ name }, index) => route({ hostnames: [name] }, { name: `route-${index}` }));
  const started = performance.now();
  const index = createClusterIndex(snapshot({ gateways: [admitting], listenerSets: sets, routes }), []);
  const found = claims.filter((one) => lookInto(index, one, context()).listener.exists);
  expect(found).toHaveLength(10_000);
  // Going through all routes for each claim would take minutes; a busy machine may take several seconds.
  expect(performance.now() - started).toBeLessThan(20_000);
});
