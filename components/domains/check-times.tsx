'use client';

import { useNow } from '@/components/ui/clock.ts';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { timeUntil } from './expiry.ts';

/** When the domain was last looked at, and when it will be next. */
export function CheckTimes({ checkedAt, nextCheckAt }: Pick<DomainRow, 'checkedAt' | 'nextCheckAt'>) {
  const now = useNow(1000);
  return (
    <span className="text-sm text-ink-3 tabular-nums">
      {checkedAt === null ? (
        'not checked yet'
      ) : (
        <>
          checked <RelativeTime at={checkedAt} />
        </>
      )}
      {now !== null && nextCheckAt !== null && ` · next ${timeUntil(nextCheckAt, now)}`}
    </span>
  );
}
