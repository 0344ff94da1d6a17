import type { Path } from '../outcome.ts';
import { isSame } from './document.ts';
import { formatPath } from './field-path.ts';
import { isPlainObject } from './hostile.ts';
import type { RouteChange } from './route-change.ts';

/**
 * The differences of two values of any shape, each at the deepest place where both still have the same shape:
 * `timeouts.request is 10s instead of 5s`.
 *
 * @param label what the value is called in the texts
 */
export function diffValues(label: string, before: unknown, after: unknown, path: Path): readonly RouteChange[] {
  if (isSame(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', text: `${label} added: ${showValue(after)}`, after }];
  if (after === undefined) return [{ path, kind: 'removed', text: `${label} removed`, before }];
  if (isPlainObject(before) && isPlainObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => diffValues(joinLabel(label, key), before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const changes = after.flatMap((item: unknown, index) =>
      diffValues(`${label}[${index}]`, before[index], item, [...path, index]),
    );
    if (changes.length > 0) return changes;
  }
  const text = `${label} is ${showValue(after)} instead of ${showValue(before)}`;
  return [{ path, kind: 'changed', text, before, after }];
}

/** A value on one line, cut where it is long. */
export function showValue(value: unknown): string {
  const shown = typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? 'nothing');
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}

/** What a field of something is called: `timeouts.request`, `labels["a.b/c"]`; after a colon it begins anew. */
export function joinLabel(label: string, key: string): string {
  const step = formatPath([key]);
  if (label.endsWith(':')) return `${label} ${step}`;
  return step.startsWith('[') ? `${label}${step}` : `${label}.${step}`;
}
