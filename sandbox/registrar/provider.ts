import type { Question } from 'dns-packet';
import type { Treatment } from '../dns/nameserver-front.ts';
import type { CustomerNameserver } from '../dns/nameservers.ts';
import { type CustomerZone, customerZones, isSignedZone } from '../dns/zones.ts';
import type { MischiefAnswer } from './answers.ts';
import { initialRecords } from './initial-records.ts';
import type { MischiefBook, MischiefEntry } from './mischief-book.ts';
import { type MischiefKind, mischiefKinds, mischiefText } from './mischief-kinds.ts';
import { planMischief, type RecordMischief, recordMischief } from './plan-mischief.ts';
import { findConflict, type RecordSet, type RecordType } from './record-set.ts';
import type { SecondNameserver } from './second-nameserver.ts';
import { treatInside, treatQuestion } from './treat-question.ts';
import type { World } from './world.ts';
import type { ZoneChange, ZoneStore } from './zone-store.ts';

/** The customers' DNS provider: keeps their records, runs their nameservers, and makes mischief when asked to. */
export interface Provider {
  records(zone: CustomerZone): Promise<readonly RecordSet[]>;
  /** Answers with why it cannot be, or null when it is done. */
  put(zone: CustomerZone, set: RecordSet): Promise<string | null>;
  delete(zone: CustomerZone, name: string, type: RecordType): Promise<string | null>;
  mischief(zone: CustomerZone): Promise<readonly MischiefAnswer[]>;
  /** Answers with why it cannot be, or null when it is on. */
  begin(zone: CustomerZone, kind: MischiefKind, name: string): Promise<string | null>;
  /** Ends it for one name, or for all of the zone. */
  end(zone: CustomerZone, kind: MischiefKind, name: string | null): Promise<void>;
  /** Ends all mischief and brings every zone back to its beginning. */
  reset(): Promise<void>;
  /** What a nameserver does with a question now. */
  treat(nameserver: CustomerNameserver, question: Question): Treatment;
  /** What the resolver of the cluster's own parts does with it. */
  treatInside(question: Question): Treatment;
}

/** What the provider works with. */
export interface ProviderSettings {
  readonly store: ZoneStore;
  readonly second: SecondNameserver;
  readonly world: World;
  readonly book: MischiefBook;
  /** The DS record of a signed zone's key. */
  readonly signerOf: (zone: CustomerZone) => Promise<string>;
}

/** Opens the provider and sees to what an earlier process left: DS records, and the second nameserver's lag. */
export async function openProvider(settings: ProviderSettings): Promise<Provider> {
  const { store, book } = settings;
  await publishSigners(settings);
  await restoreLag(settings);
  const inOrder = createQueue();
  return {
    records: (zone) => store.read(zone),
    put: (zone, set) =>
      inOrder(async () => {
        const conflict = findConflict(zone, set, await store.read(zone));
        if (conflict === null) await store.change(zone, { take: [], put: [set] });
        return conflict;
      }),
    delete: (zone, name, type) =>
      inOrder(async () => {
        if (name === zone && type === 'NS')
          return 'A zone needs its NS records. Replace them instead of deleting them.';
        await store.change(zone, { take: [{ name, type }], put: [] });
        return null;
      }),
    mischief: (zone) => inOrder(() => listMischief(settings, zone)),
    begin: (zone, kind, name) => inOrder(() => begin(settings, { zone, kind, name })),
    end: (zone, kind, name) => inOrder(() => end(settings, { zone, kind, name })),
    reset: () => inOrder(() => reset(settings)),
    treatInside: (question) =>
      treatInside(question, (name) =>
        book.entries.some((entry) => entry.kind === 'split-horizon' && entry.name === name),
      ),
    treat: (nameserver, question) => treatQuestion(nameserver, question, (kind) => book.isOn(nameserver.zone, kind)),
  };
}

interface Wanted {
  readonly zone: CustomerZone;
  readonly kind: MischiefKind;
  readonly name: string;
}

async function begin(settings: ProviderSettings, { zone, kind, name }: Wanted): Promise<string | null> {
  const { store, second, book } = settings;
  if (book.entries.some((entry) => entry.zone === zone && entry.kind === kind && entry.name === name)) return null;
  if (isRecordMischief(kind)) {
    const plan = planMischief(kind, { zone, name }, await store.read(zone));
    if (!plan.ok) return plan.message;
    // First the book: what is taken from the zone must not be lost when the process ends in between.
    book.add({ zone, kind, name, taken: plan.taken, made: plan.made });
    await store.change(zone, toChange(plan.taken, plan.made));
    return null;
  }
  if (!befallsNames(kind) && book.isOn(zone, kind)) return null;
  if (kind === 'dnssec-broken') {
    if (!isSignedZone(zone)) return `${zone} is not signed, so that nothing can be broken. Take a signed zone.`;
    await store.putDelegationSigner(zone, spoil(await settings.signerOf(zone)));
    await settings.world.forget(zone);
  }
  if (kind === 'lagging') await second.freeze(zone);
  book.add({ zone, kind, name: befallsNames(kind) ? name : zone, taken: [], made: [] });
  return null;
}

