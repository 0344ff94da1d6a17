import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grant } from './grant.ts';
import type { GuardedKind, GuardedObject } from './guarded-object.ts';
import { type GuardedWrite, judge } from './judge.ts';
import { type GuardOptions, guardDefaults } from './options.ts';

const external = { name: 'external', namespace: 'infra' };
const ownSet = { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'own' };
const service = { group: '', kind: 'Service', name: 'checkout' };
const options: GuardOptions = {
  ...guardDefaults,
  platformZones: ['apps.test'],
  reservedLabels: ['www'],
  teamSuffix: { namespaceLabel: 'team', zone: 'apps.test' },
};

function object(spec: unknown, kind: GuardedKind = 'HTTPRoute'): GuardedObject {
  return { kind, metadata: { name: 'shop', namespace: 'storefront' }, spec };
}

function route(hostnames: readonly string[] | undefined, more: Readonly<Record<string, unknown>> = {}) {
  return object({ parentRefs: [external], ...(hostnames === undefined ? {} : { hostnames }), rules: [{}], ...more });
}

function listenerSet(...hostnames: readonly (string | { hostname?: string; name?: string; port?: number })[]) {
  const listeners = hostnames.map((entry, index) => ({
    name: `l${index}`,
    port: 80,
    protocol: 'HTTP',
    ...(typeof entry === 'string' ? { hostname: entry } : entry),
  }));
  return object({ parentRef: external, listeners }, 'ListenerSet');
}

function ask(write: Partial<GuardedWrite> & Pick<GuardedWrite, 'object'>, grant: Partial<Grant> | null = {}) {
  return judge(
    { before: null, user: 'mara', ...write },
    {
      grant: grant && { hostnames: ['own.test', '*.wild.test'], lost: ['lost.test', '*.gone.test'], ...grant },
      labels: {},
    },
    options,
  );
}

/** `allowed`, or the code of the refusal. */
function answer(write: Partial<GuardedWrite> & Pick<GuardedWrite, 'object'>, grant: Partial<Grant> | null = {}) {
  const judgement = ask(write, grant);
  return judgement.kind === 'allowed' ? 'allowed' : judgement.reason.code;
}

test.each([
  ['own.test', 'allowed'],
  ['x.own.test', 'not-proven'],
  ['*.own.test', 'not-proven'],
  ['wild.test', 'not-proven'],
  ['x.wild.test', 'allowed'],
  ['x.y.z.wild.test', 'allowed'], // any number of labels, as Gateway API matches
  ['*.wild.test', 'allowed'],
  ['*.x.wild.test', 'allowed'],
  ['xwild.test', 'not-proven'],
  ['lost.test', 'not-proven'],
  ['x.gone.test', 'not-proven'],
  ['apps.test', 'reserved'],
  ['*.apps.test', 'reserved'],
  ['*.test', 'reserved'],
  ['www.apps.test', 'reserved'],
  ['x.www.apps.test', 'reserved'],
  ['shop.apps.test', 'not-proven'],
])('a new route and a new ListenerSet for %s: %s', (hostname, expected) => {
  expect(answer({ object: route([hostname]) })).toBe(expected);
  expect(answer({ object: listenerSet(hostname) })).toBe(expected);
  expect(answer({ object: route(['own.test', hostname]) })).toBe(expected);
});

test('what belongs to the platform is refused although a grant has it', () => {
  expect(answer({ object: route(['www.apps.test']) }, { hostnames: ['www.apps.test'] })).toBe('reserved');
});

test('says which names are not proven, each once, and never whose they are', () => {
  const judgement = ask({ object: listenerSet('a.test', 'a.test', 'own.test', 'b.test') });
  expect(judgement).toMatchObject({
    message: 'a.test, b.test are not proven for this namespace. Claim them in the portal first.',
  });
  expect(ask({ object: route(['a.test']) })).toMatchObject({
    message: 'a.test is not proven for this namespace. Claim it in the portal first.',
  });
});

