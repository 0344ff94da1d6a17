import type { Diagnosis, DomainLight, DomainRow, DomainState } from '@/lib/domains/domain-row.ts';
import { type LampState, timeToken } from '@/lib/signals/verdict.ts';

type StateWords = { readonly label: string; readonly lamp: LampState };

/** What each state is called and which lamp it has. */
export const stateWords = {
  released: { label: 'Released', lamp: 'not-needed' },
  suspended: { label: 'Suspended', lamp: 'problem' },
  lapsed: { label: 'Lapsed', lamp: 'not-needed' },
  contested: { label: 'Contested', lamp: 'problem' },
  'awaiting-proof': { label: 'Waiting for proof', lamp: 'progress' },
  blocked: { label: 'Blocked', lamp: 'problem' },
  issuing: { label: 'Certificate is being issued', lamp: 'progress' },
  'ready-to-switch': { label: 'Safe to switch', lamp: 'progress' },
  switching: { label: 'Switching', lamp: 'progress' },
  drifted: { label: 'Changed elsewhere', lamp: 'problem' },
  degraded: { label: 'Live, with findings', lamp: 'progress' },
  live: { label: 'Live', lamp: 'ok' },
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

/** How far a contested claim is: it waits for the records, its notice runs, or the notice is over and the name passes on. */
export function contestPhase({
  headline,
  deadlineAt,
  next,
}: Pick<DomainRow, 'headline' | 'deadlineAt' | 'next'>): 'waiting' | 'notice' | 'handover' {
  if (deadlineAt !== null && headline.includes(timeToken(deadlineAt))) return 'notice';
  return next?.isYours === true ? 'waiting' : 'handover';
}

type Deadlined = Pick<DomainRow, 'state' | 'headline' | 'deadlineAt' | 'next'>;

/** What runs out for a domain and when, with a time token; null where nothing does or the headline says it. */
export function deadlineText(row: Deadlined): string | null {
  const words = row.deadlineAt === null ? null : deadlineWords(row);
  if (row.deadlineAt === null || words === null) return null;
  const moment = timeToken(row.deadlineAt);
  return row.headline.includes(moment) ? null : `${words} ${moment}`;
}

function deadlineWords(row: Deadlined): string | null {
  switch (row.state) {
    case 'released':
      return 'the name is kept for the team until';
    case 'awaiting-proof':
      return 'without proof the claim lapses on';
    case 'contested':
      return contestPhase(row) === 'waiting' ? 'without the name the claim lapses on' : null;
    case 'suspended':
      return 'somebody else proved control, the name passes on';
    case 'lapsed':
      return null;
    default:
      return 'the proof must be back by';
  }
}

/** Whether a claim is over: nobody has to do anything about it for visitors' sake. */
export function isOver({ state }: Pick<DomainRow, 'state'>): boolean {
  return state === 'released' || state === 'lapsed';
}

/** Whether the team has proven the name and still holds it, so that its routes may carry it. */
export function isOwned({ state, provenAt }: Pick<DomainRow, 'state' | 'provenAt'>): boolean {
  return provenAt !== null && !['released', 'lapsed', 'contested', 'awaiting-proof'].includes(state);
}

/** Whether somebody of the team has to do something before the domain goes on or goes well: the next action is theirs. */
export function needsSomebody(row: Pick<DomainRow, 'state' | 'next' | 'diagnoses'>): boolean {
  if (isOver(row)) return false;
  if (row.next !== null) return row.next.isYours;
  return row.diagnoses.some(({ severity, who }) => severity === 'problem' && who === 'you');
}

/** What a release takes away from the team whose claim it is. */
export function lossOfRelease({ provenAt, routes }: Pick<DomainRow, 'provenAt' | 'routes'>, teamName: string): string {
  if (provenAt === null)
    return `Nothing that is served changes: ${teamName} does not hold the name, and can claim it again.`;
  const objects = 'Its listener, its redirect to HTTPS and its certificate are removed from the cluster';
  if (routes.length === 0) return `${objects}; no route carries the name.`;
  const served = routes.map((id) => id.split('/').at(-1)).join(', ');
  return `${objects}; ${served} ${routes.length === 1 ? 'stops' : 'stop'} serving the name.`;
}
