/** What is too large about a value, in words; null when it can be judged. */
export type Excess = { readonly what: string } | null;

/** etcd takes requests of 1.5 MiB; what is larger could not be stored anyway. */
const maxCharacters = 1_500_000;
/** A route of 16 rules with all 128 matches, each with 16 headers and 16 parameters, has about 13,000 values. */
const maxValues = 50_000;
/** The deepest field of the Gateway API lies 12 levels down. */
const maxDepth = 64;

/**
 * Says why a value is not worth judging: deeper, longer or with more entries than any object that a cluster would store. Walks without
 * recursion and stops at the cap, so that neither nesting nor aliases that multiply can hang it.
 */
export function excessOf(root: unknown): Excess {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    values += 1;
    const { value, depth } = item;
    if (depth > maxDepth) return { what: `It is nested more than ${maxDepth} levels deep.` };
    if (typeof value === 'string') characters += value.length;
    if (characters > maxCharacters) {
      return { what: 'It is larger than 1.5 MB, which is more than a cluster stores in one object.' };
    }
    if (typeof value !== 'object' || value === null) continue;
    const keys = Array.isArray(value) ? [] : Object.keys(value);
    const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (values + stack.length + children.length > maxValues) {
      return { what: `It has more than ${maxValues.toLocaleString('en')} values.` };
    }
    for (const key of keys) characters += key.length;
    for (const child of children) stack.push({ value: child, depth: depth + 1 });
  }
  return null;
}