test.each([
  ['a Gateway', [external], 'no-hostname'],
  ['no parent', [], 'no-hostname'],
  ['a ListenerSet of its namespace', [ownSet], 'allowed'],
  ['the same, with the namespace written', [{ ...ownSet, namespace: 'storefront' }], 'allowed'],
  ['a ListenerSet of another namespace', [{ ...ownSet, namespace: 'payments' }], 'no-hostname'],
  ['a ListenerSet of another API', [{ ...ownSet, group: 'example.test' }], 'no-hostname'],
  ['its ListenerSet and a Gateway', [ownSet, external], 'no-hostname'],
  ['its ListenerSet and a Service', [ownSet, service], 'allowed'],
  ['Services', [service, service], 'allowed'],
  ['something that only calls itself Service', [{ ...service, group: 'example.test' }], 'no-hostname'],
])('a route without hostnames below %s', (_, parentRefs, expected) => {
  expect(answer({ object: route(undefined, { parentRefs }) })).toBe(expected);
  expect(answer({ object: route([], { parentRefs }) })).toBe(expected);
});

test('a route that asks for the default Gateways is judged as one below a Gateway', () => {
  const more = { useDefaultGateways: 'All' };
  expect(answer({ object: route(undefined, { parentRefs: [ownSet], ...more }) })).toBe('no-hostname');
  expect(answer({ object: route(['foreign.test'], { parentRefs: [service], ...more }) })).toBe('not-proven');
  expect(answer({ object: route(['foreign.test'], { parentRefs: [service], useDefaultGateways: 'None' }) })).toBe(
    'allowed',
  );
});

test('a route of a mesh may name what it likes, until it names a Gateway too', () => {
  const mesh = route(['foreign.test'], { parentRefs: [service] });
  expect(answer({ object: mesh })).toBe('allowed');
  expect(answer({ object: route(['foreign.test'], { parentRefs: [service, external] }), before: mesh })).toBe(
    'not-proven',
  );
});

test('a listener without a hostname is refused', () => {
  expect(answer({ object: listenerSet({}) })).toBe('no-hostname');
  expect(answer({ object: listenerSet('own.test', {}) })).toBe('no-hostname');
});

const older = route(['foreign.test']);

test.each([
  ['changes its rules', route(['foreign.test'], { rules: [{}, {}] }), 'allowed'],
  ['adds a name that is not proven', route(['foreign.test', 'other.test']), 'not-proven'],
  ['adds its own name and keeps the foreign one', route(['foreign.test', 'own.test']), 'not-proven'],
  ['changes to its own name', route(['own.test']), 'allowed'],
  ['moves to another parent', route(['foreign.test'], { parentRefs: [{ ...external, port: 443 }] }), 'not-proven'],
  ['asks for the default Gateways', route(['foreign.test'], { useDefaultGateways: 'All' }), 'not-proven'],
  ['gives up its last name', route([]), 'no-hostname'],
])('an older route with a foreign name that %s', (_, object, expected) => {
  expect(answer({ object, before: older })).toBe(expected);
});

test('an older route may drop foreign names one by one, and change the order', () => {
  const before = route(['a.test', 'b.test', 'c.test']);
  expect(answer({ object: route(['c.test', 'a.test']), before })).toBe('allowed');
});

test('an older route without names may drop parents, and not take a name that is not proven', () => {
  const before = route(undefined, { parentRefs: [external, ownSet] });
  expect(answer({ object: route(undefined, { rules: [] }), before })).toBe('allowed');
  expect(answer({ object: route(['foreign.test']), before })).toBe('not-proven');
});

test('a listener with a foreign name stays where it is', () => {
  const before = listenerSet('foreign.test', 'own.test');
  const withTls = object(
    {
      parentRef: external,
      listeners: [{ name: 'l0', port: 80, protocol: 'HTTP', hostname: 'foreign.test', tls: { mode: 'Terminate' } }],
    },
    'ListenerSet',
  );
  expect(answer({ object: withTls, before })).toBe('allowed');
  expect(answer({ object: listenerSet({ hostname: 'foreign.test', port: 443 }), before })).toBe('not-proven');
  expect(answer({ object: listenerSet('foreign.test', 'foreign.test'), before })).toBe('not-proven');
});

const losing = route(['lost.test', 'x.gone.test', 'foreign.test']);

test.each([
  ['changes only its metadata', { ...losing, metadata: { ...losing.metadata } }, 'allowed'],
  ['changes its rules', route(['lost.test', 'x.gone.test', 'foreign.test'], { rules: [] }), 'lost'],
  ['drops another name', route(['lost.test', 'x.gone.test']), 'lost'],
  ['drops one lost name', route(['x.gone.test', 'foreign.test']), 'allowed'],
  ['drops one lost name and changes its rules', route(['x.gone.test', 'foreign.test'], { rules: [] }), 'lost'],
  ['drops all lost names', route(['foreign.test']), 'allowed'],
  ['drops all lost names and changes its rules', route(['foreign.test'], { rules: [] }), 'allowed'],
  ['keeps a lost name and takes one of its own', route(['lost.test', 'own.test']), 'not-proven'],
])('a route with names lost by transfer that %s', (_, object, expected) => {
  expect(answer({ object, before: losing })).toBe(expected);
});

