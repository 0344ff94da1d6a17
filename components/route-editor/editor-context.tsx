'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { namespaceOf } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import type { EditorFacts } from './editor-facts.ts';
import { type Edit, type FieldText, fieldTextAt } from './editor-state.ts';
import { fieldId, placeIssues } from './field-anchor.ts';
import { createFieldStore, type FieldStore } from './field-store.ts';

/** What a control of the form writes with and what seldom changes: a control that reads no more is not drawn at each keystroke. */
export type EditorTools = {
  readonly isNew: boolean;
  readonly canEdit: boolean;
  readonly facts: EditorFacts;
  /** Patches the document. Edits with the same `merge` that follow closely are one step of undo. */
  readonly edit: (edits: readonly Edit[], merge?: string) => void;
  /** Keeps text in a field that the document cannot hold; null clears it. */
  readonly setText: (path: Path, text: Omit<FieldText, 'path'> | null) => void;
  /** Says to screen readers what a change did that only eyes would see. */
  readonly announce: (sentence: string) => void;
  /** Of the route. */
  readonly namespace: string;
};

/** Everything that a control of the form may read; it changes with every keystroke. */
export type Editor = EditorTools & {
  readonly draft: HttpRoute;
  readonly ruleKeys: readonly string[];
  readonly textAt: (path: Path) => FieldText | null;
  readonly issuesAt: (path: Path) => readonly Issue[];
  /** Findings without a place on the form. */
  readonly unplaced: readonly Issue[];
  /** What would be found in another version of the draft. */
  readonly judge: (draft: HttpRoute) => readonly Issue[];
};

const EditorContext = createContext<Editor | null>(null);
const ToolsContext = createContext<EditorTools | null>(null);
const StoreContext = createContext<FieldStore | null>(null);

type EditorProviderProps = Omit<Editor, 'issuesAt' | 'unplaced' | 'textAt' | 'namespace'> & {
  readonly issues: readonly Issue[];
  readonly fieldTexts: readonly FieldText[];
  readonly children: ReactNode;
};

/** Gives the controls below it the draft and the way to change it. */
export function EditorProvider({ issues, fieldTexts, children, ...editor }: EditorProviderProps) {
  const { draft, isNew, canEdit, edit, setText, announce } = editor;
  const facts = useSteadyFacts(editor.facts);
  const namespace = namespaceOf(draft);
  const placed = useMemo(() => placeIssues(issues, draft), [issues, draft]);
  const [store] = useState(() => createFieldStore(placed));
  useIsomorphicLayoutEffect(() => store.update(placed));
  const tools = useMemo(
    () => ({ isNew, canEdit, facts, edit, setText, announce, namespace }),
    [isNew, canEdit, facts, edit, setText, announce, namespace],
  );
  const value: Editor = {
    ...editor,
    facts,
    namespace,
    textAt: (path) => fieldTextAt(fieldTexts, path),
    issuesAt: (path) => placed.get(fieldId(path)) ?? none,
    unplaced: placed.get('') ?? none,
  };
  return (
    <StoreContext.Provider value={store}>
      <ToolsContext.Provider value={tools}>
        <EditorContext.Provider value={value}>{children}</EditorContext.Provider>
      </ToolsContext.Provider>
    </StoreContext.Provider>
  );
}

const none: readonly Issue[] = [];

/** The same facts at every drawing until one of them differs: lists are made anew while their entries stay. */
function useSteadyFacts(facts: EditorFacts): EditorFacts {
  const [steady, setSteady] = useState(facts);
  if (steady === facts || areSameFacts(steady, facts)) return steady;
  setSteady(facts);
  return facts;
}

function areSameFacts(before: EditorFacts, after: EditorFacts): boolean {
  const old = new Map<string, unknown>(Object.entries(before));
  const entries = Object.entries<unknown>(after);
  return old.size === entries.length && entries.every(([key, value]) => areSameEntries(old.get(key), value));
}

function areSameEntries(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((entry: unknown, index) => Object.is(entry, b[index]));
}

// A layout effect says nothing on the server, and React complains there.
const useIsomorphicLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect;

export function useEditor(): Editor {
  return given(useContext(EditorContext));
}

export function useEditorTools(): EditorTools {
  return given(useContext(ToolsContext));
}

/** The findings of one place; the control is drawn again only when they change. */
export function useIssuesAt(path: Path): readonly Issue[] {
  const store = given(useContext(StoreContext));
  const read = () => store.issuesAt(path);
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The findings of a place and of everything in it, for parts that are closed. */
export function useIssuesIn(path: Path): readonly Issue[] {
  const store = given(useContext(StoreContext));
  const read = () => store.issuesIn(path);
  return useSyncExternalStore(store.subscribe, read, read);
}

function given<T>(value: T | null): T {
  if (value === null) throw new Error('a part of the editor stands outside of EditorProvider');
  return value;
}
