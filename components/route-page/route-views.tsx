'use client';

import type { RefObject } from 'react';
import { ChangePanel } from '@/components/route-editor/change-panel.tsx';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { RouteForm } from '@/components/route-editor/route-form.tsx';
import { isBroken } from '@/components/route-editor/route-yaml-draft.ts';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { classNames } from '@/components/ui/class-names.ts';
import { FrozenNote } from '@/components/yaml-editor/frozen-note.tsx';
import type { YamlEditorHandle } from '@/components/yaml-editor/yaml-editor.tsx';
import { YamlPane } from '@/components/yaml-editor/yaml-pane.tsx';
import type { RouteChange } from '@/lib/gateway-api/route-change.ts';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue } from '@/lib/outcome.ts';
import { type RouteView, RouteYamlView } from './route-yaml-view.tsx';

type RouteViewsProps = {
  readonly view: RouteView;
  readonly canEdit: boolean;
  readonly draft: Draft;
  readonly facts: EditorFacts;
  readonly schema: unknown;
  readonly issues: readonly Issue[];
  readonly changes: readonly RouteChange[];
  readonly yamlRef: RefObject<YamlEditorHandle | null>;
  /** Leads to a place of the YAML, whatever is shown now. */
  readonly onShowYaml: (issue: YamlIssue | undefined) => void;
};

/** The form, the YAML, or both beside each other. */
export function RouteViews(props: RouteViewsProps) {
  const { view, canEdit, draft, facts, schema, issues, changes, yamlRef, onShowYaml } = props;
  const { state } = draft;
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
        canEdit && view === 'form' && 'min-[1101px]:grid-cols-[minmax(0,1fr)_360px]',
        view === 'split' && 'grid-cols-2',
      )}
    >
      <div className="grid min-w-0 gap-3.5">
        {isBroken(state) && (
          <FrozenNote
            issue={state.yaml?.issues[0]}
            onShow={() => onShowYaml(state.yaml?.issues[0])}
            onUndo={() => draft.dispatch({ type: 'mend' })}
          />
        )}
        <RouteForm />
      </div>
      {view === 'split' && yaml}
      {canEdit && view === 'form' && (
        <div className="sticky top-4 grid min-w-0 grid-cols-1 gap-3.5 max-[1100px]:static">
          <ChangePanel base={state.base} draft={state.draft} changes={changes} />
        </div>
      )}
    </div>
  );
}
