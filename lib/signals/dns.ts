import { judgeMissingRecord } from './dns-missing-record.ts';
import {
  answerText,
  type JudgedAnswer,
  judgeAnswer,
  valueText,
  type WantedAddresses,
  wantedAddresses,
} from './dns-wanted.ts';
import { type HostnameCase, isSettling } from './hostname-case.ts';
import { countOf, makeVerdict, type Saying } from './make-verdict.ts';
import type { DnsObservation, HostnameObservations } from './observation.ts';
import { zoneTransferMs } from './settings.ts';
import { type Evidence, type LampState, timeToken, type Verdict } from './verdict.ts';

/**
 * The DNS light: do the authoritative servers lead to the Gateway, and do resolvers already say the same. Authoritative answers
 * decide; a resolver that still remembers something else is progress with an end.
 *
 * @see docs/codes/signals.md
 */
export function judgeDns(hostnameCase: HostnameCase, observations: ReadonlyMap<string, HostnameObservations>): Verdict {
  const observed = hostnameCase.observed.dns;
  const wanted = wantedAddresses(hostnameCase, observations);
  const shown = observed?.lastKnown ?? observed?.latest ?? null;
  const judged = (shown?.answers ?? []).map((answer) => judgeAnswer(answer, wanted));
  const saying =
    sayingWithoutLook(hostnameCase, wanted) ??
    sayingOfObservation(hostnameCase) ??
    sayingOfAnswers({ hostnameCase, judged, wanted });
  return makeVerdict(saying, {
    light: 'dns',
    source: 'dns probe',
    at: shown?.at ?? null,
    evidence: [...judged.map((one) => toEvidence(one, wanted)), ...ownerEvidence(shown)],
  });
}

/** What can be said without looking anything up. */
function sayingWithoutLook(hostnameCase: HostnameCase, wanted: WantedAddresses): Saying | null {
  const { hostname, listeners } = hostnameCase;
  if (hostname === '*') {
    return {
      state: 'not-needed',
      code: 'dns.not-needed',
      reason: 'The route takes every name; there is none to look up.',
    };
  }
  if (listeners.length === 0) {
    return { state: 'unknown', code: 'dns.not-attached', reason: 'Not judged: no Gateway serves this name.' };
  }
  if (wanted.words !== '') return null;
  const names = [...new Set(listeners.map((listener) => listener.gateway.name))].join(', ');
  return {
    state: 'unknown',
    code: 'dns.no-gateway-address',
    reason: `Gateway ${names} has no address yet, so no record can be right.`,
  };
}

/** What can be said when the look itself failed, is missing or is too old. */
function sayingOfObservation(hostnameCase: HostnameCase): Saying | null {
  const { now, settings } = hostnameCase;
  const observed = hostnameCase.observed.dns;
  if (observed === null) {
    const state = isSettling(hostnameCase) ? 'progress' : 'unknown';
    return { state, code: 'dns.not-checked', reason: 'Not looked up yet.' };
  }
  const { latest, lastKnown, since } = observed;
  if (isUnanswered(latest)) {
    const last = lastKnown === null ? 'It was never seen.' : `Last seen ${timeToken(lastKnown.at)}.`;
    const why = latest.error ?? 'none of them answered';
    return {
      state: 'unknown',
      code: 'dns.unreachable',
      reason: `Name servers not reachable since ${timeToken(since)} (${why}). ${last}`,
    };
  }
  if (now - latest.at <= settings.staleAfterMs) return null;
  return {
    state: 'unknown',
    code: 'dns.stale',
    reason: `Last looked up ${timeToken(latest.at)}, too long ago to tell.`,
  };
}

function isUnanswered(observation: DnsObservation): boolean {
  return observation.error !== null || observation.answers.every((answer) => answer.state === 'unknown');
}

type Judging = {
  readonly hostnameCase: HostnameCase;
  readonly judged: readonly JudgedAnswer[];
  readonly wanted: WantedAddresses;
};

function sayingOfAnswers(judging: Judging): Saying {
  const { hostnameCase, judged } = judging;
  const authoritative = judged.filter((one) => one.answer.kind === 'authoritative');
  const told = authoritative.filter((one) => one.fit !== 'failed');
  if (told.length === 0) {
    const since = hostnameCase.observed.dns?.since ?? hostnameCase.now;
    const reason = `No authoritative name server gave an answer since ${timeToken(since)}.`;
    return { state: 'unknown', code: 'dns.unreachable', reason };
  }
  const fits = new Set(told.map((one) => one.fit));
  if (fits.size > 1) return sayingOfDisagreement(judging, told);
  if (fits.has('absent')) return judgeMissingRecord(hostnameCase, told);
  if (fits.has('elsewhere')) return sayingOfElsewhere(judging, told);
  if (fits.has('mixed')) return sayingOfMixed(told);
  if (told.length < authoritative.length) {
    const silent = authoritative.filter((one) => one.fit === 'failed').map((one) => one.answer.server);
    const reason = `Right at ${countOf(told.length, authoritative.length)} name servers; ${silent.join(', ')} gave no answer.`;
    return { state: 'unknown', code: 'dns.server-silent', reason };
  }
  return sayingOfResolvers(judging, told);
}

