'use client';

import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import { assertNever } from '@/lib/outcome.ts';
import { useConnection } from './use-connection.ts';

/** How fresh the page is, in one line. */
export function LiveIndicator() {
  const { state, since, asOf } = useConnection();
  switch (state) {
    case 'connecting':
      return <Line tone="bg-dark-lamp">Connecting…</Line>;
    case 'live':
      return (
        <Line tone="bg-go">
          Live
          {asOf !== null && (
            <>
              {' · '}
              <RelativeTime at={asOf} precise />
            </>
          )}
        </Line>
      );
    case 'stale':
      return (
        <Line tone="bg-caution">
          Not connected since <TimeText at={since} style="time" />, showing what was known then
        </Line>
      );
    case 'offline':
      return <Line tone="bg-caution">Reconnecting…</Line>;
    case 'signed-out':
      return <Line tone="bg-caution">Signed out</Line>;
    default:
      return assertNever(state);
  }
}

function Line({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return (
    <p data-testid="live-indicator" className="flex items-baseline gap-2 px-2.5 py-1 text-sm leading-snug text-ink-3">
      <span aria-hidden="true" className={`size-1.5 flex-none -translate-y-px rounded-full ${tone}`} />
      <span className="tabular-nums">{children}</span>
    </p>
  );
}
