import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Claim } from '../domains/claim.ts';
import { domainClaim } from '../domains/domain-builders.ts';
import { ownerOf, ownershipTable } from '../domains/ownership.ts';
import { createRandom, type Random } from '../gateway-api/matching/random-world.ts';
import { type Grant, grantPath, grantsOf, mostGrantedNames } from '../guard/grant.ts';
import type { GuardedKind, GuardedObject } from '../guard/guarded-object.ts';
import { judge } from '../guard/judge.ts';
import { guardDefaults, guardLabel } from '../guard/options.ts';
import {
  changedSpec,
  isForTableAlone,
  namesIn,
  pooledHostnames,
  pooledKinds,
  randomClaims,
  reservedInPool,
  specOf,
  writeVerbs,
} from '../guard/random-writes.ts';
import { readRefusal } from '../guard/read-refusal.ts';
import { cluster } from './cluster.ts';
import { getRoute } from './get-route.ts';
import {
  certManagerUser,
  createGround,
  editorOf,
  type Identity,
  messageOf,
  namespaceLabel,
  unguarded,
} from './hostname-guard-ground.ts';
import { applyRoute } from './route-writes.ts';
import type { ClusterResponse } from './transport.ts';

vi.setConfig({ testTimeout: 240_000 });
const ground = createGround();
const seed = 20_261;
const writes = 1_000;
const now = 10_000;
const options = { ...guardDefaults, mode: 'deny', platformZones: ['apps.test'], reservedLabels: ['www'] } as const;
const guardName = 'signalbox-hostnames-test';

const teams = new Map<string, readonly string[]>([
  ['alpha', ['guard-alpha', 'guard-alpha-two']],
  ['beta', ['guard-beta']],
  ['gamma', ['guard-gamma']],
]);
const lanes = [...teams].flatMap(([team, namespaces]) => namespaces.map((namespace) => ({ team, namespace })));
const claims = randomClaims(createRandom(seed), ['alpha', 'beta', 'gamma'], domainClaim);
const grants = grantsOf(ownershipTable(claims, now), teams);

const story = 'guard-story';
const storyGrant: Grant = { hostnames: ['own.test', '*.wild.test'], lost: ['lost.test', 'gone.test'] };
const editor = editorOf('delta');

type Spec = Readonly<Record<string, unknown>>;
type Live = GuardedObject & { readonly spec: Spec };

const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'nobody' };
const otherRules = [{ backendRefs: [{ name: 'other', port: 80 }] }];
const ownSet = { ...gateway, kind: 'ListenerSet', name: 'own' };

function route(name: string, hostnames: readonly string[], more: Spec = {}): Live {
  const spec = { parentRefs: [gateway], hostnames, ...more };
  return { kind: 'HTTPRoute', metadata: { name, namespace: story }, spec };
}

function isGuardRefusal({ status, body }: ClusterResponse): boolean {
  return status === 422 && readRefusal(messageOf(body)) !== null;
}

beforeAll(async () => {
  for (const { team, namespace } of lanes) {
    await ground.namespace(namespace, team);
    await ground.grant(namespace, grants.get(namespace) ?? { hostnames: [], lost: [] });
  }
  for (const namespace of [story, 'guard-ungranted']) await ground.namespace(namespace, 'delta');
  await ground.grant(story, storyGrant);
  await plantOlder();
  await ground.guard(guardName, options);
  await ground.until(async () => {
    const foreign = await ground.write('create', route('probe', ['never.test']), { as: editor, isDry: true });
    const own = await ground.write('create', route('probe', ['own.test']), { as: editor, isDry: true });
    return isGuardRefusal(foreign) && own.status === 201;
  });
}, 240_000);

afterAll(async () => {
  await cluster().close();
  await ground.close();
}, 120_000);

/** Objects from before the guard: any team's, with any names. */
const live = new Map<string, Live[]>();

async function plantOlder(): Promise<void> {
  const random = createRandom(seed + 1);
  for (const { team, namespace } of lanes) {
    for (const kind of pooledKinds) {
      for (const index of [0, 1, 2, 3]) {
        const object = newObject(`older-${index}`, { kind, namespace, random });
        const answer = await ground.write('create', object, { as: editorOf(team) });
        expect(answer, messageOf(answer.body)).toMatchObject({ status: 201 });
        remember(object, (answer.body as { spec: Spec }).spec);
      }
    }
  }
  for (const object of [
    route('older-lost', ['lost.test', 'gone.test', 'foreign.test']),
    route('older-foreign', ['foreign.test']),
    { ...route('older-finalised', ['lost.test']), metadata: finalised('older-finalised', story) },
    { ...route('older-finalised', ['lost.test']), metadata: finalised('older-finalised', 'guard-ungranted') },
  ]) {
    expect(await ground.write('create', object, { as: editor })).toMatchObject({ status: 201 });
  }
}

