import { isOver } from '@/components/domains/domain-words.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { skeleton } from '@/lib/domains/skeleton.ts';

/** A claimed name that can be mistaken, and the names of other teams that it looks like; none where it only mixes scripts. */
export type Likeness = { readonly claim: DomainRow; readonly others: readonly DomainRow[] };

/** Every claim about which the platform team has to decide whether its name may stay (D21). */
export function likenessesOf(rows: readonly DomainRow[]): readonly Likeness[] {
  const open = rows.filter((row) => !isOver(row));
  return open
    .filter(({ diagnoses }) => diagnoses.some(({ code }) => code === 'D21'))
    .map((claim) => ({ claim, others: open.filter((other) => isTwin(other, claim)) }));
}

function isTwin(other: DomainRow, claim: DomainRow): boolean {
  const [name, otherName] = [bare(claim), bare(other)];
  return other.team !== claim.team && otherName !== name && skeleton(otherName) === skeleton(name);
}

function bare({ hostname }: DomainRow): string {
  return hostname.replace(/^\*\./, '');
}
