import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusterIdentity, findActor } from '../lib/access/actor.ts';
import { clockNow } from '../lib/clock.ts';
import { type Cluster, createCluster } from '../lib/cluster/cluster.ts';
import { routePath } from '../lib/cluster/route-path.ts';
import { createTransport } from '../lib/cluster/transport.ts';
import { config } from '../lib/config.ts';
import { closeDatabase, db } from '../lib/db/client.ts';
import { findClaim, listDomainEvents } from '../lib/db/domains.ts';
import { applyTeamsFile } from '../lib/db/teams.ts';
import { type Claim, hostnameOfClaim } from '../lib/domains/claim.ts';
import type { DomainRow } from '../lib/domains/domain-row.ts';
import { hourMs } from '../lib/domains/settings.ts';
import { claimLabel, wantedNames } from '../lib/domains/wanted-objects.ts';
import { type Claimer, claimNames, recheckClaim, releaseClaim } from '../lib/jobs/claims.ts';
import { type Domains, followDomains } from '../lib/jobs/domains.ts';
import { createHub, type Hub } from '../lib/live/hub.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns } from './ask-dns.ts';
import { resetRegistrar, setRecord } from './registrar.ts';

/**
 * The worker, in this process, against the sandbox's real DNS, certificate authority and Gateway; no portal runs beside it. Each test has a
 * hostname of its own, for a certificate authority counts.
 */
const folder = mkdtempSync(join(tmpdir(), 'signalbox-domains-'));
const clock = join(folder, 'clock');
Object.assign(process.env, { SIGNALBOX_STATE: folder, SIGNALBOX_CLOCK_FILE: clock, SIGNALBOX_SANDBOX: '1' });

const run = promisify(execFile);
const ports = readPorts(process.env);
const zone = 'acme.localhost';
const unique = Date.now().toString(36);
const patienceMs = 90_000;

let cluster: Cluster;
let hub: Hub;
let domains: Domains;
let mara: Claimer;
let pia: Claimer;

beforeAll(async () => {
  writeFileSync(clock, '0');
  await db();
  if (config().teamsFile) await applyTeamsFile(config().teamsFile ?? '');
  mara = await claimerOf('mara@storefront.example');
  pia = await claimerOf('pia@payments.example');
  await resetRegistrar();
  start();
}, 120_000);

afterAll(async () => {
  await stop();
  await resetRegistrar().catch(() => {});
  await closeDatabase();
  rmSync(folder, { recursive: true });
}, 60_000);

function start(): void {
  cluster = createCluster(createTransport(config().kubeconfig));
  hub = createHub();
  domains = followDomains({ cluster, hub });
}

async function stop(): Promise<void> {
  await domains.close();
  await cluster.close();
}

/** Ends the worker and begins it anew, with nothing but the database; gives the row as it is afterwards. */
async function restart(id: string): Promise<DomainRow> {
  await stop();
  start();
  await until('the cluster is read again', () => domains.isLeading() && cluster.store.snapshot.pendingKinds.size === 0);
  return until('the row is back', () => hub.domains.get(id));
}

async function claimerOf(email: string): Promise<Claimer> {
  const user = await (await db()).user.findUniqueOrThrow({ where: { email } });
  const actor = await findActor(user.id);
  const team = actor?.teams.find(({ role }) => role !== null);
  if (!actor || !team) throw new Error(`${email} is in no team`);
  return { actor, team };
}

