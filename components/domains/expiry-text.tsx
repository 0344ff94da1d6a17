'use client';

import { classNames } from '@/components/ui/class-names.ts';
import { useNow } from '@/components/ui/clock.ts';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { lifeLeft } from './expiry.ts';

/** Until when a certificate is good and how long that still is; red once it is not, amber once it should have been renewed. */
export function ExpiryText({ certificate }: { readonly certificate: NonNullable<DomainRow['certificate']> }) {
  const now = useNow(30000);
  const { notAfter, renewalAt } = certificate;
  const isOver = now !== null && notAfter <= now;
  const isLate = now !== null && renewalAt !== null && renewalAt < now;
  return (
    <span className={classNames('tabular-nums', isOver ? 'text-danger' : isLate && 'text-caution')}>
      <TimeText at={notAfter} style="date" />
      {now !== null && <span className="text-ink-3"> · {lifeLeft(notAfter, now)}</span>}
    </span>
  );
}
