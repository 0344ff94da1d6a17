import type { Diagnosis, DomainLight, DomainRow, DomainState } from '@/lib/domains/domain-row.ts';
import { type LampState, timeToken } from '@/lib/signals/verdict.ts';

type StateWords = {
  readonly label: string;
  readonly lamp: LampState;
  /** What running out means for a domain in this state: stands before a moment. Null where nothing runs out. */
  readonly deadline: string | null;
};

/** What each state is called, which lamp it has, and what its deadline means. */
export const stateWords = {
  released: { label: 'Released', lamp: 'not-needed', deadline: 'the name is kept for the team until' },
  suspended: { label: 'Suspended', lamp: 'problem', deadline: null },
  lapsed: { label: 'Lapsed', lamp: 'not-needed', deadline: null },
  contested: { label: 'Contested', lamp: 'problem', deadline: 'the notice runs until' },
  'awaiting-proof': { label: 'Waiting for proof', lamp: 'progress', deadline: 'without proof the claim lapses on' },
  blocked: { label: 'Blocked', lamp: 'problem', deadline: null },
  issuing: { label: 'Certificate is being issued', lamp: 'progress', deadline: null },
  'ready-to-switch': { label: 'Safe to switch', lamp: 'progress', deadline: null },
  switching: { label: 'Switching', lamp: 'progress', deadline: null },
  drifted: { label: 'Changed elsewhere', lamp: 'problem', deadline: 'served until' },
  degraded: { label: 'Live, with findings', lamp: 'progress', deadline: null },
  live: { label: 'Live', lamp: 'ok', deadline: null },
} as const satisfies Readonly<Record<DomainState, StateWords>>;

export const domainLightNames = {
  proof: 'Proof',
  certificate: 'Certificate',
  traffic: 'Traffic',
  serving: 'Serving',
} as const satisfies Readonly<Record<DomainLight, string>>;

export const severityWords = {
  problem: 'problem',
  progress: 'in progress',
  unknown: 'unknown',
  warning: 'warning',
} as const satisfies Readonly<Record<Diagnosis['severity'], string>>;

/** Who acts, as the end of a sentence. */
export const actorWords = {
  you: 'you',
  'DNS provider': 'your DNS provider',
  platform: 'the platform team',
  'certificate authority': 'the certificate authority',
  nobody: 'nobody, it passes by itself',
} as const satisfies Readonly<Record<Diagnosis['who'], string>>;

/** What runs out for a domain and when, as a half sentence with a time token; null where nothing does. */
export function deadlineText({ state, deadlineAt }: Pick<DomainRow, 'state' | 'deadlineAt'>): string | null {
  const before: string | null = stateWords[state].deadline;
  return deadlineAt === null || before === null ? null : `${before} ${timeToken(deadlineAt)}`;
}

/** Whether a claim is over: nobody has to do anything about it for visitors' sake. */
export function isOver({ state }: Pick<DomainRow, 'state'>): boolean {
  return state === 'released' || state === 'lapsed';
}

/** Whether the team has proven the name and still holds it, so that its routes may carry it. */
export function isOwned({ state, provenAt }: Pick<DomainRow, 'state' | 'provenAt'>): boolean {
  return provenAt !== null && !['released', 'lapsed', 'contested', 'awaiting-proof'].includes(state);
}

/** Whether somebody of the team has to do something before the domain goes on or goes well. */
export function needsSomebody(row: Pick<DomainRow, 'state' | 'next' | 'diagnoses'>): boolean {
  if (isOver(row)) return false;
  return (
    row.next?.isYours === true || row.diagnoses.some(({ severity, who }) => severity === 'problem' && who === 'you')
  );
}
