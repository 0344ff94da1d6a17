import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clockNow } from '../lib/clock.ts';
import { cluster } from '../lib/cluster/cluster.ts';
import { config } from '../lib/config.ts';
import { closeDatabase, db } from '../lib/db/client.ts';
import { findClaim, insertClaim, listDomainEvents, type StoredClaim, saveClaims, unseen } from '../lib/db/domains.ts';
import { applyTeamsFile } from '../lib/db/teams.ts';
import type { Claim } from '../lib/domains/claim.ts';
import type { DomainCode } from '../lib/domains/codes.ts';
import type { Diagnosis, DomainLight, DomainRow, WantedRecord } from '../lib/domains/domain-row.ts';
import { type ClaimedNames, type Claimer, claimNames, recheckClaim, releaseClaim } from '../lib/jobs/claims.ts';
import { followDomains } from '../lib/jobs/domains.ts';
import { createHub } from '../lib/live/hub.ts';
import type { customerZones } from '../sandbox/dns/zones.ts';
import { setRecord } from './registrar.ts';
import { kubectl, sandbox } from './sandbox-control.ts';

/** The seeded teams, each with somebody who may claim for it. */
const claimers = { storefront: 'mara@storefront.example', payments: 'pia@payments.example' } as const;
export type StageTeam = keyof typeof claimers;

type Patience = { readonly by?: StageTeam; readonly timeoutMs?: number };
type Fits = (row: DomainRow) => unknown;

/**
 * The portal's own worker for domains, in this process: with a database of its own that is thrown away, a clock of its own that tests
 * move, and the sandbox's real cluster, name servers and certificate authority.
 */
export type DomainStage = {
  /** A hostname that no earlier run has used: `freshName('d01')` is `d01-x7k2.acme.localhost`. */
  readonly freshName: (label: string, zone?: (typeof customerZones)[number]) => string;
  /** Claims a hostname and waits for its row; throws when it is refused. */
  readonly claim: (hostname: string, by?: StageTeam) => Promise<DomainRow>;
  /** Claims what a paste holds, and tells what became of each name. */
  readonly tryClaim: (names: string, by?: StageTeam) => Promise<ClaimedNames>;
  /** Stores a claim as it could be there from before, which claiming would refuse today; waits for its row. */
  readonly store: (claim: Partial<Claim> & Pick<Claim, 'name'>, by?: StageTeam) => Promise<DomainRow>;
  /** The claim as it is stored. */
  readonly storedOf: (hostname: string, by?: StageTeam) => Promise<StoredClaim>;
  /** Changes the stored facts of a claim. */
  readonly change: (hostname: string, more: Partial<Claim>, by?: StageTeam) => Promise<void>;
  /** The row as it is now; throws when there is none. */
  readonly row: (hostname: string, by?: StageTeam) => DomainRow;
  /** The row's record for a purpose, as the team is told to set it. */
  readonly wanted: (hostname: string, purpose: WantedRecord['purpose'], by?: StageTeam) => WantedRecord;
  /** Sets the record that proves the claim, as the row asks for it. */
  readonly prove: (hostname: string, by?: StageTeam) => Promise<void>;
  /** Leads a name that is not the root of a zone to the Gateway. */
  readonly lead: (hostname: string) => Promise<void>;
  /** Looks again and again, as somebody who keeps pressing “Check now”, until the row is as wanted. */
  readonly until: (hostname: string, what: string, fits: Fits, patience?: Patience) => Promise<DomainRow>;
  /** Waits for a finding, of a severity where one is given. */
  readonly untilCode: (
    hostname: string,
    code: DomainCode,
    patience?: Patience & { readonly severity?: Diagnosis['severity'] },
  ) => Promise<Diagnosis>;
  /** Waits for a look from now on that no longer has a finding and, where a light is given, until that one is green. */
  readonly untilNoCode: (
    hostname: string,
    code: DomainCode,
    patience?: Patience & { readonly light?: DomainLight },
  ) => Promise<DomainRow>;
  readonly recheck: (hostname: string, by?: StageTeam) => Promise<void>;
  readonly release: (hostname: string, by?: StageTeam) => Promise<void>;
  /** Moves the clock of the portal forward, for all claims of the stage; nothing else's clock moves. */
  readonly moveClock: (ms: number) => void;
  /** Moves it to a time, in epoch milliseconds. */
  readonly moveClockTo: (at: number) => void;
  /** Moves it back to the time that everybody else has. */
  readonly resetClock: () => void;
  /** The time as the portal has it. */
  readonly now: () => number;
  /** Ends the worker, takes its objects out of the cluster and throws the database away. */
  readonly close: () => Promise<void>;
};

