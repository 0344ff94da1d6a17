'use client';

import { useHydrated } from './clock.ts';

type TimeStyle = 'time' | 'date-time' | 'date';

const formats: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
};

type TimeTextProps = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Without a style: the time for today, date and time for other days. */
  readonly style?: TimeStyle | undefined;
};

/** A moment in the reader's own time zone. The server, which does not know the zone, writes UTC and says so. */
export function TimeText({ at, style }: TimeTextProps) {
  const isHydrated = useHydrated();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>an unknown time</>;
  const chosen = style ?? (isHydrated && isToday(date) ? 'time' : 'date-time');
  const zone = isHydrated ? {} : { timeZone: 'UTC' };
  const text = new Intl.DateTimeFormat('en-GB', { ...formats[chosen], ...zone }).format(date);
  return <time dateTime={date.toISOString()}>{isHydrated ? text : `${text} UTC`}</time>;
}

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}
