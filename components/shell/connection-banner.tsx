'use client';

import type { ReactNode } from 'react';
import { useLive } from '@/components/live/use-live.ts';
import { buttonClass } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import { signInPath } from './paths.ts';
import { useConnection } from './use-connection.ts';

/** Says above the page that what is shown is not what is. The region is always there, so that its words are announced when they come. */
export function ConnectionBanner() {
  return (
    <div role="status" aria-label="Connection" className="not-empty:mb-4">
      <BannerText />
      <BrokenKinds />
    </div>
  );
}

/** The cluster answers, but not everything that the lamps rest on can be read. */
function BrokenKinds(): ReactNode {
  const limits = useLive((state) => state.limits);
  const broken = limits.filter((limit) => limit.state === 'broken');
  if (broken.length === 0) return null;
  return (
    <Note tone="caution" title="Not everything can be read.">
      {broken.map((limit) => limit.text).join(' ')}
    </Note>
  );
}

function BannerText(): ReactNode {
  const { state, since, reason } = useConnection();
  switch (state) {
    case 'stale':
      return (
        <Note tone="caution" title="No connection to the cluster.">
          Not connected since <TimeText at={since} style="time" />, showing what was known then.{reason && ` ${reason}`}
        </Note>
      );
    case 'offline':
      return (
        <Note tone="caution" title="No connection to Signalbox.">
          Reconnecting since <TimeText at={since} style="time" />; the page shows what was known then.
          {reason && ` ${reason}`}
        </Note>
      );
    case 'signed-out':
      return (
        <Note
          tone="caution"
          title="Your session has ended."
          // A new tab, so that what is being edited here stays.
          action={
            <a href={signInPath} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
              Sign in again
            </a>
          }
        >
          The page shows what was known then. Sign in again in a new tab, then reload this one.
        </Note>
      );
    default:
      return null;
  }
}