const recheckMs = 1_500;
const lostMs = 8_000;
const pollMs = 50;
const patienceMs = 30_000;
const openMs = 20_000;
/** The clock's file is read anew as often as this, and a little more. */
const clockRereadMs = 250;
const kinds = 'httproute,listenerset,certificate';
const namespaces = ['storefront', 'content', 'payments'] as const;

/**
 * Opens the one stage of this process. A portal that runs in the sandbox is stopped meanwhile: two with different databases would quarrel over
 * what they grant in the cluster.
 *
 * @param prepare called when the database is there and before the worker starts
 * @param settings the portal's variables where they are not to be the sandbox's own
 */
export async function openDomainStage(
  prepare: () => Promise<void> = async () => {},
  settings: Readonly<Record<string, string>> = {},
): Promise<DomainStage> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-stage-'));
  const clockFile = join(folder, 'clock');
  const isPortalRunning = readParts().portal?.state === 'ready';
  if (isPortalRunning) await sandbox('stop', 'portal');
  readSettings({ ...settings, SIGNALBOX_STATE: folder, SIGNALBOX_CLOCK_FILE: clockFile, DATABASE_URL: undefined });
  await removeObjects();
  const { teamsFile } = config();
  if (teamsFile === null) throw new Error('Source the portal.env of a sandbox first.');
  await applyTeamsFile(teamsFile);
  await prepare();
  const watched = cluster();
  const hub = createHub();
  const domains = followDomains({ cluster: watched, hub });
  const run = Date.now().toString(36).slice(-5);
  let offsetMs = 0;

  /** Nothing in this process goes on before the new time counts: a claim that is made at the former one would be days old, or of the future. */
  function setOffset(ms: number): void {
    offsetMs = ms;
    writeFileSync(clockFile, String(offsetMs));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, clockRereadMs);
  }

  async function claimerOf(by: StageTeam): Promise<Claimer> {
    const prisma = await db();
    const user = await prisma.user.findUniqueOrThrow({ where: { email: claimers[by] } });
    const { id, namespaces: own } = await prisma.team.findUniqueOrThrow({
      where: { slug: by },
      include: { namespaces: true },
    });
    const names = own.map(({ namespace }) => namespace).toSorted((a, b) => rank(a, by) - rank(b, by));
    return { actor: { userId: user.id, name: user.name ?? user.email }, team: { id, namespaces: names } };
  }

  function find(hostname: string, by: StageTeam): DomainRow | null {
    const rows = [...hub.domains.values()].filter((row) => row.hostname === hostname && row.team === by);
    return rows.toSorted((a, b) => b.createdAt - a.createdAt)[0] ?? null;
  }

  function row(hostname: string, by: StageTeam = 'storefront'): DomainRow {
    const found = find(hostname, by);
    if (found === null) throw new Error(`${by} has no row for ${hostname}.`);
    return found;
  }

  async function storedOf(hostname: string, by: StageTeam = 'storefront'): Promise<StoredClaim> {
    const { team } = await claimerOf(by);
    const stored = await findClaim(team.id, row(hostname, by).id);
    if (stored === null) throw new Error(`${by} has no claim on ${hostname}.`);
    return stored;
  }

  async function recheck(hostname: string, by: StageTeam = 'storefront'): Promise<void> {
    const found = find(hostname, by);
    if (found === null) return;
    await recheckClaim(await claimerOf(by), { id: found.id, why: 'check' }, clockNow());
    await domains.refresh();
  }

  async function until(hostname: string, what: string, fits: Fits, patience: Patience = {}): Promise<DomainRow> {
    const { by = 'storefront', timeoutMs = patienceMs } = patience;
    const end = performance.now() + timeoutMs;
    let asked: { readonly at: number; readonly clock: number } | null = null;
    while (performance.now() < end) {
      const found = find(hostname, by);
      if (found !== null && fits(found)) return found;
      // Who asks again before the last look is back only makes all others wait.
      const isBack = asked === null || (found?.checkedAt ?? 0) >= asked.clock;
      const sinceMs = performance.now() - (asked?.at ?? Number.NEGATIVE_INFINITY);
      if (sinceMs > (isBack ? recheckMs : lostMs)) {
        asked = { at: performance.now(), clock: clockNow() };
        await recheck(hostname, by);
      }
      await sleep(pollMs);
    }
    throw new Error(`${hostname}: waited ${timeoutMs / 1_000} s for ${what}.\n${await story(find(hostname, by))}`);
  }

  async function untilRow(hostname: string, by: StageTeam): Promise<DomainRow> {
    await domains.refresh();
    return until(hostname, 'a row', () => true, { by });
  }

  async function tryClaim(names: string, by: StageTeam = 'storefront'): Promise<ClaimedNames> {
    const { snapshot } = watched.store;
    return claimNames(await claimerOf(by), { names, namespace: '' }, { snapshot, now: clockNow() });
  }

  async function store(more: Partial<Claim> & Pick<Claim, 'name'>, by: StageTeam = 'storefront'): Promise<DomainRow> {
    const { actor, team } = await claimerOf(by);
    const id = crypto.randomUUID();
    const namespace = team.namespaces[0] ?? by;
    const claim: Claim = { ...blankClaim(clockNow(), namespace), id, teamId: team.id, ...more };
    const people = { createdBy: actor.userId, actingUser: actor.userId };
    const event = { at: clockNow(), kind: 'claim.made', text: 'Was there before.' };
    await insertClaim({ claim, observations: unseen, guard: null, ...people }, event);
    return untilRow(claim.scope === 'wildcard' ? `*.${claim.name}` : claim.name, by);
  }

  const began = performance.now();
  while (watched.store.snapshot.gateways.size === 0 || !domains.isLeading()) {
    if (performance.now() - began > openMs) throw new Error('The worker does not begin: is the sandbox running?');
    await sleep(pollMs);
  }

  return {
    freshName: (label, zone = 'acme.localhost') => `${label}-${run}.${zone}`,
    tryClaim,
    store,
    storedOf,
    row,
    recheck,
    until,
    claim: async (hostname, by = 'storefront') => {
      const { claimed, refused } = await tryClaim(hostname, by);
      if (claimed.length === 0) throw new Error(`${hostname} was refused: ${refused[0]?.issue.message}`);
      return untilRow(claimed[0]?.hostname ?? hostname, by);
    },
    change: async (hostname, more, by = 'storefront') => {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const stored = await storedOf(hostname, by);
        const changed = { stored: { ...stored, claim: { ...stored.claim, ...more } }, events: [] };
        if ((await saveClaims([changed])) === 'stored') return domains.refresh();
      }
      throw new Error(`The claim on ${hostname} could not be changed.`);
    },
    wanted: (hostname, purpose, by = 'storefront') => {
      const record = row(hostname, by).records.find((one) => one.purpose === purpose);
      if (!record) throw new Error(`The row of ${hostname} asks for no record for ${purpose}.`);
      return record;
    },
    prove: async (hostname, by = 'storefront') => {
      const proof = row(hostname, by).records.find(({ purpose }) => purpose === 'proof');
      if (!proof) throw new Error(`The row of ${hostname} asks for no proof.`);
      await setRecord({ name: proof.name, type: 'CNAME', values: [proof.value] });
    },
    lead: async (hostname) => {
      await setRecord({ name: hostname, type: 'CNAME', values: [config().gatewayNames[0] ?? ''] });
    },
    untilCode: async (hostname, code, { severity, ...patience } = {}) => {
      const isMeant = (one: Diagnosis) => one.code === code && (severity === undefined || one.severity === severity);
      const what = severity === undefined ? code : `${code} as ${severity}`;
      const found = await until(hostname, what, ({ diagnoses }) => diagnoses.some(isMeant), patience);
      const diagnosis = found.diagnoses.find(isMeant);
      if (!diagnosis) throw new Error(`${code} is gone again.`);
      return diagnosis;
    },
    untilNoCode: async (hostname, code, { light, ...patience } = {}) => {
      const from = clockNow();
      const isGone = ({ diagnoses, checkedAt, lights }: DomainRow) =>
        !diagnoses.some((one) => one.code === code) &&
        (checkedAt ?? 0) >= from &&
        (light === undefined || lights[light] === 'ok');
      return until(hostname, `the end of ${code}`, isGone, patience);
    },
    release: async (hostname, by = 'storefront') => {
      await releaseClaim(await claimerOf(by), row(hostname, by).id, clockNow());
      await domains.refresh();
    },
    moveClock: (ms) => setOffset(offsetMs + ms),
    moveClockTo: (at) => setOffset(at - Date.now()),
    resetClock: () => setOffset(0),
    now: clockNow,
    close: async () => {
      await domains.close();
      await watched.close();
      await closeDatabase();
      await removeObjects();
      rmSync(folder, { recursive: true, force: true });
      if (isPortalRunning) await sandbox('start', 'portal');
    },
  };
}

