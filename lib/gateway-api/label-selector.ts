import { isPlainObject, objects, stringEntries, strings, text } from './hostile.ts';
import type { LabelSelector } from './objects.ts';

/**
 * Whether labels satisfy a selector. An absent selector selects nothing, an empty one everything; an expression whose
 * operator is not known selects nothing, because it cannot be judged.
 *
 * @see Kubernetes, "Labels and Selectors"
 */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (!isPlainObject(selector)) return false;
  const map = new Map(stringEntries(labels));
  return (
    stringEntries(selector.matchLabels).every(([key, value]) => map.get(key) === value) &&
    objects(selector.matchExpressions).every((expression) => {
      const value = map.get(expression.key ?? '');
      const values = strings(expression.values);
      switch (expression.operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** A selector in words, as `kubectl` writes it: `team=ops, tier in (web, api), !legacy`. */
export function selectorText(selector: LabelSelector | undefined): string {
  if (!isPlainObject(selector)) return 'no label at all';
  const expressions = objects(selector.matchExpressions).map(({ key: name, operator, values }) => {
    const key = text(name) ?? '?';
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'NotIn' ? 'not in' : 'in'} (${strings(values).join(', ')})`;
  });
  const parts = [...stringEntries(selector.matchLabels).map(([key, value]) => `${key}=${value}`), ...expressions];
  return parts.length === 0 ? 'any label' : parts.join(', ');
}
