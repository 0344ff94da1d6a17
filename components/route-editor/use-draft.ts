'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { serverNow } from '@/components/ui/clock.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { formatDraft, fromStoredYaml, parseDraft, type StoredDraft, toStoredYaml } from './draft-storage.ts';
import {
  type Edit,
  type EditorAction,
  type EditorState,
  editorReducer,
  type FieldText,
  isDirty,
  openEditor,
} from './editor-state.ts';
import { isSameRoute } from './wanted-part.ts';

/** What the browser's store has to say: a draft came back, or another window has one of its own (null: it has none any more). */
export type DraftNote =
  | { readonly kind: 'restored'; readonly savedAt: number }
  | { readonly kind: 'elsewhere'; readonly draft: StoredDraft | null };

type DraftOptions = {
  readonly storageKey: string;
  readonly base: HttpRoute | null;
  /** What an untouched editor shows: the base, or what a new route begins as. */
  readonly pristine: HttpRoute;
  readonly canEdit: boolean;
};

export type Draft = {
  readonly state: EditorState;
  readonly isDirty: boolean;
  readonly note: DraftNote | null;
  readonly dismissNote: () => void;
  readonly dispatch: (action: EditorAction) => void;
  readonly edit: (edits: readonly Edit[], merge?: string) => void;
  readonly setText: (path: Path, text: Omit<FieldText, 'path'> | null) => void;
  /** Continues the draft of another window here. */
  readonly adopt: (draft: StoredDraft) => void;
  /** Goes on with this window's draft and writes it over the other one's. */
  readonly keepMine: () => void;
  /** Forgets what the store holds, after an apply or a discard. */
  readonly forget: () => void;
};

/** The editor's state, kept in the browser's store until it is applied or discarded. */
export function useDraft({ storageKey, base, pristine, canEdit }: DraftOptions): Draft {
  const [state, dispatch] = useReducer(editorReducer, undefined, () => openEditor(base, pristine));
  const isChanged = isDirty(state, pristine);
  const store = useDraftStore({ storageKey, state, isDirty: isChanged, isActive: canEdit, pristine, dispatch });

  const edit = useCallback(
    (edits: readonly Edit[], merge?: string) =>
      dispatch({ type: 'edit', edits, at: Date.now(), ...(merge === undefined ? {} : { merge }) }),
    [],
  );
  const setText = useCallback(
    (path: Path, text: Omit<FieldText, 'path'> | null) => dispatch({ type: 'text', path, text, at: Date.now() }),
    [],
  );
  return { state, isDirty: isChanged, dispatch, edit, setText, ...store };
}

type StoreOptions = {
  readonly storageKey: string;
  readonly state: EditorState;
  readonly isDirty: boolean;
  readonly isActive: boolean;
  readonly pristine: HttpRoute;
  readonly dispatch: (action: EditorAction) => void;
};

const saveAfterMs = 250;

function useDraftStore({ storageKey, state, isDirty, isActive, pristine, dispatch }: StoreOptions) {
  const [windowId] = useState(() => Math.random().toString(36).slice(2));
  const [note, setNote] = useState<DraftNote | null>(null);
  const [isRestored, setIsRestored] = useState(false);
  const latest = useRef({ state, isDirty, note, pristine });
  useEffect(() => {
    latest.current = { state, isDirty, note, pristine };
  });

  // Comes back once, when the page has opened.
  useEffect(() => {
    if (!isActive) return;
    const stored = read(storageKey);
    const isWanted = stored !== null && (stored.base === null) === (latest.current.state.base === null);
    const holdsText = stored !== null && (stored.fieldTexts.length > 0 || stored.yaml !== null);
    if (isWanted && (holdsText || !isSameRoute(stored.draft, latest.current.pristine))) {
      dispatch(toLoad(stored, latest.current.state.base));
      setNote({ kind: 'restored', savedAt: stored.savedAt });
    }
    setIsRestored(true);
  }, [storageKey, isActive, dispatch]);

  // Follows the edits, unless another window's draft lies there undecided.
  const isHeld = note?.kind === 'elsewhere';
  useEffect(() => {
    if (!isActive || !isRestored || isHeld) return;
    const save = () => {
      const { base, draft, fieldTexts } = state;
      const yaml = toStoredYaml(state.yaml, draft);
      if (isDirty) write(storageKey, formatDraft({ windowId, savedAt: serverNow(), base, draft, fieldTexts, yaml }));
      else if (read(storageKey)?.windowId === windowId) write(storageKey, null);
    };
    const timer = setTimeout(save, saveAfterMs);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [storageKey, state, isDirty, isActive, isRestored, isHeld, windowId]);

  // Another window wrote to the same draft.
  useEffect(() => {
    if (!isActive) return;
    function handleStorage(event: StorageEvent) {
      if (event.key !== storageKey) return;
      const stored = parseDraft(event.newValue);
      const mine = latest.current;
      if (stored === null) {
        if (mine.isDirty || mine.note?.kind === 'elsewhere')
          setNote(mine.isDirty ? { kind: 'elsewhere', draft: null } : null);
        return;
      }
      const isEqual =
        isSameRoute(stored.draft, mine.state.draft) &&
        stored.fieldTexts.length === mine.state.fieldTexts.length &&
        stored.yaml?.text === mine.state.yaml?.text;
      setNote(isEqual ? null : { kind: 'elsewhere', draft: stored });
    }
    window.addEventListener('storage', handleStorage);
    return () => window.removeEventListener('storage', handleStorage);
  }, [storageKey, isActive]);

  return {
    note,
    dismissNote: () => setNote(null),
    adopt: (stored: StoredDraft) => {
      dispatch(toLoad(stored, state.base));
      setNote(null);
    },
    keepMine: () => setNote(null),
    forget: () => {
      write(storageKey, null);
      setNote(null);
    },
  };
}

/** A base that still wants the same is renewed: only what the server writes has changed since. */
function toLoad(stored: StoredDraft, current: HttpRoute | null): EditorAction {
  const { base, draft, fieldTexts } = stored;
  const renewed = base !== null && current !== null && isSameRoute(base, current) ? current : base;
  return { type: 'load', base: renewed, draft, fieldTexts, yaml: fromStoredYaml(stored) };
}

// A browser may refuse its store, in private windows for example: then a draft lives as long as its page.
function read(key: string): StoredDraft | null {
  try {
    return parseDraft(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
}
