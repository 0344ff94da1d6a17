import ipaddr from 'ipaddr.js';
import type { DnsRecord, NonceLook, RecordAnswer, TrafficLook } from './observation.ts';
import { isAuthoritative, isDefiniteAnswer } from './proof.ts';
import { type DomainSettings, dayMs, hourMs } from './settings.ts';

/**
 * Where a name leads by its authoritative servers. `proxied`: to somebody's proxy, and through it to us. `hidden`: to a
 * proxy that is known, or passed requests on to us when last asked, and whether it does now is not known. `partly`: some of its addresses are ours. `split`: its servers disagree.
 */
export type TrafficReading = {
  readonly state: 'ours' | 'proxied' | 'hidden' | 'partly' | 'elsewhere' | 'none' | 'split' | 'unknown';
  /** The proxy's name where one is known. */
  readonly proxy: string | null;
  /** The CNAME and the addresses that were found, at the first server that answered. */
  readonly cname: string | null;
  readonly addresses: readonly string[];
  /** Those of the addresses that are not ours. */
  readonly foreign: readonly string[];
};

type Reach = Omit<TrafficReading, 'state'> & { readonly state: 'ours' | 'partly' | 'elsewhere' | 'none' | 'unknown' };

const nothing = { proxy: null, cname: null, addresses: [], foreign: [] };

/** A request with a random number tells about a look at DNS that is not much older or newer. */
const sameTimeMs = hourMs / 2;

/** Reads a look at the traffic, with what came of the request that was sent to the name. */
export function readTraffic(
  look: TrafficLook | null,
  nonce: NonceLook | null,
  settings: DomainSettings,
): TrafficReading {
  if (look === null) return { state: 'unknown', ...nothing };
  const answers = look.answers.filter(isAuthoritative);
  const reaches = answers
    .map((answer) => readServer(answer, look, settings))
    .filter(({ state }) => state !== 'unknown');
  const [first, ...others] = reaches;
  if (first === undefined) return { state: 'unknown', ...nothing };
  if (others.some((other) => isOurs(other.state) !== isOurs(first.state))) return { ...first, state: 'split' };
  const reading = others.find(({ state }) => state === 'partly') ?? first;
  return reading.state === 'elsewhere' ? throughProxy(reading, { look, nonce, settings }) : reading;
}

/** Whether visitors come to us, be it by way of a proxy. */
export function isTrafficOurs({ state }: TrafficReading): boolean {
  return state === 'ours' || state === 'proxied' || state === 'partly';
}

/** Whether one server's answer leads to us. */
export function leadsToUs(answer: RecordAnswer, look: TrafficLook, settings: DomainSettings): boolean | null {
  const { state } = readServer(answer, look, settings);
  return state === 'unknown' ? null : isOurs(state);
}

/** Whether an address is one of the Gateway's, however it is written. */
export function isOurAddress(address: string, { gatewayAddresses }: DomainSettings): boolean {
  let ours = canonicalOurs.get(gatewayAddresses);
  if (ours === undefined) {
    ours = new Set(gatewayAddresses.map(canonical));
    canonicalOurs.set(gatewayAddresses, ours);
  }
  return ours.has(address) || (address.includes(':') && ours.has(canonical(address)));
}

/** The proxy that an address belongs to, or null. */
export function proxyOf(address: string, settings: DomainSettings): string | null {
  if (settings.proxyNetworks.length === 0) return null;
  const { networks, known } = networksOf(settings);
  let name = known.get(address);
  if (name === undefined) {
    name = findNetwork(address, networks)?.name ?? null;
    if (known.size >= mostKnown) known.clear();
    known.set(address, name);
  }
  return name;
}

function findNetwork(address: string, networks: readonly Network[]): Network | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  return networks.find(({ range }) => range[0].kind() === parsed.kind() && parsed.match(range));
}

/** Addresses among records. */
export function addressesIn(records: readonly DnsRecord[]): readonly string[] {
  return records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ value }) => value);
}

function readServer(answer: RecordAnswer, look: TrafficLook, settings: DomainSettings): Reach {
  if (!isDefiniteAnswer(answer)) return { state: 'unknown', ...nothing };
  const cname = answer.records.find(({ type }) => type === 'CNAME')?.value ?? null;
  const own = addressesIn(answer.records);
  if (cname !== null && settings.gatewayNames.includes(cname)) {
    return { state: 'ours', proxy: null, cname, addresses: own, foreign: [] };
  }
  // A CNAME to some other name may still end at us: only resolvers follow it to the end.
  const addresses = cname !== null && own.length === 0 ? followed(look) : own;
  const foreign = addresses.filter((address) => !isOurAddress(address, settings));
  const found = { proxy: null, cname, addresses, foreign };
  if (addresses.length === 0) return { state: cname === null ? 'none' : 'elsewhere', ...found };
  if (foreign.length === 0) return { state: 'ours', ...found };
  return { state: foreign.length < addresses.length ? 'partly' : 'elsewhere', ...found };
}

function followed(look: TrafficLook): readonly string[] {
  const answer = look.answers.find((one) => one.kind === 'recursive' && one.state === 'answered');
  return answer?.state === 'answered' ? addressesIn(answer.records) : [];
}

function throughProxy(
  reading: Reach,
  { look, nonce, settings }: { look: TrafficLook; nonce: NonceLook | null; settings: DomainSettings },
): TrafficReading {
  const names = reading.addresses.map((address) => proxyOf(address, settings));
  const proxy = names.every((name) => name !== null) ? (names[0] ?? null) : null;
  // A request that went to an address of ours tells nothing about a proxy.
  const passed = nonce?.state === 'ours' && !isOurAddress(nonce.address, settings) ? nonce : null;
  const ageMs = passed === null ? Number.POSITIVE_INFINITY : Math.abs(look.at - passed.at);
  if (ageMs <= sameTimeMs) return { ...reading, proxy, state: 'proxied' };
  // That nobody can ask a proxy any more does not make it somebody else's site.
  const wasProxy = passed !== null && (ageMs <= dayMs || reading.addresses.includes(passed.address));
  return proxy === null && !wasProxy ? reading : { ...reading, proxy, state: 'hidden' };
}

function isOurs(state: Reach['state']): boolean {
  return state === 'ours' || state === 'partly';
}

function canonical(address: string): string {
  return address.includes(':') && ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/** Parsing is far dearer than comparing, and settings hardly ever change. */
const canonicalOurs = new WeakMap<DomainSettings['gatewayAddresses'], ReadonlySet<string>>();

type Network = { readonly name: string; readonly range: ReturnType<typeof ipaddr.parseCIDR> };

const parsedNetworks = new WeakMap<DomainSettings['proxyNetworks'], ParsedNetworks>();
type ParsedNetworks = {
  readonly networks: readonly Network[];
  /** Addresses that were looked for, with the proxy's name: the same ones come back with every look. */
  readonly known: Map<string, string | null>;
};
const mostKnown = 20_000;

function networksOf({ proxyNetworks }: DomainSettings): ParsedNetworks {
  const remembered = parsedNetworks.get(proxyNetworks);
  if (remembered !== undefined) return remembered;
  const networks = proxyNetworks
    .filter(({ network }) => ipaddr.isValidCIDR(network))
    .map(({ network, name }) => ({ name, range: ipaddr.parseCIDR(network) }));
  const parsed = { networks, known: new Map<string, string | null>() };
  parsedNetworks.set(proxyNetworks, parsed);
  return parsed;
}
