'use client';

import { useNow } from './clock.ts';
import { TimeText } from './time-text.tsx';

type RelativeTimeProps = {
  /** Epoch milliseconds by the server's clock. */
  readonly at: number;
  /** Shows tenths of a second below ten seconds, as a live indicator does. */
  readonly precise?: boolean | undefined;
};

/** How long ago something was: `3 s ago`, `2 min ago`, `yesterday`, then the date. Keeps itself up to date. */
export function RelativeTime({ at, precise = false }: RelativeTimeProps) {
  const now = useNow(1000);
  if (now === null) return <TimeText at={at} />;
  const text = ageText(now - at, precise);
  if (text === null) return <TimeText at={at} style="date" />;
  return (
    <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString('en-GB')}>
      {text}
    </time>
  );
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** An age in words; null when it is so long that the date says more. */
export function ageText(ageMs: number, precise: boolean): string | null {
  const age = Math.max(0, ageMs);
  if (precise && age < 10 * second) return `${(age / second).toFixed(1)} s ago`;
  if (age < 5 * second) return 'just now';
  if (age < minute) return `${Math.floor(age / second)} s ago`;
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < day) return `${Math.floor(age / hour)} h ago`;
  if (age < 2 * day) return 'yesterday';
  if (age < 31 * day) return `${Math.floor(age / day)} days ago`;
  return null;
}
