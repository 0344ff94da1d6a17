import type { Claim } from './claim.ts';
import type { ProofLook, RecordAnswer } from './observation.ts';
import type { DomainSettings } from './settings.ts';

/** The name whose CNAME proves the claim and delegates certificate validation. */
export function challengeName({ name }: Pick<Claim, 'name'>): string {
  return `_acme-challenge.${name}`;
}

/** Where that CNAME leads; null where the platform has no zone for validation. */
export function challengeTarget({ token }: Pick<Claim, 'token'>, settings: DomainSettings): string | null {
  return settings.delegationZone === null ? null : `${token}.${settings.delegationZone}`;
}

/** The name of the TXT record that proves the claim where the challenge name is taken. */
export function fallbackName({ name }: Pick<Claim, 'name'>): string {
  return `_signalbox.${name}`;
}

/** The text of that record. */
export function fallbackText({ token }: Pick<Claim, 'token'>): string {
  return `signalbox-proof=${token}`;
}

/** What one server says of a record: the wanted one, another one, none, or nothing that counts. */
export type RecordReading = 'right' | 'wrong' | 'missing' | 'unknown';

/**
 * What a look at the proof says. `present`: every authoritative server has the same record, and it is ours. `absent` is definite:
 * servers answered, and none has it. `split`: some have it and some do not.
 */
export type ProofReading = {
  readonly state: 'present' | 'absent' | 'split' | 'unknown';
  readonly by: 'challenge' | 'fallback' | null;
};

/** Reads a look at the proof; a look that never was says nothing. */
export function readProof(claim: Claim, look: ProofLook | null, settings: DomainSettings): ProofReading {
  if (look === null) return { state: 'unknown', by: null };
  const target = challengeTarget(claim, settings);
  const challenge = look.challenge.filter(isAuthoritative).map((answer) => readChallenge(answer, target));
  const fallback = look.fallback.filter(isAuthoritative).map((answer) => readFallback(answer, fallbackText(claim)));
  if (isEverywhere(challenge)) return { state: 'present', by: 'challenge' };
  if (isEverywhere(fallback)) return { state: 'present', by: 'fallback' };
  const [ofChallenge, ofFallback] = [summary(challenge), summary(fallback)];
  if (ofChallenge === 'split' || ofFallback === 'split') {
    return { state: 'split', by: ofChallenge === 'split' ? 'challenge' : 'fallback' };
  }
  // Without a word on the fallback, an absent challenge record alone proves nothing.
  const isDefinite = ofChallenge === 'absent' && (ofFallback === 'absent' || fallback.length === 0);
  return { state: isDefinite ? 'absent' : 'unknown', by: null };
}

/** What one server says of the challenge name. */
export function readChallenge(answer: RecordAnswer, target: string | null): RecordReading {
  if (!isDefiniteAnswer(answer)) return 'unknown';
  const cname = answer.records.find(({ type }) => type === 'CNAME');
  if (cname !== undefined) return cname.value === target ? 'right' : 'wrong';
  return answer.records.length === 0 ? 'missing' : 'wrong';
}

/** Whether an authoritative server was asked. */
export function isAuthoritative({ kind }: RecordAnswer): boolean {
  return kind === 'authoritative';
}

/** A server that is named as authoritative and does not answer as one says nothing about the record. */
export function isDefiniteAnswer(answer: RecordAnswer): answer is Extract<RecordAnswer, { state: 'answered' }> {
  return answer.state === 'answered' && (answer.kind === 'recursive' || answer.authoritative);
}

function readFallback(answer: RecordAnswer, text: string): RecordReading {
  if (!isDefiniteAnswer(answer)) return 'unknown';
  const texts = answer.records.filter(({ type }) => type === 'TXT');
  if (texts.some(({ value }) => value === text)) return 'right';
  return texts.length === 0 ? 'missing' : 'wrong';
}

function isEverywhere(readings: readonly RecordReading[]): boolean {
  return readings.length > 0 && readings.every((reading) => reading === 'right');
}

function summary(readings: readonly RecordReading[]): 'split' | 'absent' | 'unknown' {
  if (readings.includes('right')) return 'split';
  return readings.some((reading) => reading === 'wrong' || reading === 'missing') ? 'absent' : 'unknown';
}
