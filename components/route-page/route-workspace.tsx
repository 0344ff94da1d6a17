'use client';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { EditorProvider } from '@/components/route-editor/editor-context.tsx';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { focusField } from '@/components/route-editor/field-anchor.ts';
import { routeFieldsOf } from '@/components/route-editor/route-fields.ts';
import { isBroken } from '@/components/route-editor/route-yaml-draft.ts';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import type { TesterActions } from '@/components/route-tester/tester-actions.ts';
import { TesterProvider } from '@/components/route-tester/tester-context.tsx';
import { Note } from '@/components/ui/note.tsx';
import { useYamlReader } from '@/components/yaml-editor/use-yaml-reader.ts';
import type { YamlEditorHandle } from '@/components/yaml-editor/yaml-editor.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import type { RouteActions } from './route-actions.ts';
import { RouteViews } from './route-views.tsx';
import type { RouteView } from './route-yaml-view.tsx';
import { useLasting } from './use-lasting.ts';
import { useReview } from './use-review.ts';
import { useRoom } from './use-room.ts';
import { useRouteEditor } from './use-route-editor.ts';

type RouteWorkspaceProps = {
  readonly draft: Draft;
  readonly facts: EditorFacts;
  readonly canEdit: boolean;
  readonly view: RouteView;
  readonly onViewChange: (view: RouteView) => void;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction' | 'routeEffectsAction'>;
  /** What the request tester needs: whose requests, and where those of a new route are kept. */
  readonly tester: { readonly team: string; readonly draftKey: string; readonly actions: TesterActions };
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
  const { draft, facts, canEdit, onViewChange, actions, tester, renderHeader } = props;
  const { children, onDiscard, onApplied, onStale } = props;
  const { state, dispatch } = draft;
  const hasRoom = useRoom();
  const view = props.view === 'split' && !(hasRoom && canEdit) ? 'form' : props.view;
  const yamlRef = useRef<YamlEditorHandle>(null);
  const isFrozen = useLasting(isBroken(state), 600);
  useYamlReader(state, dispatch);
  const editor = useRouteEditor(draft, facts);
  const routeFields = useMemo(() => routeFieldsOf(editor.schema), [editor.schema]);
  const knownFacts = useMemo(() => ({ ...facts, routeFields }), [facts, routeFields]);
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

  function showForm() {
    if (view === 'yaml' || view === 'graph') onViewChange('form');
  }

  function showYaml(issue: YamlIssue | undefined) {
    if (view === 'form' || view === 'graph') onViewChange('yaml');
    // The editor comes with its view.
    setTimeout(() => yamlRef.current?.goTo(issue?.line ?? 1, issue?.column ?? 1), view === 'form' ? 50 : 0);
  }

  function showField(path: Path) {
    showForm();
    focusWhenDrawn(path, state.draft);
  }

  function handleReview() {
    if (isBroken(state)) return showYaml(state.yaml?.issues[0]);
    if (editor.problemsNow().length === 0) return review.start();
    showForm();
    editor.showProblems();
  }

  function handleShowIssue(issue: Issue) {
    review.close();
    showForm();
    // After the dialog has given the focus back.
    setTimeout(() => focusField(issue.path, state.draft), 120);
  }

  return (
    <EditorProvider
      draft={state.draft}
      isNew={state.base === null}
      canEdit={canEdit && !isFrozen}
      facts={knownFacts}
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
          isReviewing={review.state.phase === 'asking' || state.yaml?.state === 'waiting'}
          hasRoom={hasRoom}
        />,
      )}
      {children}
      {canEdit && editor.isSchemaKnown === false && (
        <Note tone="caution">
          The cluster’s own schema of routes cannot be read, so only the portal’s checks judge the draft here. The
          review still asks the cluster.
        </Note>
      )}
      <TesterProvider
        {...tester}
        route={keyOf(state.base)}
        draft={state.draft}
        sendRefusal={sendRefusal(draft)}
        canEdit={canEdit}
      >
        <RouteViews
          view={view}
          canEdit={canEdit}
          isFrozen={isFrozen}
          draft={draft}
          facts={facts}
          schema={editor.schema}
          issues={canEdit ? editor.shownIssues : none}
          changes={editor.changes}
          yamlRef={yamlRef}
          onShowYaml={showYaml}
          onShowField={showField}
        />
      </TesterProvider>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {review.state.phase !== 'closed' && (
        <ReviewDialog
          state={review.state}
          base={state.base}
          draft={state.draft}
          effectsAction={actions.routeEffectsAction}
          onClose={review.close}
          onRetry={review.start}
          onApply={review.apply}
          onShowIssue={handleShowIssue}
        />
      )}
    </EditorProvider>
  );
}

/** The form may take a moment to come. */
function focusWhenDrawn(path: Path, draft: HttpRoute, tries = 80): void {
  setTimeout(() => {
    if (!focusField(path, draft) && tries > 0) focusWhenDrawn(path, draft, tries - 1);
  }, 60);
}

const none: readonly Issue[] = [];

function keyOf(route: HttpRoute | null) {
  return route && { namespace: route.metadata.namespace ?? '', name: route.metadata.name };
}

/** Why a request cannot go through the Gateway for real; null when it can. */
function sendRefusal({ state, isDirty }: Draft): string | null {
  if (state.base === null) return 'The Gateway does not know this route before it is applied.';
  return isDirty ? 'The Gateway knows the applied route only. Apply or discard the draft first.' : null;
}

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
