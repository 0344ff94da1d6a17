import { getAt, isSame } from '@/lib/gateway-api/document.ts';
import { applyEdit as applyToDocument, type Edit } from '@/lib/gateway-api/edit.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteReading } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import type { Path } from '@/lib/outcome.ts';
import { isBroken, rulesAfterYaml, type TypedYaml, takeYaml, type YamlDraft } from './route-yaml-draft.ts';
import { isSameRoute } from './wanted-part.ts';

export type { Edit };

/** What somebody typed that the document cannot hold, such as `abc` for a weight. It stays in its field until it is mended. */
export type FieldText = { readonly path: Path; readonly text: string; readonly message: string };

/** What undo goes back to. */
type Moment = {
  readonly draft: HttpRoute;
  readonly fieldTexts: readonly FieldText[];
  /** A stable key for each rule, so that the screen follows a rule that is moved. */
  readonly ruleKeys: readonly string[];
  /** YAML that somebody typed; null while the document alone says all. */
  readonly yaml: YamlDraft | null;
};

/** The editor's state: the HTTPRoute document itself, what it was made from, and the way back. */
export type EditorState = Moment & {
  /** The route in the cluster that the draft began from; null for a new one. */
  readonly base: HttpRoute | null;
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** Typing in one field within a moment is one step of undo. */
  readonly lastEdit: { readonly merge: string; readonly at: number } | null;
  readonly nextKey: number;
  /** How often YAML was typed: a text field knows by it whether the state has heard of all that it holds. */
  readonly typedCount: number;
  /** What the last typed YAML says: a text that is typed on top of it changes that, not what the form has made of it since. */
  readonly lastTyped: HttpRoute;
};

export type EditorAction =
  | { readonly type: 'edit'; readonly edits: readonly Edit[]; readonly merge?: string; readonly at: number }
  | { readonly type: 'text'; readonly path: Path; readonly text: Omit<FieldText, 'path'> | null; readonly at: number }
  /** Somebody typed YAML. */
  | ({ readonly type: 'yaml'; readonly at: number } & TypedYaml)
  /** A text that was waiting has been read. */
  | { readonly type: 'yaml-read'; readonly text: string; readonly reading: RouteReading }
  /** Goes back to before the YAML was broken. */
  | { readonly type: 'mend' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'discard'; readonly draft: HttpRoute }
  /** Only what the server writes has changed: the draft stays as it is. */
  | { readonly type: 'rebase'; readonly base: HttpRoute }
  | {
      readonly type: 'load';
      readonly base: HttpRoute | null;
      readonly draft: HttpRoute;
      readonly fieldTexts?: readonly FieldText[];
      /** Without it the typed YAML goes on, with what the new draft changes. */
      readonly yaml?: YamlDraft | null;
    };

const mergeWithinMs = 1_200;
const maxSteps = 200;
const rulesPath: Path = ['spec', 'rules'];

export function openEditor(
  base: HttpRoute | null,
  draft: HttpRoute,
  fieldTexts: readonly FieldText[] = [],
  yaml: YamlDraft | null = null,
): EditorState {
  const count = ruleCount(draft);
  return {
    base,
    draft,
    fieldTexts,
    yaml,
    ruleKeys: Array.from({ length: count }, (_, index) => `rule-${index}`),
    past: [],
    future: [],
    lastEdit: null,
    nextKey: count,
    typedCount: 0,
    lastTyped: draft,
  };
}

export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'edit':
      return isBroken(state) ? state : applyEdits(state, action.edits, action.merge ?? null, action.at);
    case 'yaml': {
      const moment = followYaml(state, action);
      const next = step(state, moment, 'yaml', action.at, state.nextKey + 1);
      return { ...next, typedCount: state.typedCount + 1, lastTyped: saidBy(moment) };
    }
    case 'yaml-read': {
      const { yaml, nextKey } = state;
      if (yaml?.state !== 'waiting' || yaml.text !== action.text) return state;
      const moment = followYaml(state, { ...action, basis: yaml.of });
      return { ...state, ...moment, nextKey: nextKey + 1, lastTyped: saidBy(moment) };
    }
    case 'mend': {
      const index = state.past.findLastIndex((moment) => !isBroken(moment));
      if (!isBroken(state) || index === -1) return state;
      const future = [...state.past.slice(index + 1), momentOf(state), ...state.future];
      return travel(state, state.past[index], { past: state.past.slice(0, index), future });
    }
    case 'text': {
      if (isBroken(state)) return state;
      const others = withoutTextsUnder(state.fieldTexts, action.path);
      const fieldTexts = action.text ? [...others, { path: action.path, ...action.text }] : others;
      if (fieldTexts === state.fieldTexts) return state;
      return step(state, { ...momentOf(state), fieldTexts }, action.path.join('.'), action.at);
    }
    case 'undo':
      return travel(state, state.past.at(-1), {
        past: state.past.slice(0, -1),
        future: [momentOf(state), ...state.future],
      });
    case 'redo':
      return travel(state, state.future[0], {
        past: [...state.past, momentOf(state)],
        future: state.future.slice(1),
      });
    case 'discard': {
      const fresh = openEditor(state.base, action.draft);
      return step(state, momentOf(fresh), null, 0);
    }
    case 'rebase':
      return { ...state, base: action.base };
    case 'load':
      return {
        ...openEditor(
          action.base,
          action.draft,
          action.fieldTexts ?? [],
          action.yaml === undefined ? state.yaml : action.yaml,
        ),
        typedCount: state.typedCount,
      };
  }
}

/** Whether the draft says something else than what it began with, or text is waiting in a field or as YAML. */
export function isDirty(state: EditorState, pristine: HttpRoute): boolean {
  return state.fieldTexts.length > 0 || state.yaml !== null || !isSameRoute(state.base ?? pristine, state.draft);
}

