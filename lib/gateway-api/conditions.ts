import { objects } from './hostile.ts';
import type { Condition } from './objects.ts';

/**
 * What a condition says about the object as it is now: `outdated` when the controller had seen an older generation only,
 * `missing` when it says nothing.
 */
export type ConditionState = 'true' | 'false' | 'unknown' | 'outdated' | 'missing';

/** The condition of a type, or null. Of several with one type (which the API forbids) the last one counts. */
export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | null {
  return objects(conditions).findLast((condition) => condition.type === type) ?? null;
}

/**
 * Whether a condition speaks of the object's present generation. A controller that writes no observedGeneration is
 * believed, because nothing else can be known.
 */
export function isCurrent(condition: Condition, generation: number | undefined): boolean {
  const observed = condition.observedGeneration;
  if (typeof observed !== 'number' || typeof generation !== 'number') return true;
  return observed >= generation;
}

/**
 * Reads one condition type with the object's generation respected.
 *
 * @see Kubernetes API conventions, "Typical status properties"
 */
export function conditionState(
  conditions: readonly Condition[] | undefined,
  type: string,
  generation: number | undefined,
): ConditionState {
  const condition = findCondition(conditions, type);
  if (condition === null) return 'missing';
  if (!isCurrent(condition, generation)) return 'outdated';
  if (condition.status === 'True') return 'true';
  return condition.status === 'False' ? 'false' : 'unknown';
}

/** Message and reason of a condition as one sentence: the message where there is one, else the reason. */
export function conditionText(condition: Condition | null): string {
  if (condition === null) return 'no word yet';
  const message = typeof condition.message === 'string' ? condition.message.trim() : '';
  const reason = typeof condition.reason === 'string' ? condition.reason : '';
  if (message !== '' && reason !== '') return `${reason}: ${message}`;
  return message || reason || 'no reason given';
}
