import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
  { tag: [tags.string, tags.content, tags.number, tags.bool, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.typeName, tags.labelName, tags.meta], color: 'var(--accent)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink-3)' },
]);

/** The look of the editor, all of it from the page's tokens, so that both themes need no word here. */
export const editorLook = [
  syntaxHighlighting(colours),
  EditorView.theme({
    '&': { backgroundColor: 'var(--panel)', color: 'var(--ink)', fontSize: '0.78125rem', maxHeight: 'inherit' },
    '&.cm-focused': { outline: 'none' }, // The frame around shows the focus.
    '.cm-scroller': {
      fontFamily: 'var(--font-geist-mono), "JetBrains Mono", ui-monospace, monospace',
      lineHeight: '1.65',
      overflow: 'auto',
    },
    '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
    '.cm-content:focus-visible': { outline: 'none' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--ink-3)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--ink) 5%, transparent)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent)',
    },
    '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--panel)',
      color: 'var(--ink)',
      border: '1px solid var(--line-strong)',
      borderRadius: '6px',
      boxShadow: '0 12px 32px -8px light-dark(rgb(23 24 26 / 0.22), rgb(0 0 0 / 0.7))',
      maxWidth: 'min(30rem, 90vw)',
      whiteSpace: 'pre-wrap',
    },
    '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
    '.cm-completionInfo': { padding: '6px 10px' },
    '.cm-explanation, .cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--font-geist-sans), system-ui' },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--danger)' },
    '.cm-diagnostic-warning': { borderLeft: '3px solid var(--caution)' },
    '.cm-diagnostic-info': { borderLeft: '3px solid var(--ink-3)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--danger)' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--caution)' },
    '.cm-lintRange-info': { backgroundImage: 'none', textDecoration: 'underline dotted var(--ink-3)' },
    '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  }),
];
