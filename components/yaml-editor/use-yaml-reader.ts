'use client';

import { useEffect } from 'react';
import type { EditorAction, EditorState } from '@/components/route-editor/editor-state.ts';
import { editedRoute } from '@/components/route-editor/route-yaml-draft.ts';
import { parseRouteYaml } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import { askYaml } from './ask-yaml.ts';
import { inlineLength } from './yaml-questions.ts';

/** Reads a text of the draft that nobody has read yet: a large one that was typed, and one that came from the store. */
export function useYamlReader(state: EditorState, dispatch: (action: EditorAction) => void): void {
  const text = state.yaml?.state === 'waiting' ? state.yaml.text : null;
  const { base } = state;
  useEffect(() => {
    if (text === null) return;
    const edited = editedRoute(base);
    if (text.length <= inlineLength) {
      dispatch({ type: 'yaml-read', text, reading: parseRouteYaml(text, edited) });
      return;
    }
    void askYaml({ ask: 'read', text, edited }).then((reading) => dispatch({ type: 'yaml-read', text, reading }));
  }, [text, base, dispatch]);
}
