import { type LampState, timeToken } from '../signals/verdict.ts';
import type { DomainCode } from './codes.ts';
import { listed } from './diagnosis.ts';
import type { DomainLight, DomainStep } from './domain-row.ts';
import { issuingStep } from './issuing-step.ts';
import { isAuthoritative } from './proof.ts';
import { findingOf, type RowCase } from './row-case.ts';

/** The way of a domain from its name to visitors, with where it stands. */
export function domainSteps(row: RowCase): readonly DomainStep[] {
  const { state } = row.judgement;
  if (state === 'released') return over(row, 'Given up.');
  if (state === 'lapsed') return over(row, 'Lapsed; the name is free.');
  return [
    { name: 'domain', ...domainStep(row) },
    { name: 'proof', ...proofStep(row) },
    { name: 'certificate', ...certificateStep(row) },
    { name: 'traffic', ...trafficStep(row) },
    { name: 'live', ...liveStep(row) },
  ];
}

type Saying = Pick<DomainStep, 'state' | 'text'>;

/** A claim that is over has no way to go. */
function over(row: RowCase, text: string): readonly DomainStep[] {
  const { claim, facts } = row;
  const off: LampState = 'not-needed';
  const leadsHere = row.judgement.state === 'released' && facts.isTrafficOurs;
  return [
    { name: 'domain', state: off, text },
    { name: 'proof', state: off, text: claim.provenAt === null ? 'It was not proven.' : 'It counts no more.' },
    { name: 'certificate', state: off, text: 'None is ordered.' },
    { name: 'traffic', state: off, text: leadsHere ? 'The name still leads here.' : 'Not ours any more.' },
    { name: 'live', state: off, text: 'Not served.' },
  ];
}

function domainStep(row: RowCase): Saying {
  const { claim, zone, provider, isApex, observations } = row;
  const problem = findingOf(row, 'D18', 'D23', 'D21', 'D12');
  if (problem?.severity === 'problem') return { state: 'problem', text: problem.message };
  if (claim.origin === 'platform') return { state: 'ok', text: `In ${zone ?? 'a zone'}, which the platform runs.` };
  const dns = provider === null ? '' : `, DNS at ${provider.name}`;
  if (zone === null) {
    return observations.zone === null
      ? { state: 'progress', text: 'Its zone is being looked up.' }
      : { state: 'unknown', text: 'Its zone could not be looked up.' };
  }
  if (claim.scope === 'wildcard') return { state: 'ok', text: `Everything below ${claim.name}${dns}.` };
  return { state: 'ok', text: isApex ? `Root of its zone${dns}.` : `Subdomain of ${zone}${dns}.` };
}

function proofStep(row: RowCase): Saying {
  const { claim, facts, judgement, observations } = row;
  const state = judgement.lights.proof;
  const since = claim.proofBadSince;
  if (claim.origin === 'platform') return { state: 'ok', text: 'Not needed in the platform’s zone.' };
  if (judgement.state === 'suspended')
    return { state: 'problem', text: `The record is missing or different since ${timeToken(since ?? row.now)}.` };
  if (judgement.state === 'contested') return { state: waiting(state), text: 'The name is in use by another claim.' };
  const worst = worstOf(row, 'proof');
  if (claim.provenAt === null || claim.lostAt !== null) {
    return {
      state,
      text: worst ?? (facts.proof.state === 'present' ? 'The record is there.' : 'Waiting for the record.'),
    };
  }
  if (state !== 'ok') {
    const missing = since === null ? null : `The record is missing or different since ${timeToken(since)}.`;
    return { state, text: missing ?? worst ?? 'Proven; the record was not seen lately.' };
  }
  const servers = (observations.proof?.lastKnown?.challenge ?? []).filter(isAuthoritative).length;
  const where = servers < 2 ? '' : servers === 2 ? ', at both name servers' : `, at all ${servers} name servers`;
  const how = facts.proof.by === 'fallback' ? ' by the TXT record' : '';
  return { state, text: `Proven ${timeToken(claim.provenAt)}${how}${where}.` };
}

