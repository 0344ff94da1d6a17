/** The usual way of a new version: a few first, then a part, then half, then all. */
export const usualSteps: readonly number[] = [5, 25, 50, 100];

const maxSteps = 10;

/** Where a shift can stand: what it began with, then its steps upwards. */
export function stopsOf(steps: readonly number[], begin: number): readonly number[] {
  return [...new Set([begin, ...steps.filter((step) => step > begin)])];
}

/** The next stop above the present share, or null at the end. */
export function nextStop(stops: readonly number[], percent: number): number | null {
  return stops.find((stop) => stop > percent) ?? null;
}

/** The stop before the present share, or null at the beginning. */
export function previousStop(stops: readonly number[], percent: number): number | null {
  return stops.findLast((stop) => stop < percent) ?? null;
}

/** Reads typed steps such as `5, 25, 50, 100`; a text says what is wrong with them. */
export function parseSteps(typed: string): readonly number[] | string {
  const words = typed.split(/[\s,;%→]+/).filter(Boolean);
  if (words.length === 0) return 'Write at least one step, for example 25, 100.';
  if (words.length > maxSteps) return `At most ${maxSteps} steps.`;
  const wrong = words.find((word) => !/^\d{1,3}$/.test(word) || Number(word) < 1 || Number(word) > 100);
  if (wrong !== undefined) return `“${wrong.slice(0, 20)}” is no percentage: write whole numbers from 1 to 100.`;
  const steps = words.map(Number);
  const isRising = steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
  return isRising ? steps : 'Write the steps from the smallest to the largest.';
}

/** Steps from the page's address, where anything may stand; the usual ones in place of what cannot be read. */
export function trustedSteps(steps: readonly number[]): readonly number[] {
  const read = parseSteps(steps.join(' '));
  return typeof read === 'string' ? usualSteps : read;
}

/** Weights before the shift from the page's address, or null when they are not some of this rule's backends. */
export function trustedWeights(weights: readonly number[] | null, count: number): readonly number[] | null {
  if (weights?.length !== count) return null;
  const areWeights = weights.every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= 1_000_000);
  return areWeights && weights.some((weight) => weight > 0) ? weights : null;
}
