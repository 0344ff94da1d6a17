import Link from 'next/link';
import { teamPaths } from '@/components/shell/paths.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';

/** Whose claim it is, with the way to its page. */
export function ClaimLink({ row, team }: { readonly row: DomainRow; readonly team: string }) {
  return (
    <Link
      href={teamPaths.domain(row.team, row.id)}
      prefetch={false}
      className="rounded-sm font-[550] text-accent hover:underline"
    >
      <bdi>{team}</bdi>
    </Link>
  );
}
