import { contestPhase, lossOfRelease } from '@/components/domains/domain-words.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { coversHostname } from '@/lib/gateway-api/hostname.ts';
import { timeToken } from '@/lib/signals/verdict.ts';

/** A claim on a name that another team holds, with whom it is against and how it will be decided. */
export type Contest = {
  readonly claim: DomainRow;
  readonly holders: readonly DomainRow[];
  /** Records decide by themselves: what they say by now, in a sentence. A person can only release a side's claim. */
  readonly decision: string;
};

/** Every contested claim: those that pass on by themselves first, the next one at the top. */
export function contestsOf(rows: readonly DomainRow[]): readonly Contest[] {
  return rows
    .filter(({ state }) => state === 'contested')
    .map((claim) => ({ claim, holders: rows.filter((row) => holdsAgainst(row, claim)), decision: decisionOn(claim) }))
    .toSorted((a, b) => order(a.claim) - order(b.claim) || (a.claim.deadlineAt ?? 0) - (b.claim.deadlineAt ?? 0));
}

/**
 * What it comes to when the platform team releases one side's claim.
 *
 * @param nameOf the name of a row's team
 */
export function effectsOfRelease(
  row: DomainRow,
  { claim, holders }: Pick<Contest, 'claim' | 'holders'>,
  nameOf: (row: DomainRow) => string,
): readonly string[] {
  const loss = lossOfRelease(row, nameOf(row));
  if (row.id !== claim.id)
    return [loss, `${nameOf(claim)} gets the name as soon as its proof is seen, and not before.`];
  const keepers = holders.map(nameOf).join(' and ');
  return [loss, keepers === '' ? 'Nobody else holds the name.' : `${keepers} keeps the name.`];
}

const phases = ['handover', 'notice', 'waiting'] as const;

function order(claim: DomainRow): number {
  return phases.indexOf(contestPhase(claim));
}

/** Whether a row is another team's claim on the same requests, proven and neither contested nor given up itself. */
function holdsAgainst(row: DomainRow, claim: DomainRow): boolean {
  if (row.team === claim.team || row.provenAt === null) return false;
  if (row.state === 'contested' || row.state === 'released' || row.state === 'lapsed') return false;
  return coversHostname(row.hostname, claim.hostname) || coversHostname(claim.hostname, row.hostname);
}

function decisionOn(claim: DomainRow): string {
  const moment = claim.deadlineAt === null ? null : timeToken(claim.deadlineAt);
  switch (contestPhase(claim)) {
    case 'handover':
      return 'The notice is over: the name passes on once nothing of the former holder’s carries it any more.';
    case 'notice':
      return `The holder’s proof is gone and the claimant’s is there. The name passes on ${moment} unless the holder’s proof returns.`;
    case 'waiting':
      return `The holder keeps the name while its proof stands.${moment === null ? '' : ` The claim lapses on ${moment}.`}`;
  }
}
