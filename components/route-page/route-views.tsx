'use client';

import type { RefObject } from 'react';
import { ChangePanel } from '@/components/route-editor/change-panel.tsx';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { RouteForm } from '@/components/route-editor/route-form.tsx';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { RouteGraph } from '@/components/route-graph/route-graph.tsx';
import { RequestTester } from '@/components/route-tester/request-tester.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { FrozenNote } from '@/components/yaml-editor/frozen-note.tsx';
import type { YamlEditorHandle } from '@/components/yaml-editor/yaml-editor.tsx';
import { YamlPane } from '@/components/yaml-editor/yaml-pane.tsx';
import type { RouteChange } from '@/lib/gateway-api/route-change.ts';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import { type RouteView, RouteYamlView } from './route-yaml-view.tsx';

type RouteViewsProps = {
  readonly view: RouteView;
  readonly canEdit: boolean;
  /** The YAML cannot be read, and nobody is about to mend it. */
  readonly isFrozen: boolean;
  readonly draft: Draft;
  readonly facts: EditorFacts;
  readonly schema: unknown;
  readonly issues: readonly Issue[];
  readonly changes: readonly RouteChange[];
  readonly yamlRef: RefObject<YamlEditorHandle | null>;
  /** Leads to a place of the YAML, whatever is shown now. */
  readonly onShowYaml: (issue: YamlIssue | undefined) => void;
  /** Leads to a place of the form, whatever is shown now. */
  readonly onShowField: (path: Path) => void;
};

/** The form, the YAML, both beside each other, or the graph. */
export function RouteViews(props: RouteViewsProps) {
  const { view, canEdit, isFrozen, draft, facts, schema, issues, changes, yamlRef, onShowYaml, onShowField } = props;
  const { state } = draft;
  if (view === 'graph') return <RouteGraph draft={state.draft} base={state.base} facts={facts} onShow={onShowField} />;
  if (!canEdit && view === 'yaml') return <RouteYamlView route={state.draft} isDraft={draft.isDirty} />;
  const yaml = (
    <YamlPane
      draft={draft}
      facts={facts}
      issues={issues}
      schema={schema}
      isBeside={view === 'split'}
      editorRef={yamlRef}
      onShow={onShowYaml}
    />
  );
  if (view === 'yaml') return yaml;
  return (
    <div
      className={classNames(
        'grid grid-cols-1 items-start gap-[18px]',
        view === 'form' && 'min-[1101px]:grid-cols-[minmax(0,1fr)_360px]',
        view === 'split' && 'grid-cols-2',
      )}
    >
      <div className="grid min-w-0 gap-3.5">
        {isFrozen && (
          <FrozenNote
            issue={state.yaml?.issues[0]}
            onShow={() => onShowYaml(state.yaml?.issues[0])}
            onUndo={() => draft.dispatch({ type: 'mend' })}
          />
        )}
        <RouteForm />
      </div>
      {view === 'split' && yaml}
      {view === 'form' && (
        <div className={classNames('grid min-w-0 grid-cols-1 gap-3.5', ownScroll)}>
          <RequestTester />
          {canEdit && <ChangePanel base={state.base} draft={state.draft} changes={changes} />}
        </div>
      )}
    </div>
  );
}

/** Beside the form the panels stay in view and scroll by themselves; the margin leaves room for focus rings. */
const ownScroll =
  'min-[1101px]:sticky min-[1101px]:top-2 min-[1101px]:-m-1 min-[1101px]:max-h-[calc(100dvh-16px)] min-[1101px]:overflow-y-auto min-[1101px]:p-1';
