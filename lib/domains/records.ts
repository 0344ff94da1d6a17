import type { LampState } from '../signals/verdict.ts';
import { tagFor } from './diagnose-caa.ts';
import type { WantedRecord } from './domain-row.ts';
import { known } from './facts.ts';
import type { DnsRecord, RecordAnswer } from './observation.ts';
import {
  challengeName,
  challengeTarget,
  fallbackName,
  fallbackText,
  isAuthoritative,
  isDefiniteAnswer,
  type RecordReading,
  readChallenge,
} from './proof.ts';
import { fieldOf } from './providers.ts';
import { findingOf, type RowCase } from './row-case.ts';

/** All records that a domain wants in the zone of whoever owns it, those that prove it first, those to be deleted last. */
export function wantedRecords(row: RowCase): readonly WantedRecord[] {
  const { claim, judgement } = row;
  if (claim.origin === 'platform' || judgement.state === 'lapsed') return [];
  if (judgement.state === 'released') return leftovers(row);
  return [
    ...proofRecords(row),
    ...(judgement.state === 'contested' ? [] : trafficRecords(row)),
    ...caaRecords(row),
    ...obstacles(row),
  ];
}

/** The records that prove the claim: the delegation of the challenge name, or beside it or instead of it a text. */
export function proofRecords(row: RowCase): readonly WantedRecord[] {
  const { claim, settings, facts, observations } = row;
  const target = challengeTarget(claim, settings);
  const look = known(observations.proof);
  const isTaken = findingOf(row, 'D15') !== null;
  const usesText = target === null || isTaken || facts.proof.by === 'fallback';
  const usesCname = target !== null && !(usesText && claim.challenge === 'http-01');
  const lamp = (answers: readonly RecordAnswer[] | undefined, read: (answer: RecordAnswer) => RecordReading) =>
    lampOf((answers ?? []).filter(isAuthoritative).map(read), claim.provenAt !== null);
  const cname = {
    purpose: 'proof',
    type: 'CNAME',
    value: target ?? '',
    state: lamp(look?.challenge, (answer) => readChallenge(answer, target)),
  } as const;
  const text = {
    purpose: target === null ? 'proof' : 'fallback-proof',
    type: 'TXT',
    value: fallbackText(claim),
    state: lamp(look?.fallback, (answer) => readText(answer, fallbackText(claim))),
  } as const;
  return [
    ...(usesCname ? [at(row, challengeName(claim), cname)] : []),
    ...(usesText ? [at(row, fallbackName(claim), text)] : []),
  ];
}

/** The records that lead visitors here: one that follows the Gateway where it can, else its addresses. */
export function trafficRecords(row: RowCase): readonly WantedRecord[] {
  const { claim, settings, facts, judgement, provider, isApex } = row;
  // In the platform's zones ExternalDNS writes the records.
  if (claim.origin === 'platform') return [];
  const light = judgement.lights.traffic;
  const state = light === 'not-needed' ? 'unknown' : light;
  const [target] = settings.gatewayNames;
  const canFollow = !isApex || (provider !== null && provider.apex !== 'none');
  if (target !== undefined && (canFollow || settings.gatewayAddresses.length === 0)) {
    const type = isApex && provider?.apex !== 'flattened CNAME' ? 'ALIAS' : 'CNAME';
    return [at(row, facts.hostname, { purpose: 'traffic', type, value: target, state })];
  }
  return settings.gatewayAddresses.map((address) => {
    const isThere = facts.traffic.addresses.includes(address);
    const type = typeOf(address);
    return at(row, facts.hostname, { purpose: 'traffic', type, value: address, state: isThere ? 'ok' : state });
  });
}

/** The row that lets our certificate authority issue, where CAA forbids it. */
export function caaRecords(row: RowCase): readonly WantedRecord[] {
  const { claim, observations, settings } = row;
  const look = known(observations.caa);
  const [identity] = settings.caaIdentities;
  if (findingOf(row, 'D10') === null || look === null || identity === undefined) return [];
  const value = `0 ${tagFor(look, claim)} "${identity}"`;
  return [at(row, look.foundAt ?? claim.name, { purpose: 'caa', type: 'CAA', value, state: 'problem' })];
}

