import type { Path } from '@/lib/outcome.ts';

type Closed = { readonly path: Path; readonly open: () => void };

const closed = new Set<Closed>();

/** Notes that what lies under a path is closed, and how to open it; gives the way to take the note back. */
export function noteClosed(path: Path, open: () => void): () => void {
  const entry = { path, open };
  closed.add(entry);
  return () => {
    closed.delete(entry);
  };
}

/** Opens everything that is closed around a field, so that it can be shown and get the focus. */
export function revealField(path: Path): void {
  // What opens may hold something closed itself; the form nests no deeper than a rule, its backend and a filter.
  for (let depth = 0; depth < 6; depth += 1) {
    const around = [...closed].filter((entry) => entry.path.every((part, index) => path[index] === part));
    if (around.length === 0) return;
    for (const entry of around) entry.open();
  }
}
