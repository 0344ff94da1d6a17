'use client';

import Link from 'next/link';
import { memo, type Ref } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { classNames } from '@/components/ui/class-names.ts';
import { Cell } from '@/components/ui/data-table.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { DomainLamps } from './domain-lamps.tsx';
import { DomainName } from './domain-name.tsx';
import { isOver, needsSomebody } from './domain-words.ts';
import { ExpiryText } from './expiry-text.tsx';
import { StateChip } from './state-chip.tsx';

type DomainTableRowProps = {
  readonly domain: DomainRow;
  /** Place in the list, for the virtualizer. */
  readonly index: number;
  readonly measureRef: Ref<HTMLTableSectionElement>;
  readonly showTeam: boolean;
};

/** One domain: its name leads to its page. */
export const DomainTableRow = memo(function DomainTableRow({
  domain,
  index,
  measureRef,
  showTeam,
}: DomainTableRowProps) {
  const place = showTeam ? `${domain.team} · ${domain.namespace}` : domain.namespace;
  return (
    <tbody
      ref={measureRef}
      data-index={index}
      data-domain={domain.hostname}
      data-state={domain.state}
      className="relative narrow:block narrow:border-b narrow:border-line last:border-b-0 last:[&>tr:last-child>td]:border-b-0"
    >
      <tr
        className={classNames('relative hover:bg-sunken/60 narrow:block narrow:py-2.5', isOver(domain) && 'text-ink-2')}
      >
        <Cell>
          <Link
            href={teamPaths.domain(domain.team, domain.id)}
            prefetch={false}
            className="rounded-sm font-semibold break-all after:absolute after:inset-0 after:content-[''] focus-visible:after:rounded-card"
          >
            <DomainName {...domain} />
          </Link>
          <span className="block text-sm text-ink-3">{place}</span>
        </Cell>
        <Cell>
          <DomainLamps lights={domain.lights} />
        </Cell>
        <Cell className="text-sm">
          <StateChip state={domain.state} />
          {needsSomebody(domain) && (
            <span className="ml-2 text-xs font-[550] text-caution">{showTeam ? 'the team’s turn' : 'your turn'}</span>
          )}
          <span className="mt-0.5 line-clamp-2 text-ink-2">
            <RichReason text={domain.headline} />
          </span>
        </Cell>
        <Cell className="text-sm">
          {domain.certificate === null ? (
            <span className="text-ink-3">
              <InCard>certificate: </InCard>
              {isOver(domain) ? 'none' : 'none yet'}
            </span>
          ) : (
            <>
              <InCard>certificate until </InCard>
              <ExpiryText certificate={domain.certificate} />
            </>
          )}
        </Cell>
        <Cell className="text-sm text-ink-3">
          <InCard>checked </InCard>
          {domain.checkedAt === null ? 'not yet' : <RelativeTime at={domain.checkedAt} />}
        </Cell>
      </tr>
    </tbody>
  );
});

/** Words that the column's head says where there are columns. */
function InCard({ children }: { readonly children: string }) {
  return <span className="text-ink-3 wide:hidden">{children}</span>;
}