async function end(
  settings: ProviderSettings,
  { zone, kind, name }: Omit<Wanted, 'name'> & { readonly name: string | null },
): Promise<void> {
  const { store, second, book } = settings;
  const ended = book.entries.filter(
    (entry) =>
      entry.zone === zone && entry.kind === kind && (name === null || !befallsNames(kind) || entry.name === name),
  );
  if (ended.length === 0) return;
  for (const entry of ended) await store.change(zone, changeBack(zone, entry, await store.read(zone)));
  if (kind === 'dnssec-broken') {
    await store.putDelegationSigner(zone, await settings.signerOf(zone));
    // Unbound remembers a key that it found bad for a minute, whatever the TTLs are.
    await settings.world.forget(zone);
  }
  if (kind === 'lagging') await second.thaw(zone);
  book.remove(ended);
}

/** Whoever changed a record meanwhile has mended it: what is not as the mischief made it stays. */
function changeBack(zone: string, { taken, made }: MischiefEntry, present: readonly RecordSet[]): ZoneChange {
  const take = made.filter((set) => present.some((other) => isSame(set, other)));
  const left = present.filter((set) => !take.some((gone) => gone.name === set.name && gone.type === set.type));
  const put = taken.filter(
    (set) =>
      !left.some(({ name, type }) => name === set.name && type === set.type) && findConflict(zone, set, left) === null,
  );
  return toChange(take, put);
}

function toChange(taken: readonly RecordSet[], made: readonly RecordSet[]): ZoneChange {
  return { take: taken, put: made };
}

async function listMischief({ store, book }: ProviderSettings, zone: CustomerZone): Promise<readonly MischiefAnswer[]> {
  const present = await store.read(zone);
  const mended = book.entries.filter(
    (entry) =>
      entry.zone === zone &&
      entry.made.length > 0 &&
      !entry.made.some((set) => present.some((other) => isSame(set, other))),
  );
  if (mended.length > 0) book.remove(mended);
  return mischiefKinds.map((kind) => {
    const names = book.entries.filter((entry) => entry.zone === zone && entry.kind === kind).map(({ name }) => name);
    const isPossible = kind !== 'dnssec-broken' || isSignedZone(zone);
    return { kind, ...mischiefText(kind), isPossible, isOn: names.length > 0, names };
  });
}

async function reset(settings: ProviderSettings): Promise<void> {
  const { store, second, book } = settings;
  for (const zone of customerZones) {
    if (book.isOn(zone, 'lagging')) await second.thaw(zone);
    const wanted = initialRecords(zone);
    const present = await store.read(zone);
    await store.change(zone, {
      take: present.filter((set) => !wanted.some(({ name, type }) => name === set.name && type === set.type)),
      put: wanted.filter((set) => !present.some((other) => isSame(set, other) && set.ttl === other.ttl)),
    });
  }
  book.remove(book.entries);
  await publishSigners(settings);
  await Promise.all(customerZones.map((zone) => settings.world.forget(zone)));
}

async function publishSigners({ store, book, signerOf }: ProviderSettings): Promise<void> {
  for (const zone of customerZones.filter(isSignedZone)) {
    if (!book.isOn(zone, 'dnssec-broken')) await store.putDelegationSigner(zone, await signerOf(zone));
  }
}

/** The second nameserver forgets at its own end that it is to lag. */
async function restoreLag({ second, book }: ProviderSettings): Promise<void> {
  for (const { zone } of book.entries.filter(({ kind }) => kind === 'lagging')) {
    if (!(await second.isFrozen(zone))) await second.freeze(zone);
  }
}

/** The same tag and algorithm, but the digest of another key. */
function spoil(signer: string): string {
  return signer.replace(/\S+$/, (digest) => 'DEADBEEF'.repeat(digest.length / 8));
}

function isSame(one: RecordSet, other: RecordSet): boolean {
  const sorted = ({ values }: RecordSet) => [...values].sort().join('\n');
  return one.name === other.name && one.type === other.type && sorted(one) === sorted(other);
}

function isRecordMischief(kind: MischiefKind): kind is RecordMischief {
  return recordMischief.some((candidate) => candidate === kind);
}

function befallsNames(kind: MischiefKind): boolean {
  return mischiefText(kind).scope === 'name';
}

/** Runs one piece of work after the other: each reads the zone before it changes it. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
