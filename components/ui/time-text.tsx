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
  const text = formatterOf(chosen, isHydrated ? undefined : 'UTC').format(date);
  return <time dateTime={date.toISOString()}>{isHydrated ? text : `${text} UTC`}</time>;
}

/** Making one costs a hundred times as much as using it, and every row of a list uses one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** @param timeZone undefined: the reader's own */
function formatterOf(style: TimeStyle, timeZone: 'UTC' | undefined): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...formats[style], ...(timeZone ? { timeZone } : {}) });
  formatters.set(key, made);
  return made;
}

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}
