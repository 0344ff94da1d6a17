'use client';

import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { type ReactNode, useEffect, useState } from 'react';
import { useLive, useRoute } from '@/components/live/use-live.ts';
import { draftKey } from '@/components/route-editor/draft-storage.ts';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { useDraft } from '@/components/route-editor/use-draft.ts';
import { isSameRoute } from '@/components/route-editor/wanted-part.ts';
import type { TesterActions } from '@/components/route-tester/tester-actions.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { teamPaths } from '@/components/shell/paths.ts';
import { SignalPath } from '@/components/signal-path/signal-path.tsx';
import { TrafficShift } from '@/components/traffic-shift/traffic-shift.tsx';
import { Tag } from '@/components/ui/chip.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { ViewerTeam } from '@/lib/access/viewer.ts';
import { strings } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { DeleteDialog } from './deletion.tsx';
import type { RouteActions } from './route-actions.ts';
import { RouteNotes } from './route-notes.tsx';
import { RouteStateChip } from './route-state-chip.tsx';
import { RouteWorkspace } from './route-workspace.tsx';
import { routeViews } from './route-yaml-view.tsx';
import { useEditorFacts } from './use-editor-facts.ts';
import { useLatestRoute } from './use-latest-route.ts';

type RoutePageProps = {
  readonly team: ViewerTeam;
  readonly viewerId: string;
  readonly route: HttpRoute;
  /** `last-known` while the cluster cannot be asked. */
  readonly source: 'cluster' | 'last-known';
  readonly asOf: number;
  readonly facts: EditorFacts;
  readonly actions: RouteActions;
  readonly testerActions: TesterActions;
};

/** A route: its lights, its form, and the way of a change into the cluster. */
export function RoutePage({
  team,
  viewerId,
  route,
  source,
  asOf,
  facts: openedFacts,
  actions,
  testerActions,
}: RoutePageProps) {
  const namespace = route.metadata.namespace ?? '';
  const name = route.metadata.name;
  const key = { namespace, name };
  const liveRow = useRoute(namespace, name);
  const connection = useLive((state) => state.connection.state);
  // A route that was only just made may not be in the stream yet: it is gone only when it had been there.
  const [wasSeen, setWasSeen] = useState(false);
  if (liveRow && !wasSeen) setWasSeen(true);
  const row = liveRow || wasSeen ? liveRow : undefined;
  const [view, setView] = useQueryState('view', parseAsStringLiteral(routeViews).withDefault('form'));
  const [isDeleting, setIsDeleting] = useState(false);
  const [latest, setLatest] = useLatestRoute(route, row, actions.fetchRouteAction);
  const storageKey = draftKey(viewerId, key);
  const draft = useDraft({
    storageKey,
    base: route,
    pristine: route,
    canEdit: team.canEdit,
  });
  const { state, dispatch, isDirty, forget } = draft;
  const { editorContextAction } = actions;
  const facts = useEditorFacts({
    team: team.slug,
    base: route,
    draft: state.draft,
    opened: openedFacts,
    editorContextAction,
  });
  const theirs = useRebase(latest, draft);

  function handleDiscard() {
    if (!state.base) return;
    const base = theirs ?? state.base;
    const { draft: discarded, fieldTexts, yaml } = state;
    if (theirs) dispatch({ type: 'rebase', base: theirs });
    dispatch({ type: 'discard', draft: base });
    forget();
    showToast({
      title: 'Draft discarded',
      action: { label: 'Undo', onClick: () => dispatch({ type: 'load', base, draft: discarded, fieldTexts, yaml }) },
    });
  }

  function handleApplied(applied: HttpRoute) {
    forget();
    setLatest(applied);
    dispatch({ type: 'load', base: applied, draft: applied, yaml: null });
    showToast({ title: `Applied ${name}`, description: 'The lights follow as the change takes hold.', tone: 'go' });
  }

  return (
    <RouteWorkspace
      draft={draft}
      facts={facts}
      canEdit={team.canEdit}
      view={view}
      onViewChange={setView}
      actions={actions}
      tester={{ team: team.slug, draftKey: storageKey, actions: testerActions }}
      onDiscard={handleDiscard}
      onApplied={handleApplied}
      onStale={(live) => live && setLatest(live)}
      renderHeader={(toolbar) => (
        <PageHeader
          title={<bdi>{name}</bdi>}
          beside={
            <>
              <Tag>{namespace}</Tag>
              <RouteStateChip row={row} />
            </>
          }
        >
          {toolbar}
          {team.canEdit && (
            <RouteMenu
              duplicateHref={`${teamPaths.newRoute(team.slug)}?from=${encodeURIComponent(`${namespace}/${name}`)}`}
              onDelete={() => setIsDeleting(true)}
            />
          )}
        </PageHeader>
      )}
    >
      <div className="mb-[18px] grid gap-3 empty:hidden">
        <RouteNotes
          team={team}
          routeKey={key}
          row={row}
          source={source}
          asOf={asOf}
          draft={draft}
          theirs={isDirty ? theirs : null}
          actions={actions}
          onDiscard={handleDiscard}
        />
        {row !== null && (
          <SignalPath
            route={key}
            signals={row?.signals ?? null}
            generation={row?.generation}
            isLive={row === undefined || connection === 'live'}
            checkAction={actions.checkNowAction}
          >
            {isDirty && (
              <p className="mt-3 text-xs text-ink-3">The lights show what is in the cluster, not your draft.</p>
            )}
          </SignalPath>
        )}
        {team.canEdit && row !== null && (
          <TrafficShift
            route={latest ?? route}
            services={facts.services}
            hasDraft={isDirty}
            actions={actions}
            onRoute={setLatest}
          />
        )}
      </div>
      <DeleteDialog
        route={key}
        hostnames={strings(route.spec?.hostnames)}
        open={isDeleting}
        onOpenChange={setIsDeleting}
        actions={actions}
      />
    </RouteWorkspace>
  );
}

/**
 * Keeps the editor on the newest version: without a draft it follows; a version that only the server wrote on becomes the new
 * base; another one comes back, to be decided about.
 */
function useRebase(latest: HttpRoute | null, draft: ReturnType<typeof useDraft>): HttpRoute | null {
  const { state, dispatch, isDirty } = draft;
  const { base } = state;
  const isOther = latest !== null && base !== null && latest !== base;
  const isSameWish = isOther && isSameRoute(latest, base);
  const canFollow = isOther && (isSameWish || !isDirty);

  useEffect(() => {
    if (!canFollow) return;
    if (isDirty) dispatch({ type: 'rebase', base: latest });
    else dispatch({ type: 'load', base: latest, draft: latest });
  }, [canFollow, latest, isDirty, dispatch]);

  return isOther && !canFollow ? latest : null;
}

function RouteMenu({
  duplicateHref,
  onDelete,
}: {
  readonly duplicateHref: string;
  readonly onDelete: () => void;
}): ReactNode {
  return (
    <Menu
      trigger={
        <IconButton label="More" bordered>
          <Ellipsis aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
      <MenuLinkItem href={duplicateHref} icon={<Copy aria-hidden="true" className="size-3.5" />}>
        Duplicate
      </MenuLinkItem>
      <MenuSeparator />
      <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" className="size-3.5" />} onClick={onDelete}>
        Delete…
      </MenuItem>
    </Menu>
  );
}