async function until<T>(what: string, ask: () => T | Promise<T>, timeoutMs = patienceMs): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < end) {
    last = await ask();
    if (last) return last as NonNullable<T>;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not come to this in ${timeoutMs / 1_000} s: ${what}\n${describeRows()}`);
}

function describeRows(): string {
  return [...hub.domains.values()]
    .map((row) =>
      [row.hostname, row.state, row.headline, ...row.diagnoses.map(({ code, message }) => `${code} ${message}`)].join(
        ' | ',
      ),
    )
    .join('\n');
}

function untilState(id: string, ...states: readonly DomainRow['state'][]): Promise<DomainRow> {
  return until(states.join(' or '), () => {
    const row = hub.domains.get(id);
    return row && states.includes(row.state) ? row : null;
  });
}

function untilCode(id: string, code: string): Promise<DomainRow> {
  return until(`code ${code}`, () => {
    const row = hub.domains.get(id);
    return row?.diagnoses.some((one) => one.code === code) ? row : null;
  });
}

async function claimName(claimer: Claimer, hostname: string): Promise<Claim> {
  await until('the Gateways are read', () => !cluster.store.snapshot.pendingKinds.has('gateways'));
  const { snapshot } = cluster.store;
  const { claimed, refused } = await claimNames(
    claimer,
    { names: hostname, namespace: claimer === mara ? 'storefront' : 'payments' },
    { snapshot, now: clockNow() },
  );
  expect(refused).toEqual([]);
  const id = claimed[0]?.id ?? '';
  await domains.refresh();
  const stored = await findClaim(claimer.team.id, id);
  if (!stored) throw new Error(`${hostname} was not stored`);
  return stored.claim;
}

async function checkNow(claimer: Claimer, id: string): Promise<void> {
  expect(await recheckClaim(claimer, { id, why: 'added' }, clockNow())).toMatchObject({ status: 'accepted' });
  await domains.refresh();
}

async function setProof(claim: Claim, value = `${claim.token}.${config().domains.delegationZone}`): Promise<void> {
  await setRecord({ name: `_acme-challenge.${claim.name}`, type: 'CNAME', values: [value] });
}

/** What of a claim there is in the cluster, asked anew and not by way of the watches. */
async function countObjects(claim: Claim) {
  const { namespace } = claim.attachment;
  const { secret } = wantedNames(claim);
  const list = async (path: string, keep: (object: Listed) => boolean) => {
    const { body } = await cluster.transport.send({ method: 'GET', path });
    return ((body as { items?: Listed[] }).items ?? []).filter(keep).length;
  };
  const isOfClaim = ({ metadata }: Listed) => metadata.labels?.[claimLabel] === claim.id;
  const isOfSecret = ({ metadata }: Listed) => metadata.annotations?.['cert-manager.io/certificate-name'] === secret;
  const [sets, routes, certificates, requests, orders] = await Promise.all([
    list(`/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/listenersets`, isOfClaim),
    list(`/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`, isOfClaim),
    list(`/apis/cert-manager.io/v1/namespaces/${namespace}/certificates`, ({ metadata }) => metadata.name === secret),
    list(`/apis/cert-manager.io/v1/namespaces/${namespace}/certificaterequests`, isOfSecret),
    list(`/apis/acme.cert-manager.io/v1/namespaces/${namespace}/orders`, isOfSecret),
  ]);
  return { sets, routes, certificates, requests, orders };
}

type Listed = {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
};

const nothing = { sets: 0, routes: 0, certificates: 0, requests: 0, orders: 0 };
const everythingOnce = { sets: 1, routes: 1, certificates: 1, requests: 1, orders: 1 };

/** A route of the team's for the hostname, below the claim's ListenerSet, as whoever claimed it. */
async function routeTo(claimer: Claimer, claim: Claim, service: string): Promise<string> {
  const identity = await identityOf(claimer);
  const { namespace } = claim.attachment;
  const name = `domain-${wantedNames(claim).listenerSet.slice(-8)}`;
  const parent = { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: wantedNames(claim).listenerSet };
  const path = routePath(namespace, name, '?fieldManager=test&force=true');
  const { status, body } = await cluster.transport.send({
    method: 'PATCH',
    path,
    contentType: 'application/apply-patch+yaml',
    as: identity,
    body: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name, namespace },
      spec: {
        parentRefs: [{ ...parent, sectionName: 'https' }],
        hostnames: [hostnameOfClaim(claim)],
        rules: [{ backendRefs: [{ name: service, port: 80 }] }],
      },
    },
  });
  expect([status, body]).toEqual([expect.toSatisfy((code: number) => code === 200 || code === 201), expect.anything()]);
  return path.split('?')[0] ?? '';
}

/** A request over HTTPS at the Gateway with this name: the status, checked against the sandbox's certificate authority alone. */
async function curl(hostname: string): Promise<string> {
  const at = `${hostname}:${ports.gatewayHttps}`;
  const args = [
    '-sS',
    '-o',
    '/dev/null',
    '-w',
    '%{http_code}',
    '--cacert',
    config().trustFile ?? '',
    '--max-time',
    '10',
  ];
  const { stdout } = await run('curl', [...args, '--resolve', `${at}:127.0.0.1`, `https://${at}/`]);
  return stdout;
}

