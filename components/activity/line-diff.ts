/** One line of two versions: only in the new one, only in the old one, or in both. */
export type DiffLine = { readonly mark: 'add' | 'del' | null; readonly text: string };

const comparedAtMost = 1_000;

/** The lines of two texts in order, with what was added and removed. Long texts are not compared: all old lines, then all new ones. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const removed = (text: string): DiffLine => ({ mark: 'del', text });
  const added = (text: string): DiffLine => ({ mark: 'add', text });
  if (old.length > comparedAtMost || now.length > comparedAtMost) return [...old.map(removed), ...now.map(added)];
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const oldLine = old[i];
    const newLine = now[j];
    if (oldLine !== undefined && oldLine === newLine) {
      lines.push({ mark: null, text: oldLine });
      i += 1;
      j += 1;
    } else if (
      oldLine !== undefined &&
      (newLine === undefined || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))
    ) {
      lines.push(removed(oldLine));
      i += 1;
    } else if (newLine !== undefined) {
      lines.push(added(newLine));
      j += 1;
    }
  }
  return lines;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** For each pair of places, how many lines the rests have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    if (!row) continue;
    for (let j = now.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === now[j]
          ? lengthAt(rows, i + 1, j + 1) + 1
          : Math.max(lengthAt(rows, i + 1, j), lengthAt(rows, i, j + 1));
    }
  }
  return rows;
}

function lengthAt(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
