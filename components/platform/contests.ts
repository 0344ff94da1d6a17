import { stateWords } from '@/components/domains/domain-words.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { coversHostname } from '@/lib/gateway-api/hostname.ts';
import { timeToken } from '@/lib/signals/verdict.ts';

/** A claim on a name that another team holds, with whom it is against and how it will be decided. */
export type Contest = {
  readonly claim: DomainRow;
  readonly holders: readonly DomainRow[];
  /** Records decide, never a person: what they say by now, in a sentence. */
  readonly decision: string;
};

/** Every contested claim, the one that is decided next first. */
export function contestsOf(rows: readonly DomainRow[]): readonly Contest[] {
  return rows
    .filter(({ state }) => state === 'contested')
    .map((claim) => ({ claim, holders: rows.filter((row) => holdsAgainst(row, claim)), decision: decisionOn(claim) }))
    .toSorted((a, b) => (a.claim.deadlineAt ?? never) - (b.claim.deadlineAt ?? never));
}

const never = Number.MAX_SAFE_INTEGER;

/** Whether a row is another team's claim on the same requests, proven and neither contested nor given up itself. */
function holdsAgainst(row: DomainRow, claim: DomainRow): boolean {
  if (row.team === claim.team || row.provenAt === null) return false;
  if (row.state === 'contested' || row.state === 'released' || row.state === 'lapsed') return false;
  return coversHostname(row.hostname, claim.hostname) || coversHostname(claim.hostname, row.hostname);
}

function decisionOn({ deadlineAt, state }: DomainRow): string {
  if (deadlineAt === null) {
    return `${stateWords[state].label} until the records decide: the holder keeps the name while its proof stands.`;
  }
  return `The holder’s proof is gone and the claimant’s is there. The name passes on ${timeToken(deadlineAt)} unless the holder’s proof returns.`;
}
