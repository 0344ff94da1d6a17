'use client';

import { useLive } from '@/components/live/use-live.ts';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';

/** How fresh the page is, in one line. */
export function LiveIndicator() {
  const { connection, asOf } = useLive();
  switch (connection.state) {
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
          Not connected since <TimeText at={connection.since} style="time" />, showing what was known then
        </Line>
      );
    case 'offline':
      return <Line tone="bg-caution">Reconnecting…</Line>;
  }
}

function Line({ tone, children }: { readonly tone: string; readonly children: React.ReactNode }) {
  return (
    <p data-testid="live-indicator" className="flex items-baseline gap-2 px-2.5 py-1 text-sm leading-snug text-ink-3">
      <span aria-hidden="true" className={`size-1.5 flex-none -translate-y-px rounded-full ${tone}`} />
      <span className="tabular-nums">{children}</span>
    </p>
  );
}