function certificateStep(row: RowCase): Saying {
  const { claim, cluster, facts, judgement, settings } = row;
  const state = judgement.lights.certificate;
  const certificate = cluster?.certificate ?? null;
  const notAfter = certificate?.notAfter ?? null;
  if (judgement.state === 'suspended') {
    const until = notAfter === null ? '' : ` The last one is good until ${timeToken(notAfter)}.`;
    return { state: 'not-needed', text: `Not renewed while the proof is missing.${until}` };
  }
  if (claim.provenAt === null || claim.lostAt !== null) return { state: 'not-needed', text: 'Follows the proof.' };
  if (state !== 'ok') return { state, text: worstOf(row, 'certificate') ?? issuingStep(row) };
  if (claim.attachment.strategy === 'covered') return { state, text: 'The Gateway has a certificate for it.' };
  if (certificate === null || notAfter === null) return { state, text: 'The listener has one.' };
  const from = certificate.issuedAt === null ? '' : `, ${timeToken(certificate.issuedAt)}`;
  const renewal = facts.isProofBad ? 'its renewal needs the record back' : 'renews by itself';
  return { state, text: `${settings.issuerTitle}${from}, to ${timeToken(notAfter)}; ${renewal}.` };
}

function trafficStep(row: RowCase): Saying {
  const { claim, facts, judgement } = row;
  const state = judgement.lights.traffic;
  const { traffic } = facts;
  if (judgement.state === 'suspended')
    return { state: 'not-needed', text: 'Not looked at while the name is not served.' };
  if (judgement.state === 'ready-to-switch' && traffic.state !== 'hidden' && traffic.state !== 'unknown') {
    return {
      state: 'progress',
      text: claim.origin === 'platform' ? 'ExternalDNS writes the record.' : 'Safe to switch.',
    };
  }
  if (facts.isTrafficOurs && state === 'ok') {
    return {
      state,
      text: traffic.state === 'proxied' ? `Comes through ${traffic.proxy ?? 'a proxy'}.` : 'Leads here.',
    };
  }
  const worst = worstOf(row, 'traffic');
  if (claim.liveAt === null && judgement.state !== 'switching' && state === 'progress') {
    return { state, text: facts.isTrafficOurs ? 'Leads here already.' : 'Can wait until the certificate is ready.' };
  }
  return { state, text: worst ?? 'Not looked up yet.' };
}

function liveStep(row: RowCase): Saying {
  const { claim, cluster, judgement } = row;
  const own = (cluster?.routes ?? []).filter(({ isForeign }) => !isForeign);
  const names = own.map(({ name }) => name);
  const more = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const route =
    names.length === 0 ? 'no route carries the name yet' : `${names.length === 1 ? 'route' : 'routes'} ${listed(more)}`;
  const state = judgement.lights.serving;
  if (judgement.state === 'suspended') return { state: 'problem', text: 'Not served.' };
  const isProven = claim.provenAt !== null && claim.lostAt === null;
  if (!isProven || ['blocked', 'issuing', 'ready-to-switch'].includes(judgement.state)) {
    return { state: 'not-needed', text: isProven ? `Will follow; ${route}.` : 'Will follow.' };
  }
  if (claim.liveAt === null)
    return { state: state === 'ok' ? 'progress' : waiting(state), text: `Will follow; ${route}.` };
  return {
    state,
    text:
      state === 'ok'
        ? `Since ${timeToken(claim.liveAt)}; ${route}.`
        : (worstOf(row, 'serving') ?? `Not confirmed lately; ${route}.`),
  };
}

/** The worst finding of a light that says why it is not green; what is wrong with the name itself is told of the domain. */
function worstOf({ judgement }: RowCase, light: DomainLight): string | null {
  const found = judgement.diagnoses.filter((one) => one.light === light && one.severity !== 'warning');
  return found.find(({ code }) => !ofDomain.includes(code))?.message ?? null;
}

const ofDomain: readonly DomainCode[] = ['D12', 'D18', 'D20', 'D21', 'D23'];

/** Nothing is wrong with what cannot have begun. */
function waiting(state: LampState): LampState {
  return state === 'problem' ? 'problem' : state === 'unknown' ? 'unknown' : 'progress';
}
