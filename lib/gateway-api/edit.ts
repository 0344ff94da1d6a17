import type { Path } from '../outcome.ts';
import { insertAt, moveItem, removeEntryAt, setAt } from './document.ts';

/** One patch of a document. `set` with undefined removes a field; list entries go with `remove`. */
export type Edit =
  | { readonly op: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'insert'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'move'; readonly path: Path; readonly from: number; readonly to: number };

/** The document after one patch; everything that the patch does not touch stays identical (`===`). */
export function applyEdit<T>(document: T, edit: Edit): T {
  switch (edit.op) {
    case 'set':
      return setAt(document, edit.path, edit.value);
    case 'remove':
      return removeEntryAt(document, edit.path);
    case 'insert':
      return insertAt(document, edit.path, edit.value);
    case 'move':
      return moveItem(document, edit.path, edit.from, edit.to);
  }
}
