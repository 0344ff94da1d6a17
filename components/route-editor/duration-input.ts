import { parseDurationMs } from '@/lib/gateway-api/duration.ts';

/** A duration as typed: what the document takes, or why it cannot take it. */
export type DurationReading = { readonly duration: string } | { readonly problem: string };

/**
 * Reads a duration as somebody types it.
 *
 * @see GEP-2257, Gateway API Duration Format
 */
export function readDuration(typed: string): DurationReading {
  const text = typed.trim();
  if (isDuration(text)) return { duration: text };
  return { problem: problemOf(text) };
}

function isDuration(text: string): boolean {
  return parseDurationMs(text) !== null;
}

function problemOf(text: string): string {
  const joined = text.toLowerCase().replace(/\s+/g, '');
  if (text === '0') return 'Write a unit: 0s means no limit.';
  if (/^\d{1,5}$/.test(text)) return `Write a unit, e.g. ${text}s.`;
  if (isDuration(joined)) return `Write it without spaces and in lower case: ${joined}.`;
  if (/^-/.test(text)) return 'A duration cannot be negative.';
  if (/^[\d.,]+(h|m|s|ms)$/.test(joined)) {
    return joined.includes('.') || joined.includes(',')
      ? 'Only whole numbers: write 1500ms instead of 1.5s.'
      : 'At most 5 digits before a unit: write 100s instead of 100000ms.';
  }
  if (/^(\d{1,5}(h|m|s|ms)){5,}$/.test(joined)) return 'At most four parts, e.g. 1h30m.';
  if (/^(\d+[a-zµ]+)+$/.test(joined)) return 'The units are h, m, s and ms, e.g. 1m30s.';
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}” is no duration: write e.g. 10s or 1m30s.`;
}
