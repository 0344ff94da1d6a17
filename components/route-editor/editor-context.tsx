'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import type { EditorFacts } from './editor-facts.ts';
import { type Edit, type FieldText, fieldTextAt } from './editor-state.ts';
import { fieldId, placeIssues } from './field-anchor.ts';

/** What a control of the form reads and how it writes. */
export type Editor = {
  readonly draft: HttpRoute;
  readonly isNew: boolean;
  readonly canEdit: boolean;
  readonly facts: EditorFacts;
  readonly ruleKeys: readonly string[];
  /** Patches the document. Edits with the same `merge` that follow closely are one step of undo. */
  readonly edit: (edits: readonly Edit[], merge?: string) => void;
  /** Keeps text in a field that the document cannot hold; null clears it. */
  readonly setText: (path: Path, text: Omit<FieldText, 'path'> | null) => void;
  readonly textAt: (path: Path) => FieldText | null;
  readonly issuesAt: (path: Path) => readonly Issue[];
  /** Findings of a place and of all places in it: for parts that are closed. */
  readonly issuesIn: (path: Path) => readonly Issue[];
  /** Findings without a place on the form. */
  readonly unplaced: readonly Issue[];
  /** What would be found in another version of the draft. */
  readonly judge: (draft: HttpRoute) => readonly Issue[];
  /** Says to screen readers what a change did that only eyes would see. */
  readonly announce: (sentence: string) => void;
};

const Context = createContext<Editor | null>(null);

type EditorProviderProps = Omit<Editor, 'issuesAt' | 'issuesIn' | 'unplaced' | 'textAt'> & {
  readonly issues: readonly Issue[];
  readonly fieldTexts: readonly FieldText[];
  readonly children: ReactNode;
};

/** Gives the controls below it the draft and the way to change it. */
export function EditorProvider({ issues, fieldTexts, children, ...editor }: EditorProviderProps) {
  const { draft } = editor;
  const placed = useMemo(() => placeIssues(issues, draft), [issues, draft]);
  const value: Editor = {
    ...editor,
    textAt: (path) => fieldTextAt(fieldTexts, path),
    issuesAt: (path) => placed.get(fieldId(path)) ?? none,
    issuesIn: (path) => issuesIn(placed, fieldId(path)),
    unplaced: placed.get('') ?? none,
  };
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

const none: readonly Issue[] = [];

function issuesIn(placed: ReadonlyMap<string, readonly Issue[]>, id: string): readonly Issue[] {
  return [...placed].flatMap(([place, issues]) => (place === id || place.startsWith(`${id}-`) ? issues : none));
}

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error('useEditor outside of EditorProvider');
  return editor;
}
