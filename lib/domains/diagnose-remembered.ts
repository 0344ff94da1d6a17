import { timeToken } from '../signals/verdict.ts';
import { diagnosis } from './diagnosis.ts';
import type { Diagnosis, DomainLight } from './domain-row.ts';
import type { RecordAnswer } from './observation.ts';

type Answered = Extract<RecordAnswer, { state: 'answered' }>;

/** What resolvers still say that were asked before the record was right, until the moment at which they forget it. */
export type Remembered = {
  readonly light: DomainLight;
  /** Answers of resolvers that are not what the zone's own servers say. */
  readonly late: readonly RecordAnswer[];
  readonly lookAt: number;
  readonly now: number;
};

/** @see RFC 2308 */
export function diagnoseRemembered({ light, late: heard, lookAt, now }: Remembered): readonly Diagnosis[] {
  const late = heard.filter((answer) => answer.state === 'answered');
  const end = Math.max(0, ...late.map((answer) => lookAt + keptSeconds(answer) * 1_000));
  if (end <= now) return [];
  const what = late.some(({ records }) => records.length === 0) ? 'the old “not found”' : 'the old value';
  return [
    diagnosis('D13', {
      severity: 'progress',
      light,
      message: `Saved. Some resolvers remember ${what} until ${timeToken(end)}.`,
      found: late.map((answer) => `${answer.server}: ${answerText(answer)}`).join(', '),
      wanted: null,
    }),
  ];
}

/** One answer as a line: records, or why there are none. */
export function answerText(answer: RecordAnswer): string {
  if (answer.state === 'unknown') return answer.rcode ?? answer.error;
  if (answer.records.length === 0) return answer.rcode === 'NXDOMAIN' ? 'no such name' : 'no record';
  return answer.records.map(({ type, value }) => `${type} ${value}`).join(', ');
}

/** A resolver counts down what it remembers; a negative answer lasts as long as the zone says. */
function keptSeconds(answer: Answered): number {
  const ttls = answer.records.map(({ ttlSeconds }) => ttlSeconds);
  return ttls.length === 0 ? (answer.negativeTtlSeconds ?? 0) : Math.min(...ttls);
}
