'use client';

import { useLive } from '@/components/live/use-live.ts';
import { Note } from '@/components/ui/note.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';

/** Says above the page that what is shown is not what is. The region is always there, so that its words are announced when they come. */
export function ConnectionBanner() {
  const { connection } = useLive();
  return (
    <div role="status" aria-label="Connection" className="not-empty:mb-4">
      {connection.state === 'stale' && (
        <Note tone="caution" title="No connection to the cluster.">
          Not connected since <TimeText at={connection.since} style="time" />, showing what was known then.
          {connection.reason && ` ${connection.reason}`}
        </Note>
      )}
      {connection.state === 'offline' && (
        <Note tone="caution" title="No connection to Signalbox.">
          Reconnecting since <TimeText at={connection.since} style="time" />; the page shows what was known then.
          {connection.reason && ` ${connection.reason}`}
        </Note>
      )}
    </div>
  );
}
