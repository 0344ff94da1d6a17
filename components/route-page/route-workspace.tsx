'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { ChangePanel } from '@/components/route-editor/change-panel.tsx';
import { EditorProvider } from '@/components/route-editor/editor-context.tsx';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { focusField } from '@/components/route-editor/field-anchor.ts';
import { RouteForm } from '@/components/route-editor/route-form.tsx';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { classNames } from '@/components/ui/class-names.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import type { RouteActions } from './route-actions.ts';
import { type RouteView, RouteYamlView } from './route-yaml-view.tsx';
import { useReview } from './use-review.ts';
import { useRouteEditor } from './use-route-editor.ts';

type RouteWorkspaceProps = {
  readonly draft: Draft;
  readonly facts: EditorFacts;
  readonly canEdit: boolean;
  readonly view: RouteView;
  readonly onViewChange: (view: RouteView) => void;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction'>;
  /** Builds the page's header around the toolbar. */
  readonly renderHeader: (toolbar: ReactNode) => ReactNode;
  /** Stands between the header and the form: notes, the signal path. */
  readonly children?: ReactNode;
  readonly onDiscard: () => void;
  readonly onApplied: (route: HttpRoute) => void;
  readonly onStale: (live: HttpRoute | null) => void;
};

/** The form with its toolbar, its panels and its review: the same for a new route and for one that exists. */
export function RouteWorkspace(props: RouteWorkspaceProps) {
  const { draft, facts, canEdit, view, onViewChange, actions, renderHeader, children, onDiscard, onApplied, onStale } =
    props;
  const { state } = draft;
  const editor = useRouteEditor(draft, facts);
  const [announcement, setAnnouncement] = useState('');
  useUndoKeys(draft, canEdit);

  const review = useReview({
    input: {
      namespace: state.draft.metadata.namespace ?? '',
      name: state.draft.metadata.name,
      base: state.base,
      draft: state.draft,
    },
    actions,
    onApplied,
    onStale,
    onIssues: editor.setServerIssues,
  });

  function handleReview() {
    if (editor.problems.length === 0) return review.start();
    onViewChange('form');
    editor.showProblems();
  }

  function handleShowIssue(issue: Issue) {
    review.close();
    onViewChange('form');
    // After the dialog has given the focus back.
    setTimeout(() => focusField(issue.path, state.draft), 120);
  }

  return (
    <EditorProvider
      draft={state.draft}
      isNew={state.base === null}
      canEdit={canEdit}
      facts={facts}
      ruleKeys={state.ruleKeys}
      fieldTexts={state.fieldTexts}
      issues={canEdit ? editor.shownIssues : none}
      judge={editor.judge}
      edit={draft.edit}
      setText={draft.setText}
      announce={setAnnouncement}
    >
      {renderHeader(
        <EditorToolbar
          draft={draft}
          canEdit={canEdit}
          view={view}
          onViewChange={onViewChange}
          changeCount={editor.changes.length}
          problemCount={editor.shownProblems.length}
          onDiscard={onDiscard}
          onReview={handleReview}
          isReviewing={review.state.phase === 'asking'}
        />,
      )}
      {children}
      {view === 'yaml' ? (
        <RouteYamlView route={state.draft} isDraft={draft.isDirty} />
      ) : (
        <div
          className={classNames(
            'grid grid-cols-1 items-start gap-[18px]',
            canEdit && 'min-[1101px]:grid-cols-[minmax(0,1fr)_360px]',
          )}
        >
          <RouteForm />
          {canEdit && (
            <div className="sticky top-4 grid min-w-0 grid-cols-1 gap-3.5 max-[1100px]:static">
              <ChangePanel base={state.base} draft={state.draft} changes={editor.changes} />
            </div>
          )}
        </div>
      )}
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {review.state.phase !== 'closed' && (
        <ReviewDialog
          state={review.state}
          base={state.base}
          draft={state.draft}
          onClose={review.close}
          onRetry={review.start}
          onApply={review.apply}
          onShowIssue={handleShowIssue}
        />
      )}
    </EditorProvider>
  );
}

const none: readonly Issue[] = [];

/** ⌘Z and ⇧⌘Z (Ctrl elsewhere) for the whole draft, also inside its fields. Dialogs keep their own. */
function useUndoKeys({ dispatch }: Draft, canEdit: boolean): void {
  useEffect(() => {
    if (!canEdit) return;
    function handleKeyDown(event: KeyboardEvent) {
      const key = event.key.toLowerCase();
      if (!(event.metaKey || event.ctrlKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
      if (event.target instanceof Element && event.target.closest('[role="dialog"],[role="alertdialog"]')) return;
      event.preventDefault();
      dispatch({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [dispatch, canEdit]);
}
