'use client';

import { useEffect, useMemo, useState } from 'react';
import type { EditorState } from '@/components/route-editor/editor-state.ts';
import { yamlTextOf } from '@/components/route-editor/route-yaml-draft.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { askYaml } from './ask-yaml.ts';
import { inlineLength } from './yaml-questions.ts';

/** YAML as it is shown, and the draft that it shows. */
export type ShownYaml = { readonly text: string; readonly draft: HttpRoute };

/** The YAML of the draft. Of a large text with the form's edits in it the last one is shown until the worker has written the new one. */
export function useYamlText({ draft, yaml }: EditorState): ShownYaml {
  const isSlow = yaml !== null && yaml.state === 'read' && yaml.of !== draft && yaml.text.length > inlineLength;
  const now = useMemo(() => (isSlow ? null : { text: yamlTextOf({ draft, yaml }), draft }), [isSlow, draft, yaml]);
  const [written, setWritten] = useState<ShownYaml | null>(null);
  useEffect(() => {
    if (!isSlow) return;
    let isCurrent = true;
    void askYaml({ ask: 'write', draft, yaml }).then((text) => {
      if (isCurrent) setWritten({ text, draft });
    });
    return () => {
      isCurrent = false;
    };
  }, [isSlow, draft, yaml]);
  return now ?? written ?? { text: yaml?.text ?? '', draft: yaml?.of ?? draft };
}