/** Settings are read once for the process; what tests start themselves keeps the sandbox's own. */
function readSettings(own: Readonly<Record<string, string | undefined>>): void {
  const before = Object.fromEntries(Object.keys(own).map((name) => [name, process.env[name]]));
  assign(own);
  config();
  assign(before);
}

function assign(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

type Parts = Readonly<Record<string, { readonly state: string }>>;

function readParts(): Parts {
  const file = process.env.SIGNALBOX_PLATFORM_STATUS_FILE;
  if (file === undefined) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly parts: Parts }).parts;
}

async function removeObjects(): Promise<void> {
  for (const namespace of namespaces) {
    await kubectl('-n', namespace, 'delete', kinds, '-l', 'signalbox.dev/claim', '--ignore-not-found', '--wait=false');
  }
}

/** Each team's objects go where its sample services are. */
function rank(namespace: string, by: StageTeam): number {
  return namespace === by ? 0 : 1;
}

function blankClaim(now: number, namespace: string): Omit<Claim, 'id' | 'teamId' | 'name'> {
  return {
    scope: 'exact',
    token: crypto.randomUUID().replaceAll('-', ''),
    origin: 'custom',
    attachment: { strategy: 'listener-set', gateway: { namespace: 'infra', name: 'external' }, namespace },
    challenge: 'dns-01',
    createdAt: now,
    provenAt: null,
    liveAt: null,
    proofBadSince: null,
    proofBadCount: 0,
    trafficBadSince: null,
    trafficBadCount: 0,
    proofLookAt: null,
    trafficLookAt: null,
    recheckAt: null,
    noticeAt: null,
    releasedAt: null,
    lostAt: null,
    likenessAllowedAt: null,
  };
}

/** Everything about a row that tells why a wait was in vain. */
async function story(row: DomainRow | null): Promise<string> {
  if (row === null) return 'There is no row.';
  const events = await listDomainEvents(row.id, 12);
  return [
    `state ${row.state}: ${row.headline}`,
    `lights ${JSON.stringify(row.lights)}`,
    ...row.diagnoses.map(
      ({ code, severity, light, message, found, wanted }) =>
        `${code} ${severity} (${light}) ${message} found: ${found} wanted: ${wanted}`,
    ),
    ...row.world.map(({ server, question, answer, state }) => `  ${server} ${question}: ${answer} (${state})`),
    `next check in ${row.nextCheckAt === null ? 'never' : Math.round((row.nextCheckAt - clockNow()) / 1_000)} s, last look ${row.checkedAt === null ? 'never' : Math.round((clockNow() - row.checkedAt) / 1_000)} s ago`,
    ...events.map(({ at, kind, text }) => `  ${new Date(at).toISOString()} ${kind} ${text}`),
  ].join('\n');
}
