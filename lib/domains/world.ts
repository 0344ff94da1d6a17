import type { LampState } from '../signals/verdict.ts';
import { hostnameOfClaim } from './claim.ts';
import type { WorldAnswer } from './domain-row.ts';
import type { DnsRecord, RecordAnswer } from './observation.ts';
import {
  challengeName,
  challengeTarget,
  fallbackName,
  fallbackText,
  isDefiniteAnswer,
  readChallenge,
} from './proof.ts';
import type { RowCase } from './row-case.ts';
import { leadsToUs } from './traffic.ts';

/** Zones with a dozen name servers would fill the page. */
const mostAnswers = 40;

/** What was answered when the name was last asked about: by its own servers, by resolvers, by the Gateway. */
export function worldAnswers(row: RowCase): readonly WorldAnswer[] {
  return [...ofProof(row), ...ofTraffic(row), ...ofCaa(row), ...ofGateway(row)].slice(0, mostAnswers);
}

function ofProof(row: RowCase): readonly WorldAnswer[] {
  const { claim, settings, observations } = row;
  const look = observations.proof?.latest;
  if (look === undefined) return [];
  const target = challengeTarget(claim, settings);
  const ofChallenge = (answer: RecordAnswer): LampState => {
    const reading = readChallenge(answer, target);
    if (reading === 'right') return 'ok';
    if (reading === 'unknown') return 'unknown';
    return reading === 'wrong' ? 'problem' : 'progress';
  };
  const ofText = (answer: RecordAnswer): LampState => {
    if (!isDefiniteAnswer(answer)) return 'unknown';
    return answer.records.some(({ value }) => value === fallbackText(claim)) ? 'ok' : 'progress';
  };
  const name = challengeName(claim);
  const texts = look.fallback.filter(
    (answer) => target === null || (answer.state === 'answered' && answer.records.length > 0),
  );
  return [
    ...(target === null ? [] : look.challenge.map((one) => toWorld(one, `CNAME ${name}`, look.at, ofChallenge(one)))),
    ...texts.map((one) => toWorld(one, `TXT ${fallbackName(claim)}`, look.at, ofText(one))),
    ...(look.doubled?.state === 'answered' && look.doubled.records.length > 0
      ? [toWorld(look.doubled, `CNAME ${look.doubled.records[0]?.name ?? name}`, look.at, 'problem')]
      : []),
  ];
}

function ofTraffic(row: RowCase): readonly WorldAnswer[] {
  const { claim, settings, observations } = row;
  const look = observations.traffic?.latest;
  if (look === undefined) return [];
  const isExpected = claim.liveAt !== null;
  const lamp = (answer: RecordAnswer): LampState => {
    const isOurs = leadsToUs(answer, look, settings);
    if (isOurs === null) return 'unknown';
    if (isOurs || (row.facts.traffic.state === 'proxied' && isDefiniteAnswer(answer) && answer.records.length > 0))
      return 'ok';
    return isExpected && answer.kind === 'authoritative' ? 'problem' : 'progress';
  };
  const question = `A, AAAA ${hostnameOfClaim(claim)}`;
  const inside = look.inside === null ? [] : [{ ...look.inside, server: `${look.inside.server} (inside the cluster)` }];
  return [...look.answers, ...inside].map((one) => toWorld(one, question, look.at, lamp(one)));
}

function ofCaa({ claim, observations, judgement }: RowCase): readonly WorldAnswer[] {
  const look = observations.caa?.latest;
  if (look === undefined || look.state === 'none' || look.error !== null) return [];
  const isUnreadable = look.state === 'unreadable';
  const isForbidden = judgement.diagnoses.some(({ code }) => code === 'D10' || code === 'D11');
  return [
    {
      server: 'name servers of the zone',
      kind: 'authoritative',
      question: `CAA ${look.foundAt ?? claim.name}`,
      answer: isUnreadable
        ? (look.failure ?? 'no answer')
        : look.records.map(({ tag, value, isCritical }) => `${isCritical ? 128 : 0} ${tag} "${value}"`).join(', '),
      ttlSeconds: null,
      at: look.at,
      state: isForbidden ? 'problem' : 'ok',
    },
  ];
}

function ofGateway({ claim, settings, observations, facts }: RowCase): readonly WorldAnswer[] {
  const server = settings.gatewayNames[0] ?? settings.gatewayAddresses[0] ?? 'the Gateway';
  const name = hostnameOfClaim(claim);
  const tls = observations.tls?.latest;
  const nonce = observations.nonce?.latest;
  const isServed = facts.isServed;
  const answers: WorldAnswer[] = [];
  if (tls !== undefined) {
    const said =
      tls.state === 'served'
        ? `${tls.coversName ? 'certificate for the name' : 'certificate for another name'}, by ${tls.issuer}`
        : tls.error;
    const state =
      tls.state === 'unknown' ? 'unknown' : isServed ? 'ok' : claim.liveAt === null ? 'progress' : 'problem';
    answers.push({
      server,
      kind: 'gateway',
      question: `TLS ${name}`,
      answer: said,
      ttlSeconds: null,
      at: tls.at,
      state,
    });
  }
  if (nonce !== undefined) {
    const said =
      nonce.state === 'unknown'
        ? nonce.error
        : nonce.state === 'ours'
          ? 'came out at the Gateway'
          : `answered by another server, status ${nonce.status}`;
    answers.push({
      server: nonce.state === 'unknown' ? name : nonce.address,
      kind: 'gateway',
      question: `HTTP ${name}`,
      answer: said,
      ttlSeconds: null,
      at: nonce.at,
      state: nonce.state === 'ours' ? 'ok' : nonce.state === 'unknown' ? 'unknown' : 'progress',
    });
  }
  return answers;
}

function toWorld(answer: RecordAnswer, question: string, at: number, state: LampState): WorldAnswer {
  const { server, kind } = answer;
  const base = { server, kind, question, at, state };
  if (answer.state === 'unknown') {
    const ede = answer.ede.length === 0 ? '' : ` (extended error ${answer.ede.join(', ')})`;
    return { ...base, answer: `${answer.rcode ?? answer.error}${ede}`, ttlSeconds: null };
  }
  if (!isDefiniteAnswer(answer)) return { ...base, answer: 'does not answer for the zone', ttlSeconds: null };
  if (answer.records.length === 0) {
    const rcode = answer.rcode === 'NXDOMAIN' ? ' (no such name)' : '';
    return { ...base, answer: `no record${rcode}`, ttlSeconds: answer.negativeTtlSeconds };
  }
  return {
    ...base,
    answer: answer.records.map((record) => words(record, answer.records)).join(', '),
    ttlSeconds: Math.min(...answer.records.map(({ ttlSeconds }) => ttlSeconds)),
  };
}

/** Only where a chain of names was followed does a record need its own name. */
function words({ name, type, value }: DnsRecord, all: readonly DnsRecord[]): string {
  return name === all[0]?.name ? `${type} ${value}` : `${name} ${type} ${value}`;
}