/** Records of others that are in the way: a text at the challenge name, addresses that lead elsewhere beside ours, a CNAME at the root. */
export function obstacles(row: RowCase): readonly WantedRecord[] {
  const { claim, observations, facts } = row;
  if (claim.origin === 'platform') return [];
  const remove = (name: string, type: WantedRecord['type'], value: string) =>
    at(row, name, { purpose: 'delete', type, value, state: 'problem' });
  const texts = (known(observations.proof)?.challenge ?? [])
    .filter(isAuthoritative)
    .flatMap(recordsOf)
    .filter((record) => record.type === 'TXT' && record.name === challengeName(claim));
  const zone = known(observations.zone);
  const rootCname = findingOf(row, 'D06') === null ? null : (zone?.apexCname ?? null);
  return [
    ...(findingOf(row, 'D15') === null
      ? []
      : [...new Set(texts.map(({ value }) => value))].map((value) => remove(challengeName(claim), 'TXT', value))),
    ...(findingOf(row, 'D08', 'D09') === null
      ? []
      : facts.traffic.foreign.map((address) => remove(facts.hostname, typeOf(address), address))),
    ...(rootCname === null || zone?.zone == null ? [] : [remove(zone.zone, 'CNAME', rootCname)]),
  ];
}

/** What is still in the zone of a name that was given up, as far as is known. */
function leftovers(row: RowCase): readonly WantedRecord[] {
  const { claim, settings, observations, facts } = row;
  const released = claim.releasedAt ?? row.now;
  const target = challengeTarget(claim, settings);
  const proof = known(observations.proof);
  const traffic = known(observations.traffic);
  // What was seen before the release may be gone by now.
  const lamp = (seenAt: number | undefined): LampState => ((seenAt ?? 0) > released ? 'progress' : 'unknown');
  const has = (answers: readonly RecordAnswer[] | undefined, value: string | null) =>
    (answers ?? [])
      .filter(isAuthoritative)
      .flatMap(recordsOf)
      .some((record) => record.value === value);
  const found: WantedRecord[] = [];
  if (target !== null && has(proof?.challenge, target)) {
    const cname = { purpose: 'delete', type: 'CNAME', value: target, state: lamp(proof?.at) } as const;
    found.push(at(row, challengeName(claim), cname));
  }
  if (has(proof?.fallback, fallbackText(claim))) {
    const text = { purpose: 'delete', type: 'TXT', value: fallbackText(claim), state: lamp(proof?.at) } as const;
    found.push(at(row, fallbackName(claim), text));
  }
  if (facts.isTrafficOurs) {
    const { cname, addresses } = facts.traffic;
    const rest = { purpose: 'delete', state: lamp(traffic?.at) } as const;
    if (cname !== null) found.push(at(row, facts.hostname, { ...rest, type: 'CNAME', value: cname }));
    else for (const value of addresses) found.push(at(row, facts.hostname, { ...rest, type: typeOf(value), value }));
  }
  return found;
}

function at({ zone, provider }: RowCase, name: string, rest: Omit<WantedRecord, 'name' | 'field'>): WantedRecord {
  return { ...rest, name, field: zone === null ? name : fieldOf(name, zone, provider) };
}

/** A record counts where every server that says something has it. */
function lampOf(readings: readonly RecordReading[], isOverdue: boolean): LampState {
  const definite = readings.filter((reading) => reading !== 'unknown');
  if (definite.length === 0) return 'unknown';
  if (definite.every((reading) => reading === 'right')) return 'ok';
  if (definite.includes('right')) return 'progress';
  return definite.includes('wrong') || isOverdue ? 'problem' : 'progress';
}

/** Other texts may stand beside ours. */
function readText(answer: RecordAnswer, text: string): RecordReading {
  if (!isDefiniteAnswer(answer)) return 'unknown';
  return answer.records.some(({ type, value }) => type === 'TXT' && value === text) ? 'right' : 'missing';
}

function recordsOf(answer: RecordAnswer): readonly DnsRecord[] {
  return isDefiniteAnswer(answer) ? answer.records : [];
}

function typeOf(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}