function sayingOfDisagreement({ hostnameCase, wanted }: Judging, told: readonly JudgedAnswer[]): Saying {
  const { now, observed } = hostnameCase;
  const wrong = told.filter((one) => one.fit !== 'right');
  const servers = wrong.map((one) => `${one.answer.server} gives ${answerText(one.answer)}`).join('; ');
  const isLong = observed.dns !== null && now - observed.dns.since > zoneTransferMs;
  return {
    state: isLong ? 'problem' : 'progress',
    code: 'dns.servers-disagree',
    reason: `Name servers disagree: ${servers}.`,
    fix: `All of them should give ${wanted.words}.`,
  };
}

function sayingOfElsewhere({ hostnameCase, wanted }: Judging, told: readonly JudgedAnswer[]): Saying {
  const found = told[0] === undefined ? 'another address' : valueText(told[0].answer);
  const writer = hostnameCase.observed.dns?.latest.writtenBy ?? null;
  if (writer !== null && isSettling(hostnameCase)) {
    return {
      state: 'progress',
      code: 'dns.being-written',
      reason: `DNS still points to ${found}; ExternalDNS is about to change it.`,
    };
  }
  const who =
    writer === null
      ? 'ExternalDNS did not write the record and will not change it'
      : `ExternalDNS wrote it for ${writer.resource ?? writer.owner}`;
  return {
    state: 'problem',
    code: 'dns.elsewhere',
    reason: `DNS points to ${found}, not here.`,
    fix: `Replace the record by ${wanted.words}. ${who}.`,
  };
}

function sayingOfMixed(told: readonly JudgedAnswer[]): Saying {
  const first = told[0];
  const all = first?.answer.state === 'answered' ? first.answer.addresses : [];
  const foreign = first?.foreign ?? [];
  const values = foreign.map((one) => one.value).join(', ');
  const ours = all.filter((one) => !foreign.some((other) => other.value === one.value));
  if (foreign.every((one) => one.type === 'AAAA') && ours.every((one) => one.type === 'A')) {
    return {
      state: 'problem',
      code: 'dns.stale-ipv6',
      reason: `IPv6 visitors are led to ${values}, not here.`,
      fix: `Delete AAAA ${values}.`,
    };
  }
  const verb = foreign.length === 1 ? 'is' : 'are';
  return {
    state: 'problem',
    code: 'dns.extra-address',
    reason: `${foreign.length} of ${all.length} addresses ${verb} not the Gateway’s: ${values}.`,
    fix: `Delete ${values} from the record.`,
  };
}

/** The authoritative servers are right; what do resolvers remember? */
function sayingOfResolvers({ hostnameCase, judged, wanted }: Judging, told: readonly JudgedAnswer[]): Saying {
  const resolvers = judged.filter((one) => one.answer.kind === 'recursive');
  const at = hostnameCase.observed.dns?.latest.at ?? hostnameCase.now;
  const forgetful = resolvers.find((one) => one.fit === 'absent');
  if (forgetful?.answer.state === 'answered') {
    const ttl = forgetful.answer.negativeTtlSeconds;
    const until = ttl === null ? 'for a while' : `until ${timeToken(at + ttl * 1_000)}`;
    const reason = `The record is there. ${forgetful.answer.server} remembers the old “not found” ${until}.`;
    return { state: 'progress', code: 'dns.negative-cached', reason };
  }
  const outdated = resolvers.find((one) => one.fit === 'elsewhere' || one.fit === 'mixed');
  if (outdated?.answer.state === 'answered') {
    const ttls = outdated.answer.addresses.map((one) => one.ttlSeconds);
    const until = ttls.length === 0 ? 'for a while' : `until ${timeToken(at + Math.max(...ttls) * 1_000)}`;
    const reason = `The record is right. ${outdated.answer.server} remembers ${valueText(outdated.answer)} ${until}.`;
    return { state: 'progress', code: 'dns.old-value-cached', reason };
  }
  if (resolvers.length > 0 && resolvers.every((one) => one.fit === 'failed')) {
    const names = resolvers.map((one) => one.answer.server).join(', ');
    const since = hostnameCase.observed.dns?.since ?? at;
    const reason = `Right at the authoritative servers; resolver ${names} gave no answer since ${timeToken(since)}.`;
    return { state: 'unknown', code: 'dns.resolver-unreachable', reason };
  }
  const value = told[0] === undefined ? wanted.words : valueText(told[0].answer);
  const where = told.length === 1 ? 'Seen by its name server' : `Seen by ${told.length} of ${told.length} nameservers`;
  return { state: 'ok', code: 'dns.ok', reason: `${hostnameCase.hostname} → ${value}, the Gateway. ${where}.` };
}

const evidenceStates: Readonly<Record<JudgedAnswer['fit'], LampState>> = {
  right: 'ok',
  mixed: 'problem',
  elsewhere: 'problem',
  absent: 'problem',
  failed: 'unknown',
};

function toEvidence({ answer, fit }: JudgedAnswer, wanted: WantedAddresses): Evidence {
  const isRemembered = answer.kind === 'recursive' && evidenceStates[fit] === 'problem';
  return {
    label: answer.kind === 'recursive' ? `resolver ${answer.server}` : answer.server,
    found: answerText(answer),
    ...(wanted.words === '' ? {} : { wanted: wanted.words }),
    state: wanted.words === '' ? 'unknown' : isRemembered ? 'progress' : evidenceStates[fit],
  };
}

function ownerEvidence(observation: DnsObservation | null): readonly Evidence[] {
  if (observation === null || observation.writtenBy === null) return [];
  const { owner, resource } = observation.writtenBy;
  return [{ label: 'written by', found: `ExternalDNS (${owner})${resource === null ? '' : ` for ${resource}`}` }];
}
