const pattern = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const part = /([0-9]{1,5})(ms|h|m|s)/g;
const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/**
 * Milliseconds of a duration such as `1m30s`; null for anything else.
 *
 * @see Gateway API, GEP-2257: up to four parts of up to five digits with h, m, s or ms
 */
export function parseDurationMs(duration: unknown): number | null {
  if (typeof duration !== 'string' || !pattern.test(duration)) return null;
  let sum = 0;
  for (const [, digits, unit] of duration.matchAll(part)) sum += Number(digits) * (unitMs[unit ?? ''] ?? 0);
  return sum;
}