function finalised(name: string, namespace: string) {
  return { name, namespace, finalizers: ['example.test/hold'] };
}

type Choice = { readonly kind: GuardedKind; readonly namespace: string; readonly random: Random };

function newObject(name: string, { kind, namespace, random }: Choice): Live {
  const names = new Set(Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () => nameFor(namespace, random)));
  if (kind === 'ListenerSet' && names.size === 0) names.add('');
  return { kind, metadata: { name, namespace }, spec: specOf(kind, [...names], random) };
}

/** Half of the time a name that the namespace has, so that much is allowed. */
function nameFor(namespace: string, random: Random): string {
  const [first, ...rest] = grants.get(namespace)?.hostnames ?? [];
  return first !== undefined && random.chance(0.5) ? random.pick([first, ...rest]) : random.pick(pooledHostnames);
}

function keyOf({ kind, metadata }: Pick<Live, 'kind' | 'metadata'>): string {
  return `${metadata.namespace} ${kind}`;
}

function remember(object: Live, spec: Spec): void {
  const others = (live.get(keyOf(object)) ?? []).filter(({ metadata }) => metadata.name !== object.metadata.name);
  live.set(keyOf(object), [...others, { ...object, spec }]);
}

type Verb = (typeof writeVerbs)[number] | 'portal';
type Tally = { allowed: number; refused: number };
type Write = { readonly object: Live; readonly before: Live | null };
/** What came of a write: the object's spec then, null when it was refused; `words` are the guard's or, without it, whatever was said. */
type Said = { readonly spec: Spec | null; readonly refusal: string | null; readonly words: string };

/** Writes as `kubectl` does for a member of the team. */
async function byKubectl(verb: Exclude<Verb, 'portal'>, { object }: Write, as: Identity): Promise<Said> {
  const { status, body } = await ground.write(verb, object, {
    as,
    ...(verb === 'patch' ? { body: { spec: object.spec } } : {}),
  });
  const words = `${status} ${status < 300 ? '' : messageOf(body)}`;
  if (status >= 300) return { spec: null, refusal: readRefusal(messageOf(body)), words };
  return { spec: (body as { spec?: Spec }).spec ?? {}, refusal: null, words };
}

/** Writes as the route editor does for a member of the team, who agrees to take over what another manager wrote. */
async function byPortal({ object, before }: Write, as: Identity): Promise<Said> {
  const { name, namespace } = object.metadata;
  const base = before === null ? null : await getRoute(as, namespace, name);
  const { apiVersion, kind, metadata } = base ?? routeTop(name, namespace);
  const edit = { name, namespace, base, draft: { apiVersion, kind, metadata, spec: object.spec } };
  let outcome = await applyRoute(as, edit, []);
  if (outcome.status === 'accepted' && outcome.value.result === 'conflict') {
    outcome = await applyRoute(
      as,
      edit,
      outcome.value.conflicts.map(({ field }) => field),
    );
  }
  if (outcome.status === 'refused') {
    const [issue] = outcome.issues;
    return {
      spec: null,
      refusal: issue?.code === 'cluster.hostname' ? issue.message : null,
      words: String(issue?.message),
    };
  }
  if (outcome.value.result !== 'applied') throw new Error(`${namespace}/${name} is ${outcome.value.result}`);
  return { spec: outcome.value.route.spec ?? {}, refusal: null, words: 'applied' };
}

function routeTop(name: string, namespace: string) {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name, namespace } };
}

