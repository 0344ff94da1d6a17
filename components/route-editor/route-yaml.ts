import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { writeYaml } from '@/lib/gateway-api/yaml/write-yaml.ts';
import { withoutServerFields } from './wanted-part.ts';

/** Keys in the order in which people write them; the others follow as they come. */
const order = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
const specOrder = ['parentRefs', 'hostnames', 'rules'];

/** A route as YAML. Without `withServerFields` only what somebody may want: no `managedFields`, uid, generation or status. */
export function routeYaml(route: HttpRoute, { withServerFields = false } = {}): string {
  const shown = withServerFields ? route : withoutServerFields(route);
  const ordered = inOrder({ ...shown, ...(shown.spec ? { spec: inOrder(shown.spec, specOrder) } : {}) }, order);
  return writeYaml(ordered);
}

function inOrder(object: object, keys: readonly string[]): object {
  const rank = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => rank(a) - rank(b)));
}

/** One line of a difference; `gap` stands for lines that are equal and left out. */
export type DiffLine = { readonly kind: 'same' | 'added' | 'removed' | 'gap'; readonly text: string };

/** The difference of two texts by lines, with `context` equal lines around each change. */
export function lineDiff(before: string, after: string, context = 2): readonly DiffLine[] {
  return fold(compare(linesOf(before), linesOf(after)), context);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Longest common subsequence after equal ends are cut off: routes are a few hundred lines. */
function compare(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [
    ...a.slice(0, start).map(same),
    ...compareMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

const maxCells = 4_000_000;

function compareMiddle(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  if (a.length * b.length > maxCells) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      lines.push(same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(left));
      i += 1;
    } else if (right !== undefined) {
      lines.push(added(right));
      j += 1;
    }
  }
  return lines;
}

function same(text: string): DiffLine {
  return { kind: 'same', text };
}

function added(text: string): DiffLine {
  return { kind: 'added', text };
}

function removed(text: string): DiffLine {
  return { kind: 'removed', text };
}

function fold(lines: readonly DiffLine[], context: number): readonly DiffLine[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.kind !== 'same'),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index]) return [line];
    return index > 0 && isNear[index - 1] && isNear.includes(true, index) ? [{ kind: 'gap' as const, text: '…' }] : [];
  });
}
