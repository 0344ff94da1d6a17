import 'server-only';
import type { DomainEventRow } from '../db/domains.ts';
import { type Claim, hostnameOfClaim } from '../domains/claim.ts';
import { type DomainCode, domainCodeEntries } from '../domains/codes.ts';
import type { Judgement } from '../domains/derive.ts';
import type { DomainState } from '../domains/domain-row.ts';
import { graceMs, noticeMs } from '../domains/standing.ts';
import { timeToken } from '../signals/verdict.ts';

type Change = Pick<DomainEventRow, 'kind' | 'text'>;

/** What looks established about a claim, in words. Names no other team. */
export function eventsBetween(before: Claim, after: Claim, now: number): readonly DomainEventRow[] {
  const hostname = hostnameOfClaim(after);
  const began = (key: 'provenAt' | 'liveAt' | 'proofBadSince' | 'trafficBadSince' | 'noticeAt' | 'lostAt') =>
    before[key] === null && after[key] !== null;
  const ended = (key: 'proofBadSince' | 'trafficBadSince' | 'noticeAt') => before[key] !== null && after[key] === null;
  const isProven = after.provenAt !== null;
  const changes: (Change | false)[] = [
    began('provenAt') && {
      kind: 'proof.found',
      text: after.origin === 'platform' ? `${hostname} is yours.` : `The proof was found: ${hostname} is yours.`,
    },
    began('lostAt') && {
      kind: 'claim.lost',
      text: 'The name was lost: somebody else proved control, and the notice has run out.',
    },
    began('noticeAt') && {
      kind: 'notice.begun',
      text: `The proof was found while that of the present claim is gone: the name passes ${timeToken((after.noticeAt ?? now) + noticeMs)} at the earliest.`,
    },
    ended('noticeAt') &&
      !isProven &&
      after.lostAt === before.lostAt && {
        kind: 'notice.ended',
        text: 'The notice ended without a transfer: the proof is gone, or that of the present claim is back.',
      },
    began('proofBadSince') && {
      kind: 'proof.bad',
      text: `The proof is gone or has another value. It is served on until ${timeToken((after.proofBadSince ?? now) + graceMs)} at least.`,
    },
    ended('proofBadSince') && isProven && { kind: 'proof.back', text: 'The proof is back.' },
    began('liveAt') && { kind: 'live', text: `${hostname} served its first request with its own certificate.` },
    began('trafficBadSince') && { kind: 'traffic.bad', text: `${hostname} does not lead here any more.` },
    ended('trafficBadSince') && { kind: 'traffic.back', text: `${hostname} leads here again.` },
    before.challenge !== after.challenge && {
      kind: 'challenge.changed',
      text:
        after.challenge === 'http-01'
          ? 'The proof is the TXT record, so the certificate is validated over HTTP.'
          : 'The challenge name is delegated, so the certificate is validated over DNS.',
    },
  ];
  return changes.filter((change) => change !== false).map((change) => ({ at: now, ...change }));
}

/** What was last written down of a judgement. */
export type RecordedState = { readonly state: DomainState; readonly codes: readonly DomainCode[] };

/** State and findings of a judgement, as far as they are worth a line. */
export function recordable({ state, diagnoses }: Judgement): RecordedState {
  const worth = diagnoses.filter(({ severity }) => severity === 'problem' || severity === 'warning');
  return { state, codes: [...new Set(worth.map(({ code }) => code))].toSorted() };
}

/** The line about a state or findings that are new or gone; null when nothing of it changed. */
export function stateEvent(before: RecordedState | null, judgement: Judgement, now: number): DomainEventRow | null {
  const after = recordable(judgement);
  if (before !== null && JSON.stringify(before) === JSON.stringify(after)) return null;
  const isNew = before?.state !== after.state;
  const found = judgement.diagnoses.filter(
    ({ code, severity }) => (severity === 'problem' || severity === 'warning') && !before?.codes.includes(code),
  );
  const gone = (before?.codes ?? []).filter((code) => !after.codes.includes(code));
  const sentences = [
    ...(isNew ? [stateWords[after.state]] : []),
    ...found.map(({ code, message }) => `${code}: ${message}`),
    ...gone.map((code) => `No longer: ${domainCodeEntries[code].title} (${code}).`),
  ];
  return { at: now, kind: 'state', text: sentences.join(' '), data: after };
}

/** Reads what `stateEvent` wrote. */
export function parseRecorded(data: unknown): RecordedState | null {
  if (typeof data !== 'object' || data === null || !('state' in data) || !('codes' in data)) return null;
  // Written by `stateEvent` alone.
  return data as RecordedState;
}

const stateWords: Readonly<Record<DomainState, string>> = {
  released: 'Released.',
  suspended: 'Suspended: the proof has been wrong for too long.',
  lapsed: 'Lapsed: nothing was proven in time.',
  contested: 'In use here: proof decides.',
  'awaiting-proof': 'Waiting for the proof.',
  blocked: 'Something keeps the certificate from being ordered.',
  issuing: 'The certificate is on its way.',
  'ready-to-switch': 'The certificate is ready: safe to switch.',
  switching: 'Visitors come here; the first handshake is awaited.',
  drifted: 'Something changed at the DNS provider. Serving goes on.',
  degraded: 'Serving, with something to mend.',
  live: 'Live.',
};
