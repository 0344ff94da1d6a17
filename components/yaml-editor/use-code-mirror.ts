'use client';

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { CodeMirror } from './code-mirror.ts';
import type { ShownYaml } from './use-yaml-text.ts';
import type { YamlKnowledge } from './yaml-help.ts';

type CodeMirrorUse = {
  readonly label: string;
  readonly describedBy: string;
  readonly shown: ShownYaml;
  /** How many of the typed texts the state has heard of. */
  readonly typedCount: number;
  readonly knowledge: YamlKnowledge;
  readonly onType: (text: string, basis: HttpRoute | null) => void;
  /** Too many characters were to be pasted and were not. */
  readonly onRefuse: (length: number) => void;
};

const sendAfterMs = 40;

/** Typed text that the state has not heard of yet. */
type Typing = {
  text: string | null;
  basis: HttpRoute | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  sent: number;
};

/**
 * The text field in `place`, fetched when it is first shown. What is typed goes out after a breath; what comes in meanwhile waits,
 * so that no letter is lost.
 */
export function useCodeMirror(place: RefObject<HTMLDivElement | null>, use: CodeMirrorUse): CodeMirror | null {
  const { label, describedBy, shown, typedCount } = use;
  const [editor, setEditor] = useState<CodeMirror | null>(null);
  const typing = useRef<Typing>({ text: null, basis: null, timer: undefined, sent: typedCount });

  const settle = useEffectEvent(() => {
    const { text, basis, timer } = typing.current;
    clearTimeout(timer);
    if (text === null) return;
    typing.current = { text: null, basis: null, timer: undefined, sent: typing.current.sent + 1 };
    use.onType(text, basis);
  });
  const handleType = useEffectEvent((text: string) => {
    const { text: before, timer, sent } = typing.current;
    clearTimeout(timer);
    // What is not shown yet was typed here, too: then the text stands on that one.
    const basis = before !== null ? typing.current.basis : typedCount < sent ? null : shown.draft;
    typing.current = { text, basis, timer: setTimeout(() => settle(), sendAfterMs), sent };
  });
  const know = useEffectEvent(() => use.knowledge);
  const refuse = useEffectEvent((length: number) => use.onRefuse(length));
  const openWith = useEffectEvent(() => {
    typing.current.sent = typedCount;
    return shown.text;
  });

  useEffect(() => {
    let opened: CodeMirror | null = null;
    let isWanted = true;
    void import('./code-mirror.ts').then(({ createCodeMirror }) => {
      if (!isWanted || !place.current) return;
      opened = createCodeMirror({
        parent: place.current,
        text: openWith(),
        label,
        describedBy,
        nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '',
        know: () => know(),
        onType: (text) => handleType(text),
        onRefuse: (length) => refuse(length),
        onSettle: () => settle(),
      });
      setEditor(opened);
    });
    return () => {
      isWanted = false;
      settle();
      opened?.close();
      setEditor(null);
    };
  }, [place, label, describedBy]);

  useEffect(() => {
    if (typing.current.text === null && typedCount >= typing.current.sent) editor?.setText(shown.text);
  }, [editor, shown.text, typedCount]);

  return editor;
}
