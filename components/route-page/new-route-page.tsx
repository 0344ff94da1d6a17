'use client';

import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { draftKey } from '@/components/route-editor/draft-storage.ts';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { duplicateRoute, newRoute } from '@/components/route-editor/new-route.ts';
import { useDraft } from '@/components/route-editor/use-draft.ts';
import { ReplaceQuestion } from '@/components/route-templates/replace-question.tsx';
import { TemplatePicker } from '@/components/route-templates/template-picker.tsx';
import { useChosenTemplate, useTemplateChoice } from '@/components/route-templates/use-template.ts';
import { adoptTests } from '@/components/route-tester/test-store.ts';
import type { TesterActions } from '@/components/route-tester/tester-actions.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { teamPaths } from '@/components/shell/paths.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { ViewerTeam } from '@/lib/access/viewer.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { DraftNotes } from './draft-notes.tsx';
import type { RouteActions } from './route-actions.ts';
import { RouteWorkspace } from './route-workspace.tsx';
import { routeViews } from './route-yaml-view.tsx';
import { useEditorFacts } from './use-editor-facts.ts';

type NewRoutePageProps = {
  readonly team: ViewerTeam;
  readonly viewerId: string;
  /** The route that is duplicated; null for an empty one. */
  readonly template: HttpRoute | null;
  /** The hostname that the route is for; null for none yet. */
  readonly hostname: string | null;
  readonly facts: EditorFacts;
  readonly actions: Pick<
    RouteActions,
    'reviewRouteAction' | 'applyRouteAction' | 'editorContextAction' | 'routeEffectsAction'
  >;
  readonly testerActions: TesterActions;
};

/** Makes a new route, from nothing or from another one. */
export function NewRoutePage(props: NewRoutePageProps) {
  const { team, facts } = props;
  if (!team.canEdit) {
    return (
      <EmptyState
        title="New routes need the editor role"
        action={<ButtonLink href={teamPaths.routes(team.slug)}>All routes</ButtonLink>}
      >
        You can look at the routes of {team.name}. Ask an admin of the team for the editor role.
      </EmptyState>
    );
  }
  if (facts.namespaces.length === 0) {
    return (
      <EmptyState
        title="There is no namespace for a route"
        action={<ButtonLink href={teamPaths.team(team.slug)}>The team’s rights</ButtonLink>}
      >
        {team.name} has no namespace that you may see in this cluster. The platform team gives it one.
      </EmptyState>
    );
  }
  return <NewRouteEditor {...props} />;
}

function NewRouteEditor(props: NewRoutePageProps) {
  const { team, viewerId, template, hostname, facts: openedFacts, actions, testerActions } = props;
  const router = useRouter();
  const [view, setView] = useQueryState('view', parseAsStringLiteral(routeViews).withDefault('form'));
  const [chosen, setTemplateId] = useChosenTemplate();
  // What the editor opens with stays, while the facts go on changing.
  const [opened] = useState(openedFacts);
  const pristine = useMemo(
    () => (template ? duplicateRoute(template, opened) : newRoute(opened, team.slug, { template: chosen, hostname })),
    [template, opened, team.slug, chosen, hostname],
  );
  const source = template
    ? ` from ${template.metadata.namespace}/${template.metadata.name}`
    : hostname === null
      ? ''
      : ` for ${hostname}`;
  const storageKey = draftKey(viewerId, { newIn: `${team.slug}${source}` });
  const draft = useDraft({
    storageKey,
    base: null,
    pristine,
    canEdit: true,
  });
  const { state, dispatch, forget } = draft;
  const { editorContextAction } = actions;
  const facts = useEditorFacts({
    team: team.slug,
    base: null,
    draft: state.draft,
    opened: openedFacts,
    editorContextAction,
  });

  const choice = useTemplateChoice({
    draft,
    pristine,
    opened,
    facts,
    team: team.slug,
    template: chosen,
    hostname,
    setTemplateId,
  });

  function handleDiscard() {
    const { draft: discarded, fieldTexts, yaml } = state;
    dispatch({ type: 'discard', draft: pristine });
    forget();
    showToast({
      title: 'Draft discarded',
      action: {
        label: 'Undo',
        onClick: () => dispatch({ type: 'load', base: null, draft: discarded, fieldTexts, yaml }),
      },
    });
  }

  async function handleApplied(route: HttpRoute) {
    forget();
    // The editor must not save what is no draft any more while the next page comes.
    dispatch({ type: 'load', base: null, draft: pristine, yaml: null });
    const { namespace = '', name } = route.metadata;
    showToast({ title: `Applied ${name}`, description: 'Its lights turn on one after the other.', tone: 'go' });
    const { saveTestsAction } = testerActions;
    // The route's page reads them when it opens.
    const kept = await adoptTests({ draftKey: storageKey, route: { namespace, name }, saveTestsAction });
    if (kept.status === 'refused') {
      showToast({
        title: 'The saved requests were not kept with it.',
        description: kept.issues[0]?.message,
        tone: 'danger',
      });
    }
    router.push(teamPaths.route(team.slug, { namespace, name }));
  }

  return (
    <RouteWorkspace
      draft={{ ...draft, edit: choice.edit }}
      facts={facts}
      canEdit
      view={view}
      onViewChange={setView}
      actions={actions}
      tester={{ team: team.slug, draftKey: storageKey, actions: testerActions }}
      onDiscard={handleDiscard}
      onApplied={handleApplied}
      onStale={() => {}}
      renderHeader={(toolbar) => (
        <PageHeader
          title="New route"
          beside={
            (template || hostname) && (
              <span className="text-md text-ink-2">
                {template ? 'a copy of ' : 'for '}
                <bdi className="break-all">{template?.metadata.name ?? hostname}</bdi>
              </span>
            )
          }
        >
          {toolbar}
        </PageHeader>
      )}
    >
      <div className="mb-3.5 grid gap-3 empty:hidden">
        <DraftNotes draft={draft} onDiscard={handleDiscard} />
        {!template && <TemplatePicker current={chosen} options={choice.options} onChoose={choice.choose} />}
      </div>
      <ReplaceQuestion
        title={choice.question?.template.title ?? null}
        losses={choice.question?.losses ?? []}
        onAnswer={choice.answer}
      />
    </RouteWorkspace>
  );
}
