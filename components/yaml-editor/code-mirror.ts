import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab, temporarilySetTabFocusMode } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { maxTextLength } from '@/lib/gateway-api/yaml/limits.ts';
import { editorLook } from './editor-look.ts';
import { completeYaml, explainYaml, type YamlKnowledge } from './yaml-help.ts';

/** What was found at a part of the text. */
export type TextFinding = Pick<Diagnostic, 'from' | 'to' | 'severity' | 'message'>;

type CodeMirrorOptions = {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  /** Id of the sentence that tells how to leave the editor. */
  readonly describedBy: string;
  /** Of the page's content security policy: the editor makes a style sheet. */
  readonly nonce: string;
  readonly know: () => YamlKnowledge;
  readonly onType: (text: string) => void;
  /** A text that is too large to be read is not taken over; so many characters were to be pasted. */
  readonly onRefuse: (length: number) => void;
  /** Now is the time to hand over what was typed: the focus leaves, or somebody undoes. */
  readonly onSettle: () => void;
};

/** The text field for YAML. Undo belongs to the page, so it has no history of its own. */
export type CodeMirror = {
  readonly text: () => string;
  readonly setText: (text: string) => void;
  readonly setFindings: (findings: readonly TextFinding[]) => void;
  readonly goTo: (line: number, column: number) => void;
  readonly close: () => void;
};

const fromOutside = Annotation.define<boolean>();

export function createCodeMirror(options: CodeMirrorOptions): CodeMirror {
  const { parent, text, nonce } = options;
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [EditorView.cspNonce.of(nonce), extensionsFor(options)],
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => replaceText(view, next),
    setFindings: (findings) => {
      const length = view.state.doc.length;
      const inside = findings.map((one) => ({
        ...one,
        from: Math.min(one.from, length),
        to: Math.min(one.to, length),
      }));
      view.dispatch(setDiagnostics(view.state, inside));
    },
    goTo: (line, column) => {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const anchor = Math.min(at.to, at.from + column - 1);
      view.focus();
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    },
    close: () => view.destroy(),
  };
}

function extensionsFor({ label, describedBy, know, onType, onRefuse, onSettle }: CodeMirrorOptions) {
  return [
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    lintGutter(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    yaml(),
    autocompletion({ override: [completeYaml(know)] }),
    explainYaml(know),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...foldKeymap,
      ...lintKeymap,
      indentWithTab,
      // After Escape the next Tab leaves the editor: nobody is caught in it.
      { key: 'Escape', run: temporarilySetTabFocusMode },
    ]),
    editorLook,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': label,
      'aria-describedby': describedBy,
      spellcheck: 'false',
    }),
    EditorView.updateListener.of((update) => {
      const isTyped = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside));
      if (isTyped) onType(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({
      paste: (event) => isRefused(event, event.clipboardData, onRefuse),
      drop: (event) => isRefused(event, event.dataTransfer, onRefuse),
      blur: () => onSettle(),
      keydown: (event) => {
        if ((event.metaKey || event.ctrlKey) && /^[zy]$/i.test(event.key)) onSettle();
        return false;
      },
    }),
  ];
}

/** Megabytes would hold up the page before anybody could say that they are too much. */
function isRefused(event: Event, data: DataTransfer | null, onRefuse: (length: number) => void): boolean {
  const length = data?.getData('text/plain').length ?? 0;
  if (length <= maxTextLength) return false;
  event.preventDefault();
  onRefuse(length);
  return true;
}

/** Replaces only what differs, so that the cursor stays where it is. */
function replaceText(view: EditorView, next: string): void {
  const before = view.state.doc.toString();
  if (before === next) return;
  const shorter = Math.min(before.length, next.length);
  let start = 0;
  while (start < shorter && before[start] === next[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  view.dispatch({
    changes: { from: start, to: before.length - end, insert: next.slice(start, next.length - end) },
    annotations: fromOutside.of(true),
  });
}