/** Sends one random write as a member of the team, and says where the cluster and the rule disagree. */
async function writeAtRandom(serial: number, tally: Map<Verb, Tally>): Promise<string | null> {
  const random = createRandom(seed + 7 * serial);
  const lane = lanes[serial % lanes.length];
  if (lane === undefined) throw new Error('no lane');
  const kind = random.pick(pooledKinds);
  const there = live.get(`${lane.namespace} ${kind}`) ?? [];
  const old = there[random.below(there.length)];
  const wanted = random.pick([...writeVerbs, 'patch', 'patch', 'create'] as const);
  const plain = old === undefined && (wanted === 'patch' || wanted === 'delete') ? 'create' : wanted;
  // The portal writes HTTPRoutes.
  const verb: Verb = kind === 'HTTPRoute' && plain !== 'delete' && random.chance(0.6) ? 'portal' : plain;
  const isUpdate =
    old !== undefined && (plain === 'patch' || (plain === 'apply' && kind !== 'ListenerSet' && random.chance(0.5)));
  const before = isUpdate || verb === 'delete' ? (old ?? null) : null;
  const object =
    before === null
      ? newObject(`made-${serial}`, { kind, namespace: lane.namespace, random })
      : { ...before, spec: verb === 'delete' ? before.spec : changedSpec(kind, before.spec, { random, serial }) };
  const as = editorOf(lane.team);
  const said = await (verb === 'portal' ? byPortal({ object, before }, as) : byKubectl(verb, { object, before }, as));
  const isAllowed = said.spec !== null;
  const count = tally.get(verb) ?? { allowed: 0, refused: 0 };
  tally.set(verb, { allowed: count.allowed + Number(isAllowed), refused: count.refused + Number(!isAllowed) });
  if (isAllowed && verb === 'delete')
    live.set(
      keyOf(object),
      there.filter((one) => one !== before),
    );
  else if (said.spec !== null) remember(object, said.spec);
  return disagreement({ verb, object, before, user: as.user, team: lane.team }, said);
}

function disagreement(
  { verb, object, before, user, team }: Write & { readonly verb: Verb; readonly user: string; readonly team: string },
  { spec, refusal, words }: Said,
): string | null {
  const grant = grants.get(object.metadata.namespace) ?? null;
  const expected =
    verb === 'delete'
      ? ({ kind: 'allowed' } as const)
      : judge({ object, before, user }, { grant, labels: {} }, options);
  const isAllowed = spec !== null;
  const said = `${verb} ${keyOf(object)} ${JSON.stringify(object.spec)} before ${JSON.stringify(before?.spec)}: ${words}`;
  if ((expected.kind === 'allowed') !== isAllowed) return `${said}, expected ${JSON.stringify(expected)}`;
  if (expected.kind === 'refused' && refusal !== expected.message) {
    return `${said}, expected the words ${expected.message}`;
  }
  if (before === null && isForTableAlone(object.kind, object.spec)) {
    const isOwner = namesIn(object.kind, object.spec).every((name) => isOwnedBy(team, name, claims));
    if (isOwner !== isAllowed) return `${said}, but the table says ${isOwner ? 'owner' : 'no owner'}`;
  }
  return null;
}

function isOwnedBy(team: string, name: string, all: readonly Claim[]): boolean {
  return name !== '' && !reservedInPool.includes(name) && ownerOf(name, all)?.teamId === team;
}

test('1,000 random writes of team members, by kubectl and through the portal, are answered as the ownership table has it', {
  timeout: 600_000,
}, async () => {
  const tally = new Map<Verb, Tally>();
  const disagreements: string[] = [];
  await Promise.all(
    lanes.map(async (_, lane) => {
      for (let serial = lane; serial < writes; serial += lanes.length) {
        const found = await writeAtRandom(serial, tally);
        if (found !== null) disagreements.push(found);
      }
    }),
  );
  const sum = (key: keyof Tally) => [...tally.values()].reduce((total, count) => total + count[key], 0);
  const perVerb = [...tally].map(([verb, { allowed, refused }]) => `${verb} ${allowed}/${refused}`).join(', ');
  process.stdout.write(
    `guard: ${sum('allowed')} allowed, ${sum('refused')} refused, ${disagreements.length} disagreements (${perVerb})\n`,
  );
  expect(disagreements).toEqual([]);
  expect(sum('allowed') + sum('refused')).toBe(writes);
  expect(Math.min(sum('allowed'), sum('refused'))).toBeGreaterThan(200);
  const { allowed, refused } = tally.get('portal') ?? { allowed: 0, refused: 0 };
  expect(Math.min(allowed, refused)).toBeGreaterThan(30);
});

async function patched(name: string, spec: Spec, as = editor): Promise<string> {
  const answer = await ground.write('patch', route(name, []), { as, isDry: true, body: { spec } });
  return answer.status === 200 ? 'allowed' : (readRefusal(messageOf(answer.body)) ?? messageOf(answer.body));
}

test('an older route of another team cannot add a proven name, and goes on with what it has', async () => {
  expect(await patched('older-foreign', { hostnames: ['foreign.test', 'proven-by-others.test'] })).toBe(
    'foreign.test, proven-by-others.test are not proven for this namespace. Claim them in the portal first.',
  );
  expect(await patched('older-foreign', { rules: otherRules })).toBe('allowed');
});

