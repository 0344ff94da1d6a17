import type { Issue, Path } from '@/lib/outcome.ts';
import { fieldId } from './field-anchor.ts';

type Placed = ReadonlyMap<string, readonly Issue[]>;

/** The findings by their places, for controls that want to hear only of their own. */
export type FieldStore = {
  readonly issuesAt: (path: Path) => readonly Issue[];
  /** Findings of a place and of all places in it. */
  readonly issuesIn: (path: Path) => readonly Issue[];
  readonly subscribe: (onChange: () => void) => () => void;
  readonly update: (placed: Placed) => void;
};

const none: readonly Issue[] = [];

/**
 * Keeps the findings of a form outside of React's tree: a route has up to some thousand controls, and a keystroke must not draw
 * those again whose findings are the same. What a reader gets is identical (`===`) until it differs.
 */
export function createFieldStore(initial: Placed): FieldStore {
  let placed = initial;
  let inside = new Map<string, readonly Issue[]>();
  let before = new Map<string, readonly Issue[]>();
  const listeners = new Set<() => void>();

  function collect(id: string): readonly Issue[] {
    const found = [...placed].flatMap(([place, issues]) => (isIn(place, id) ? issues : none));
    const last = before.get(id);
    return last !== undefined && areSame(last, found) ? last : found.length === 0 ? none : found;
  }

  return {
    issuesAt: (path) => placed.get(fieldId(path)) ?? none,
    issuesIn(path) {
      const id = fieldId(path);
      const known = inside.get(id) ?? collect(id);
      inside.set(id, known);
      return known;
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => {
        listeners.delete(onChange);
      };
    },
    update(next) {
      if (next === placed) return;
      placed = next;
      before = inside;
      inside = new Map();
      for (const listener of listeners) listener();
    },
  };
}

function isIn(place: string, id: string): boolean {
  return place === id || place.startsWith(`${id}-`);
}

function areSame(a: readonly Issue[], b: readonly Issue[]): boolean {
  return a.length === b.length && a.every((issue, index) => issue === b[index]);
}
