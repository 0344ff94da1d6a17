import { objects, text } from '../gateway-api/hostile.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { HostnameCase } from './hostname-case.ts';
import type { DnsServerAnswer, HostnameObservations } from './observation.ts';

/** Which answers lead to the Gateways that serve a name. */
export type WantedAddresses = {
  /** IP addresses, lower case. */
  readonly addresses: ReadonlySet<string>;
  /** Names whose addresses are a Gateway's: a CNAME to one of them is right. */
  readonly names: ReadonlySet<string>;
  /** For people: `A 127.0.0.1`, `CNAME ext.apps.example`. */
  readonly words: string;
};

/**
 * What DNS should say: the addresses of every Gateway whose listeners serve the name. ExternalDNS publishes all of them.
 *
 * @param observations looked up for the addresses of Gateways that have a name instead of an address
 */
export function wantedAddresses(
  { listeners, snapshot, settings }: HostnameCase,
  observations: ReadonlyMap<string, HostnameObservations>,
): WantedAddresses {
  const keys = new Set(listeners.map((listener) => objectKey(listener.gateway)));
  const listed = [...keys].flatMap((key) => objects(snapshot.gateways.get(key)?.status?.addresses));
  const named = listed.flatMap((one) =>
    one.type === 'Hostname' && text(one.value) ? [normaliseHostname(one.value ?? '')] : [],
  );
  const numeric = listed.flatMap((one) => (one.type === 'Hostname' ? [] : (text(one.value) ?? [])));
  const names = new Set([...named, ...settings.gatewayNames.map(normaliseHostname)]);
  const behindNames = named.flatMap((name) => knownAddresses(observations.get(name)));
  return {
    addresses: new Set([...numeric, ...behindNames].map((address) => address.toLowerCase())),
    names,
    words: [...numeric.map((address) => `${typeOf(address)} ${address}`), ...named.map((name) => `CNAME ${name}`)].join(
      ', ',
    ),
  };
}

function knownAddresses(observed: HostnameObservations | undefined): readonly string[] {
  const answers = observed?.dns?.lastKnown?.answers ?? [];
  return answers.flatMap((answer) => (answer.state === 'answered' ? answer.addresses.map((one) => one.value) : []));
}

function typeOf(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}

/** How an answer compares with what is wanted. `failed` is an error of the server and says nothing about the record. */
export type JudgedAnswer = {
  readonly answer: DnsServerAnswer;
  readonly fit: 'right' | 'mixed' | 'elsewhere' | 'absent' | 'failed';
  /** Addresses that are not wanted. */
  readonly foreign: readonly { readonly type: 'A' | 'AAAA'; readonly value: string }[];
};

/** Judges one server's answer. */
export function judgeAnswer(answer: DnsServerAnswer, wanted: WantedAddresses): JudgedAnswer {
  if (answer.state === 'unknown') return { answer, fit: 'failed', foreign: [] };
  if (answer.rcode !== 'NOERROR' && answer.rcode !== 'NXDOMAIN') return { answer, fit: 'failed', foreign: [] };
  const leadsToName = answer.cnames.some((name) => wanted.names.has(normaliseHostname(name)));
  const foreign = leadsToName ? [] : answer.addresses.filter((one) => !wanted.addresses.has(one.value.toLowerCase()));
  if (answer.addresses.length === 0) {
    if (leadsToName && answer.kind === 'authoritative') return { answer, fit: 'right', foreign };
    return { answer, fit: answer.cnames.length > 0 && !leadsToName ? 'elsewhere' : 'absent', foreign };
  }
  if (foreign.length === 0) return { answer, fit: 'right', foreign };
  return { answer, fit: foreign.length === answer.addresses.length ? 'elsewhere' : 'mixed', foreign };
}

/** An answer for people: `A 127.0.0.1`, `CNAME a.test → A 10.0.0.1`, `no such name`, `SERVFAIL`. */
export function answerText(answer: DnsServerAnswer): string {
  if (answer.state === 'unknown') return `no answer: ${answer.error}`;
  const chain = answer.cnames.map((name) => `CNAME ${name}`);
  const addresses = answer.addresses.map((one) => `${one.type} ${one.value}`).join(', ');
  if (addresses !== '' || chain.length > 0) return [...chain, ...(addresses === '' ? [] : [addresses])].join(' → ');
  if (answer.rcode === 'NXDOMAIN') return 'no such name';
  return answer.rcode === 'NOERROR' ? 'no address' : answer.rcode;
}

/** Only the values of an answer, for a reason: `203.0.113.9`, or the end of a CNAME chain. */
export function valueText(answer: DnsServerAnswer): string {
  if (answer.state === 'unknown') return 'nothing';
  const values = answer.addresses.map((one) => one.value);
  return values.length > 0 ? values.join(', ') : (answer.cnames.at(-1) ?? 'nothing');
}