test('a route without hostnames is refused, but below the namespace’s own ListenerSets', async () => {
  const made = (parentRefs: readonly unknown[]) =>
    ground.write('create', route('nameless', [], { parentRefs }), { as: editor, isDry: true });
  const refused = await made([gateway]);
  expect(refused.status).toBe(422);
  expect(readRefusal(messageOf(refused.body))).toMatch(/^Name at least one hostname/);
  expect((await made([ownSet])).status).toBe(201);
  expect((await made([{ ...ownSet, namespace: 'guard-alpha' }])).status).toBe(422);
});

test('a lost name cannot be kept by an update, and can be taken out', async () => {
  expect(await patched('older-lost', { hostnames: ['lost.test', 'gone.test'] })).toMatch(/no longer granted/);
  expect(await patched('older-lost', { rules: otherRules })).toBe(
    'lost.test, gone.test are no longer granted to this namespace. Take them out, or delete the object.',
  );
  expect(await patched('older-lost', { hostnames: ['lost.test', 'own.test'] })).toMatch(/^lost\.test is not proven/);
  expect(await patched('older-lost', { hostnames: ['gone.test', 'foreign.test'] })).toBe('allowed');
  expect(await patched('older-lost', { hostnames: ['foreign.test'] })).toBe('allowed');
});