/** The text that waits in the field at `path`, if there is any. */
export function fieldTextAt(texts: readonly FieldText[], path: Path): FieldText | null {
  return texts.find((text) => isSame(text.path, path)) ?? null;
}

function applyEdits(state: EditorState, edits: readonly Edit[], merge: string | null, at: number): EditorState {
  const next = edits.reduce(applyEdit, { ...momentOf(state), nextKey: state.nextKey });
  const { nextKey, ...moment } = next;
  if (moment.draft === state.draft && moment.fieldTexts === state.fieldTexts) return state;
  return { ...step(state, moment, merge, at), nextKey };
}

function applyEdit(moment: Moment & { nextKey: number }, edit: Edit): Moment & { nextKey: number } {
  const draft = applyToDocument(moment.draft, edit);
  const fieldTexts = followTexts(moment.fieldTexts, edit);
  const touchesRules =
    ruleCount(draft) !== moment.ruleKeys.length || (edit.op === 'move' && isSame(edit.path, rulesPath));
  if (!touchesRules) return { ...moment, draft, fieldTexts };
  return { ...moment, draft, fieldTexts, ruleKeys: followRules(moment, draft, edit), nextKey: moment.nextKey + 1 };
}

function followRules(moment: Moment & { nextKey: number }, draft: HttpRoute, edit: Edit): readonly string[] {
  const keys = moment.ruleKeys;
  const index = edit.op === 'move' ? edit.from : edit.path[rulesPath.length];
  if (edit.op === 'move') return keys.toSpliced(edit.from, 1).toSpliced(edit.to, 0, keys[edit.from] ?? '');
  if (edit.op === 'insert' && typeof index === 'number') return keys.toSpliced(index, 0, `rule-${moment.nextKey}`);
  if (edit.op === 'remove' && typeof index === 'number') return keys.toSpliced(index, 1);
  return Array.from({ length: ruleCount(draft) }, (_, at) => keys[at] ?? `rule-${moment.nextKey}-${at}`);
}

/** The moment after YAML was typed: rules keep their keys, and text in fields stays where the YAML left the field alone. */
function followYaml(state: EditorState, typed: TypedYaml): Moment {
  const { draft, yaml } = takeYaml(state.draft, { ...typed, basis: typed.basis ?? state.lastTyped });
  if (draft === state.draft) return { ...momentOf(state), yaml };
  const ruleKeys = rulesAfterYaml(state.draft, draft).map(
    (from, index) => state.ruleKeys[from ?? -1] ?? `rule-${state.nextKey}-${index}`,
  );
  const isLeftAlone = ({ path }: FieldText) =>
    isSame(getAt(state.draft, path), getAt(draft, path)) && getAt(draft, path.slice(0, -1)) !== undefined;
  return { draft, yaml, ruleKeys, fieldTexts: state.fieldTexts.filter(isLeftAlone) };
}

function saidBy({ yaml, draft }: Moment): HttpRoute {
  return yaml?.of ?? draft;
}

/** Text waiting in fields goes where its field goes, and goes away with it. */
function followTexts(texts: readonly FieldText[], edit: Edit): readonly FieldText[] {
  if (texts.length === 0) return texts;
  if (edit.op === 'set') return withoutTextsUnder(texts, edit.path);
  const list = edit.op === 'move' ? edit.path : edit.path.slice(0, -1);
  return texts.flatMap((text) => {
    const index = startsWith(text.path, list) ? text.path[list.length] : undefined;
    if (typeof index !== 'number') return [text];
    const next = indexAfter(index, edit);
    return next === null ? [] : [{ ...text, path: text.path.toSpliced(list.length, 1, next) }];
  });
}

function indexAfter(index: number, edit: Exclude<Edit, { op: 'set' }>): number | null {
  if (edit.op === 'move') {
    if (index === edit.from) return edit.to;
    const closed = index > edit.from ? index - 1 : index;
    return closed >= edit.to ? closed + 1 : closed;
  }
  const at = edit.path.at(-1);
  if (typeof at !== 'number') return index;
  if (edit.op === 'insert') return index >= at ? index + 1 : index;
  if (index === at) return null;
  return index > at ? index - 1 : index;
}

function withoutTextsUnder(texts: readonly FieldText[], path: Path): readonly FieldText[] {
  return texts.some((text) => startsWith(text.path, path))
    ? texts.filter((text) => !startsWith(text.path, path))
    : texts;
}

function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((part, index) => path[index] === part);
}

function step(
  state: EditorState,
  moment: Moment,
  merge: string | null,
  at: number,
  nextKey = state.nextKey,
): EditorState {
  const last = state.lastEdit;
  // What was readable a moment ago must stay within reach of one undo, however fast somebody types on.
  const breaks = isBroken(moment) && !isBroken(state);
  const continues = !breaks && merge !== null && last !== null && last.merge === merge && at - last.at < mergeWithinMs;
  return {
    ...state,
    ...moment,
    past: continues ? state.past : [...state.past, momentOf(state)].slice(-maxSteps),
    future: [],
    lastEdit: merge === null ? null : { merge, at },
    nextKey,
  };
}

function travel(
  state: EditorState,
  moment: Moment | undefined,
  history: Pick<EditorState, 'past' | 'future'>,
): EditorState {
  return moment ? { ...state, ...moment, ...history, lastEdit: null } : state;
}

function momentOf({ draft, fieldTexts, ruleKeys, yaml }: Moment): Moment {
  return { draft, fieldTexts, ruleKeys, yaml };
}

function ruleCount(route: HttpRoute): number {
  return objects(route.spec?.rules).length;
}