/** True once a request for the name is answered so; a certificate that is not trusted is no answer. */
async function answers(hostname: string, status: string): Promise<boolean> {
  return (await curl(hostname).catch(() => '')) === status;
}

function kindsOf(id: string): Promise<readonly string[]> {
  return listDomainEvents(id, 500).then((events) => events.map(({ kind }) => kind));
}

test('from the claim to the release, with a restart in the middle of every step', async () => {
  const hostname = `shop-${unique}.${zone}`;
  const claim = await claimName(mara, hostname);
  await untilState(claim.id, 'awaiting-proof');
  expect((await restart(claim.id)).state).toBe('awaiting-proof');

  await setProof(claim, `somebody-else.${config().domains.delegationZone}`);
  await checkNow(mara, claim.id);
  const wrong = await untilCode(claim.id, 'D02');
  expect(JSON.stringify(wrong.diagnoses.find(({ code }) => code === 'D02'))).toMatch(/somebody-else.*|.*somebody-else/);
  expect((await restart(claim.id)).diagnoses.map(({ code }) => code)).toContain('D02');
  expect(await countObjects(claim)).toEqual(nothing);

  await setProof(claim);
  await checkNow(mara, claim.id);
  const proven = await until('proven', () => {
    const row = hub.domains.get(claim.id);
    return row?.provenAt ? row : null;
  });
  expect(proven.diagnoses.map(({ code }) => code)).not.toContain('D02');
  // In the middle of making objects and placing the order.
  expect((await restart(claim.id)).provenAt).toBe(proven.provenAt);
  await untilState(claim.id, 'ready-to-switch');
  expect(await countObjects(claim)).toEqual(everythingOnce);
  const route = await routeTo(mara, claim, 'storefront-v1');
  await until('the Gateway answers with the certificate before any traffic', () => answers(hostname, '200'));
  await restart(claim.id);
  // The first row after a start goes by what was looked at; that of the cluster follows when it has been read.
  const ready = await until('the row has its certificate', () => {
    const row = hub.domains.get(claim.id);
    return row?.certificate ? row : null;
  });
  expect(ready).toMatchObject({ state: 'ready-to-switch', certificate: { issuer: 'Pebble' } });
  expect(await countObjects(claim)).toEqual(everythingOnce);

  await setRecord({ name: hostname, type: 'CNAME', values: [config().gatewayNames[0] ?? ''] });
  await checkNow(mara, claim.id);
  const live = await untilState(claim.id, 'live', 'degraded');
  expect(live.lights).toMatchObject({ proof: 'ok', certificate: 'ok', traffic: 'ok', serving: 'ok' });
  const again = await restart(claim.id);
  expect([again.state, again.liveAt]).toEqual([live.state, live.liveAt]);
  expect(await countObjects(claim)).toEqual(everythingOnce);

  await cluster.transport.send({ method: 'DELETE', path: route, as: await identityOf(mara) });
  expect(await releaseClaim(mara, claim.id, clockNow())).toMatchObject({ status: 'accepted' });
  await domains.refresh();
  await untilState(claim.id, 'released');
  await restart(claim.id);
  await until('the objects are gone', async () => {
    const { sets, routes } = await countObjects(claim);
    return sets + routes === 0;
  });
  const kinds = await kindsOf(claim.id);
  for (const once of ['claim.made', 'proof.found', 'order.placed', 'live', 'claim.released']) {
    expect([once, kinds.filter((kind) => kind === once).length]).toEqual([once, 1]);
  }
}, 600_000);

test('the order is logged before the objects, and a portal that dies in between places none twice', async () => {
  const hostname = `dies-${unique}.${zone}`;
  const claim = await claimName(mara, hostname);
  await setProof(claim);
  await checkNow(mara, claim.id);
  await until('the order is logged', async () => (await kindsOf(claim.id)).includes('order.placed'));
  await restart(claim.id);
  await untilState(claim.id, 'ready-to-switch');
  expect(await countObjects(claim)).toEqual(everythingOnce);
  expect((await kindsOf(claim.id)).filter((kind) => kind === 'order.placed')).toHaveLength(1);
  await releaseClaim(mara, claim.id, clockNow());
}, 300_000);

