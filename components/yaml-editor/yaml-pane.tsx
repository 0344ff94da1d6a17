'use client';

import { type Ref, startTransition, useCallback, useMemo, useState } from 'react';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { routeYaml } from '@/components/route-editor/route-yaml.ts';
import { editedRoute } from '@/components/route-editor/route-yaml-draft.ts';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { parseRouteYaml } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import { findingAtStart, type YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue } from '@/lib/outcome.ts';
import { knownNames } from './known-names.ts';
import { useYamlText } from './use-yaml-text.ts';
import { YamlEditor, type YamlEditorHandle } from './yaml-editor.tsx';
import { inlineLength } from './yaml-questions.ts';

type YamlPaneProps = {
  readonly draft: Draft;
  readonly facts: EditorFacts;
  /** Findings of the document, for their places in the text. */
  readonly issues: readonly Issue[];
  /** The `openAPIV3Schema` of the cluster's HTTPRoute CRD; null when it is not known. */
  readonly schema: unknown;
  /** Beside the form: it stays in view and scrolls in itself. */
  readonly isBeside: boolean;
  readonly editorRef: Ref<YamlEditorHandle>;
  readonly onShow: (issue: YamlIssue) => void;
};

/** The draft as YAML to edit, with what was found in it. */
export function YamlPane({ draft, facts, issues, schema, isBeside, editorRef, onShow }: YamlPaneProps) {
  const { state, dispatch, isDirty } = draft;
  const [withServerFields, setWithServerFields] = useState(false);
  const shown = useYamlText(state);
  const { base } = state;
  const names = useMemo(() => knownNames(facts, state.draft.metadata.namespace ?? ''), [facts, state.draft]);
  const knowledge = useMemo(() => ({ schema, names }), [schema, names]);
  const handleType = useCallback(
    (text: string, basis: HttpRoute | null) => {
      setRefused(null);
      const reading = text.length <= inlineLength ? parseRouteYaml(text, editedRoute(base)) : null;
      startTransition(() => dispatch({ type: 'yaml', text, basis, reading, at: Date.now() }));
    },
    [base, dispatch],
  );
  const [refused, setRefused] = useState<YamlIssue | null>(null);
  const name = state.draft.metadata.name || 'the new route';
  const found = state.yaml?.issues ?? none;
  const yamlIssues = refused ? [refused, ...found] : found;
  return (
    <Card
      aria-labelledby="route-yaml"
      className={classNames('min-w-0', isBeside && 'sticky top-4 flex max-h-[calc(100vh-2rem)] flex-col')}
    >
      <CardHeader title={isDirty ? 'YAML of the draft' : 'YAML'} titleId="route-yaml">
        <span className="flex-1" />
        {!isBeside && base && (
          <Checkbox label="Also what the server writes" checked={withServerFields} onChange={setWithServerFields} />
        )}
        <CopyButton text={shown.text} label="Copy YAML" />
      </CardHeader>
      {withServerFields && !isBeside ? (
        <CardBody>
          <CodeBlock label={`YAML of ${name}`} code={routeYaml(state.draft, { withServerFields })} copy={false} />
        </CardBody>
      ) : (
        <CardBody className={classNames('grid min-h-0 gap-2', isBeside && 'grid-rows-[minmax(0,1fr)]')}>
          <YamlEditor
            ref={editorRef}
            label={`YAML of ${name}`}
            shown={shown}
            typedCount={state.typedCount}
            yamlIssues={found}
            issues={issues}
            knowledge={knowledge}
            onType={handleType}
            onRefuse={(length) => setRefused(refusedPaste(length))}
            className={isBeside ? 'max-h-[calc(100vh-13rem)]' : 'max-h-[75vh]'}
          />
          <YamlIssueList issues={yamlIssues} onShow={onShow} />
          <p className="text-xs text-ink-3">
            Your draft keeps comments and the order of keys. The cluster cannot keep them: they end with the draft.
          </p>
        </CardBody>
      )}
    </Card>
  );
}

/** What is said of a paste that was too large: the text stays as it was. */
function refusedPaste(length: number): YamlIssue {
  const megabytes = (length / 1_000_000).toFixed(1);
  const message = `Not pasted: the text has ${megabytes} million characters, and 1 million are read.`;
  return findingAtStart('yaml.too-large', message);
}

const none: readonly YamlIssue[] = [];
const maxShown = 4;

type YamlIssueListProps = { readonly issues: readonly YamlIssue[]; readonly onShow: (issue: YamlIssue) => void };

/** What was found in the text, each a way to its line. */
function YamlIssueList({ issues, onShow }: YamlIssueListProps) {
  return (
    <div role="status">
      <ul aria-label="Findings in the YAML" className="grid gap-1 empty:hidden">
        {issues.slice(0, maxShown).map((issue) => (
          <li key={`${issue.code} ${issue.line} ${issue.column}`} data-code={issue.code} className="text-xs text-ink">
            <button
              type="button"
              onClick={() => onShow(issue)}
              className={classNames(
                'mr-1 underline underline-offset-2',
                issue.severity === 'error' ? 'text-danger' : 'text-ink-2',
              )}
            >
              Line {issue.line}
            </button>
            {issue.message} <span className="text-ink-2">{issue.fix}</span>
          </li>
        ))}
        {issues.length > maxShown && <li className="text-xs text-ink-2">And {issues.length - maxShown} more.</li>}
      </ul>
    </div>
  );
}