test('metadata and status of what carries a lost name can be written, and it can be deleted', async () => {
  const held = route('older-finalised', ['lost.test']);
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${story}/httproutes/older-finalised`;
  const contentType = 'application/merge-patch+json';
  const status = await ground.admin.send({
    method: 'PATCH',
    path: `${path}/status`,
    contentType,
    body: { status: { parents: [] } },
  });
  expect(status).toMatchObject({ status: 200 });
  expect((await ground.write('delete', held, { as: editor })).status).toBe(200);
  const released = await ground.write('patch', held, { as: editor, body: { metadata: { finalizers: null } } });
  expect(released.status).toBe(200);
  expect((await ground.admin.send({ method: 'GET', path })).status).toBe(404);
});

test('in a namespace without a grant nothing can be written, not even a finalizer, until the guard is taken off it', async () => {
  const namespace = 'guard-ungranted';
  const held = { ...route('older-finalised', []), metadata: { name: 'older-finalised', namespace } };
  const release = () => ground.write('patch', held, { as: editor, body: { metadata: { finalizers: null } } });
  await ground.guard('signalbox-hostnames-test-standard', options, 'standard');
  await ground.label(namespace, { [namespaceLabel]: 'standard', [guardLabel]: null });
  const annotate = { as: editor, isDry: true, body: { metadata: { annotations: { note: 'x' } } } };
  await ground.until(async () => isGuardRefusal(await ground.write('patch', held, annotate)));
  const refused = await release();
  expect(refused.status).toBe(422);
  expect(readRefusal(messageOf(refused.body))).toBe(
    'The portal does not know this namespace: it has no hostname grant.',
  );
  await ground.label(namespace, unguarded);
  await ground.until(async () => (await release()).status === 200);
});

test('cert-manager’s solver routes pass where the namespace has the name, and nowhere else', async () => {
  const as = { user: certManagerUser, groups: ['system:serviceaccounts', 'system:authenticated'] as [string, string] };
  const solver = (hostname: string, name: string) => ({
    ...route(name, [hostname], { parentRefs: [ownSet] }),
    metadata: { name, namespace: story, labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
  });
  const own = solver('x.wild.test', 'cm-acme-http-solver-own');
  expect((await ground.write('create', own, { as })).status).toBe(201);
  expect((await ground.write('delete', own, { as })).status).toBe(200);
  // Otherwise anybody could have cert-manager answer for any name, by asking for a certificate.
  expect(isGuardRefusal(await ground.write('create', solver('foreign.test', 'cm-acme-http-solver-x'), { as }))).toBe(
    true,
  );
  expect(isGuardRefusal(await ground.write('create', solver('lost.test', 'cm-acme-http-solver-y'), { as }))).toBe(true);
});

test('members of a team may not read or write grants, and the portal may', async () => {
  const path = grantPath(story);
  const body = { spec: { hostnames: ['foreign.test'] } };
  const contentType = 'application/merge-patch+json';
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    expect((await ground.admin.send({ method, path, body, contentType, as: editor })).status).toBe(403);
  }
  expect((await ground.portal.send({ method: 'GET', path })).status).toBe(200);
});

test('a full grant is judged for the longest lists of names within the API server’s limits', async () => {
  const namespace = 'guard-full';
  await ground.namespace(namespace, 'delta');
  const name = (index: number, start: string) => `${start}${index}.${'a-long-label-of-a-name.'.repeat(8)}test`;
  const many = (start: string) => Array.from({ length: mostGrantedNames }, (_, index) => name(index, start));
  await ground.grant(namespace, { hostnames: many('*.w'), lost: many('l') });
  const set = (start: string): Live => ({
    kind: 'ListenerSet',
    metadata: { name: 'full', namespace },
    spec: {
      parentRef: gateway,
      listeners: Array.from({ length: 64 }, (_, index) => ({
        name: `l${index}`,
        port: 80,
        protocol: 'HTTP',
        hostname: name(900 + index, start),
      })),
    },
  });
  await ground.until(async () => (await ground.write('create', set('x.w'), { as: editor })).status === 201);
  const foreign = await ground.write(
    'create',
    { ...set('l'), metadata: { name: 'foreign', namespace } },
    { as: editor },
  );
  expect(readRefusal(messageOf(foreign.body))).toMatch(/^l900\..* and 63 more are not proven for this namespace/);
  const listeners = set('x.w').spec.listeners as readonly object[];
  const more = { spec: { listeners: listeners.map((listener) => ({ ...listener, allowedRoutes: {} })) } };
  expect((await ground.write('patch', set('x.w'), { as: editor, body: more })).status).toBe(200);
  // Allowed to be so long by Gateway API.
  const hostnames = Array.from({ length: 1_024 }, (_, index) => name(index % 1_000, `x${index}.w`));
  const tls = (names: readonly string[]): Live => ({
    kind: 'TLSRoute',
    metadata: { name: 'full', namespace },
    spec: { parentRefs: [gateway], hostnames: names, rules: [{ backendRefs: [{ name: 'shop', port: 80 }] }] },
  });
  const made = await ground.write('create', tls(hostnames), { as: editor });
  expect(made, messageOf(made.body)).toMatchObject({ status: 201 });
  const added = await ground.write('patch', tls(hostnames), {
    as: editor,
    body: { spec: { hostnames: [...hostnames.slice(1), 'foreign.test'] } },
  });
  expect(readRefusal(messageOf(added.body))).toMatch(/^foreign\.test is not proven/);
});

test('what is detached may carry a lost name, until it is attached again', async () => {
  expect(await patched('older-lost', { parentRefs: [] })).toBe('allowed');
  expect(await patched('older-lost', { parentRefs: [], hostnames: null })).toBe('allowed');
  expect(await patched('older-lost', { hostnames: null })).toMatch(/^Name at least one hostname/);
});

test('names below a team’s suffix need no claim', async () => {
  const namespace = 'guard-suffix';
  await ground.namespace(namespace, 'delta', {
    [namespaceLabel]: 'suffix',
    'example.test/team': 'delta',
  });
  await ground.grant(namespace, { hostnames: [], lost: [] });
  const teamSuffix = { namespaceLabel: 'example.test/team', zone: 'apps.test' };
  await ground.guard('signalbox-hostnames-test-suffix', { ...options, teamSuffix }, 'suffix');
  const made = (hostname: string) =>
    ground.write(
      'create',
      { ...route('s', [hostname]), metadata: { name: 's', namespace } },
      { as: editor, isDry: true },
    );
  await ground.until(async () => isGuardRefusal(await made('never.test')));
  expect((await made('shop.delta.apps.test')).status).toBe(201);
  expect(isGuardRefusal(await made('shop.alpha.apps.test'))).toBe(true);
  expect(isGuardRefusal(await made('www.apps.test'))).toBe(true);
});

test('before mode deny everything passes, with a warning where there is a grant', async () => {
  const namespace = 'guard-warned';
  await ground.namespace(namespace, 'delta', { [namespaceLabel]: 'warned' });
  await ground.guard('signalbox-hostnames-test-warned', { ...options, mode: 'warn' }, 'warned');
  const object = { ...route('w', ['foreign.test']), metadata: { name: 'w', namespace } };
  const made = () => ground.write('create', object, { as: editor, isDry: true });
  expect((await made()).status).toBe(201);
  await ground.grant(namespace, { hostnames: [], lost: [] });
  await ground.until(async () => {
    const { status, warnings } = await made();
    expect(status).toBe(201);
    return warnings.some((text) => readRefusal(text)?.startsWith('foreign.test is not proven') ?? false);
  });
});