test('another team waits until the holder’s record is gone and the notice has run out, and then has the name', async () => {
  const hostname = `passes-${unique}.${zone}`;
  const holder = await claimName(mara, hostname);
  await setProof(holder);
  await checkNow(mara, holder.id);
  await untilState(holder.id, 'ready-to-switch');
  await setRecord({ name: hostname, type: 'CNAME', values: [config().gatewayNames[0] ?? ''] });
  await routeTo(mara, holder, 'storefront-v1');
  await checkNow(mara, holder.id);
  await untilState(holder.id, 'live', 'degraded');
  const challenger = await claimName(pia, hostname);
  const contested = await untilState(challenger.id, 'contested');
  expect(JSON.stringify(contested)).not.toContain('storefront');

  await setProof(challenger);
  const proof = [`${challenger.token}.${config().domains.delegationZone}`];
  await until('both name servers have the record of the challenger', async () => {
    const answers = [ports.knot, ports.knotSecondary].map((port) =>
      askDns(port, `_acme-challenge.${hostname}`, 'CNAME'),
    );
    return (await Promise.all(answers)).every(({ values }) => values.join() === proof.join());
  });
  await checkNow(pia, challenger.id);
  // A live domain's proof is looked at every six hours; wrong answers count when three of them are an hour apart.
  for (const hours of [6.7, 7.3, 7.9]) {
    moveClock(hours);
    await until(`a look at ${hours} h`, async () => (await lookOf(holder)) >= Date.now() + hours * hourMs - 60_000);
  }
  const begun = await until('the notice began', async () => (await claimOf(challenger))?.noticeAt);
  moveClock(75);
  await until('a look during the notice', async () => (await lookOf(challenger)) > Date.now() + 74 * hourMs);
  expect((await claimOf(challenger))?.provenAt).toBeNull();
  moveClock((begun - Date.now()) / hourMs + 72.1);
  await until('the name has passed', async () => (await claimOf(challenger))?.provenAt);
  expect(await claimOf(holder)).toMatchObject({ provenAt: null, lostAt: expect.any(Number) });
  await untilState(challenger.id, 'ready-to-switch', 'switching', 'live', 'degraded');
  await until('nothing of the former owner carries the name', async () => (await countObjects(holder)).sets === 0);
  await routeTo(pia, challenger, 'payments-api');
  await untilState(challenger.id, 'live', 'degraded');
  await until('the Gateway answers for the new owner', () => answers(hostname, '200'));
  expect(await kindsOf(holder.id)).toContain('name.taken-out');
}, 600_000);

test('a name of the platform’s zone is proven at once, and nothing has to be made for it', async () => {
  const claim = await claimName(mara, `first-${unique}.${config().zones[0]}`);
  const row = await until('proven', () => {
    const found = hub.domains.get(claim.id);
    return found?.provenAt ? found : null;
  });
  expect(row).toMatchObject({ origin: 'platform', lights: { proof: 'not-needed' } });
  expect(await countObjects(claim)).toEqual(nothing);
  const { refused } = await claimNames(
    pia,
    { names: hostnameOfClaim(claim), namespace: '' },
    { snapshot: cluster.store.snapshot, now: clockNow() },
  );
  expect(refused).toMatchObject([{ issue: { code: 'domain.taken' } }]);
}, 120_000);

function moveClock(hours: number): void {
  writeFileSync(clock, String(Math.round(hours * hourMs)));
}

async function claimOf(claim: Claim): Promise<Claim | undefined> {
  return (await findClaim(claim.teamId, claim.id))?.claim;
}

async function lookOf(claim: Claim): Promise<number> {
  return (await claimOf(claim))?.proofLookAt ?? 0;
}

async function identityOf(claimer: Claimer) {
  const actor = await findActor(claimer.actor.userId);
  const identity = actor && clusterIdentity(actor);
  if (!identity) throw new Error('no rights');
  return identity;
}
