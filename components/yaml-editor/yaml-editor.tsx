'use client';

import { type Ref, useId, useImperativeHandle, useRef } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue } from '@/lib/outcome.ts';
import { useCodeMirror } from './use-code-mirror.ts';
import { useFindings } from './use-findings.ts';
import type { ShownYaml } from './use-yaml-text.ts';
import type { YamlKnowledge } from './yaml-help.ts';

/** What a page may ask of the editor. */
export type YamlEditorHandle = { readonly goTo: (line: number, column: number) => void };

type YamlEditorProps = {
  readonly label: string;
  readonly shown: ShownYaml;
  readonly typedCount: number;
  readonly yamlIssues: readonly YamlIssue[];
  readonly issues: readonly Issue[];
  readonly knowledge: YamlKnowledge;
  /** `basis` is the draft that was shown when the text was typed; null where it was typed on top of the one before. */
  readonly onType: (text: string, basis: HttpRoute | null) => void;
  readonly onRefuse: (length: number) => void;
  readonly className?: string;
  readonly ref?: Ref<YamlEditorHandle>;
};

/** A text field for YAML with colours, completion and findings in it. Its code comes when it is first shown. */
export function YamlEditor(props: YamlEditorProps) {
  const { shown, yamlIssues, issues, className, ref } = props;
  const place = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const editor = useCodeMirror(place, { ...props, describedBy: helpId });
  useFindings(editor, { text: shown.text, yamlIssues, issues });
  // Whoever asks before the editor is there is led to its place as soon as it is.
  const wanted = useRef<readonly [number, number] | null>(null);
  useImperativeHandle(ref, () => {
    if (editor && wanted.current) editor.goTo(...wanted.current);
    if (editor) wanted.current = null;
    return {
      goTo: (line, column) => {
        if (editor) editor.goTo(line, column);
        else wanted.current = [line, column];
      },
    };
  }, [editor]);

  return (
    <>
      <div
        ref={place}
        className={classNames(
          'min-w-0 overflow-hidden rounded-control border border-line focus-within:border-accent focus-within:outline focus-within:outline-accent [&_.cm-editor]:max-h-[inherit]',
          className,
        )}
      >
        {!editor && (
          <pre className="overflow-auto p-3 text-xs leading-[1.65] text-ink-2" aria-hidden="true">
            {shown.text}
          </pre>
        )}
      </div>
      <p id={helpId} className="text-xs text-ink-3">
        Tab indents; Escape, then Tab leaves the editor. Ctrl+Space completes.
      </p>
    </>
  );
}