test('a ListenerSet loses all listeners with a lost name at once, untouched otherwise', () => {
  const before = listenerSet('lost.test', { hostname: 'lost.test', port: 443 }, 'own.test');
  const without = (indices: readonly number[], change: object = {}) => {
    const { listeners } = before.spec as { listeners: object[] };
    const rest = listeners.filter((_, at) => !indices.includes(at)).map((listener) => ({ ...listener, ...change }));
    return object({ parentRef: external, listeners: rest }, 'ListenerSet');
  };
  expect(answer({ object: without([0, 1]), before })).toBe('allowed');
  expect(answer({ object: without([0]), before })).toBe('lost');
  expect(answer({ object: without([2]), before })).toBe('lost');
  const two = listenerSet('lost.test', 'x.gone.test');
  expect(answer({ object: listenerSet('lost.test'), before: two })).toBe('allowed');
  const changed = listenerSet({ name: 'l0', hostname: 'lost.test', port: 80, tls: {} } as never);
  expect(answer({ object: changed, before: two })).toBe('lost');
});

test('what an update detaches carries nothing, until it is attached again', () => {
  const before = route(['lost.test']);
  const detached = route(['lost.test'], { parentRefs: [] });
  expect(answer({ object: detached, before })).toBe('allowed');
  expect(answer({ object: route([], { parentRefs: [] }), before })).toBe('allowed');
  expect(answer({ object: before, before: detached })).toBe('not-proven');
  expect(answer({ object: detached })).toBe('not-proven');
});

test('a name that was lost and proven again is no longer lost', () => {
  const object = route(['lost.test'], { rules: [] });
  expect(answer({ object, before: route(['lost.test']) }, { hostnames: ['lost.test'] })).toBe('allowed');
});

test('a namespace without a grant writes nothing, one with an empty grant keeps what it has', () => {
  const object = route(['foreign.test'], { rules: [] });
  expect(answer({ object, before: older }, null)).toBe('no-grant');
  expect(answer({ object, before: older }, { hostnames: [] })).toBe('allowed');
  expect(answer({ object: route(['own.test']) }, { hostnames: [] })).toBe('not-proven');
});

test('cluster components are not asked', () => {
  expect(answer({ object: route(['foreign.test']), user: 'system:kube-controller-manager' })).toBe('allowed');
});

test('names below the suffix of a namespace’s team need no claim', () => {
  const ground = { grant: { hostnames: [], lost: [] }, labels: { team: 'storefront' } };
  const of = (hostname: string, labels: Record<string, string> = ground.labels) =>
    judge({ object: route([hostname]), before: null, user: 'mara' }, { ...ground, labels }, options).kind;
  expect(of('shop.storefront.apps.test')).toBe('allowed');
  expect(of('*.storefront.apps.test')).toBe('allowed');
  expect(of('storefront.apps.test')).toBe('refused');
  expect(of('shop.payments.apps.test')).toBe('refused');
  expect(of('shop.storefront.apps.test', {})).toBe('refused');
});

test('whatever an update does, it brings no name into the cluster that is not granted', () => {
  const name = fc.constantFrom('own.test', 'x.wild.test', 'a.test', '*.a.test', 'lost.test');
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
  const granted = ['own.test', 'x.wild.test'];
  fc.assert(
    fc.property(names, names, fc.boolean(), (before, after, changesRules) => {
      const write = { object: route(after, changesRules ? { rules: [] } : {}), before: route(before) };
      if (answer(write) !== 'allowed') return;
      expect(after.filter((one) => !granted.includes(one) && !before.includes(one))).toEqual([]);
    }),
  );
});

test('hostile objects are judged, not thrown at', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ hostnames: fc.anything(), listeners: fc.anything(), parentRefs: fc.anything() }),
  );
  fc.assert(
    fc.property(anything, anything, fc.constantFrom('HTTPRoute' as const, 'ListenerSet' as const), (a, b, kind) => {
      expect(ask({ object: object(a, kind), before: object(b, kind) })).toHaveProperty('kind');
    }),
  );
});
