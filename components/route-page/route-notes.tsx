'use client';

import type { Draft } from '@/components/route-editor/use-draft.ts';
import { teamPaths } from '@/components/shell/paths.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { ViewerTeam } from '@/lib/access/viewer.ts';
import { ownersOf } from '@/lib/gateway-api/managed-fields.ts';
import { managerName, undoes } from '@/lib/gateway-api/managers.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { ChangedBanner } from './changed-banner.tsx';
import { DeletionBanner } from './deletion.tsx';
import { DraftNotes } from './draft-notes.tsx';
import type { RouteActions, RouteKey } from './route-actions.ts';

type RouteNotesProps = {
  readonly team: ViewerTeam;
  readonly routeKey: RouteKey;
  readonly row: RouteRow | null | undefined;
  readonly source: 'cluster' | 'last-known';
  readonly asOf: number;
  readonly draft: Draft;
  /** Another version in the cluster that the draft does not know of yet. */
  readonly theirs: HttpRoute | null;
  readonly actions: RouteActions;
  readonly onDiscard: () => void;
};

/** Everything that somebody must know before they read or change the route. */
export function RouteNotes(props: RouteNotesProps) {
  const { team, routeKey, row, source, asOf, draft, theirs, actions, onDiscard } = props;
  const { base, draft: document, fieldTexts } = draft.state;
  return (
    <>
      {!team.canEdit && (
        <Note tone="accent">
          You can look at this route. Changing it needs the editor role in {team.name}: ask an admin of the team.
        </Note>
      )}
      {source === 'last-known' && (
        <Note tone="caution" role="status">
          The cluster cannot be reached. This is the route as it was known at <TimeText at={asOf} />.
          {team.canEdit && ' You can go on with a draft; it is kept until it can be applied.'}
        </Note>
      )}
      {row === null && <GoneNote team={team} routeKey={routeKey} />}
      {row?.deletingAt != null && (
        <DeletionBanner route={routeKey} deletingAt={row.deletingAt} canEdit={team.canEdit} actions={actions} />
      )}
      {team.canEdit && base && <UndoersNote route={base} />}
      <DraftNotes draft={draft} onDiscard={onDiscard} />
      {theirs && base && (
        <ChangedBanner
          base={base}
          mine={document}
          theirs={theirs}
          changedBy={row?.lastChange?.by ?? null}
          onDecide={(decided) => draft.dispatch({ type: 'load', base: theirs, draft: decided, fieldTexts })}
        />
      )}
    </>
  );
}

/** The route went away while its page was open. */
function GoneNote({ team, routeKey }: { readonly team: ViewerTeam; readonly routeKey: RouteKey }) {
  return (
    <Note
      tone="danger"
      role="alert"
      action={
        <span className="flex gap-2">
          <ButtonLink size="sm" href={teamPaths.activity(team.slug)}>
            Restore from Activity
          </ButtonLink>
          <ButtonLink size="sm" href={teamPaths.routes(team.slug)}>
            All routes
          </ButtonLink>
        </span>
      }
    >
      <bdi>{routeKey.name}</bdi> is no longer in the cluster. What you see is its last version.
    </Note>
  );
}

/** Said before an edit, not after it: some managers write their own version again. */
function UndoersNote({ route }: { readonly route: HttpRoute }) {
  const names = ownersOf(route).flatMap(({ manager }) => (undoes(manager) ? [managerName(manager)] : []));
  const undoers = [...new Set(names)];
  if (undoers.length === 0) return null;
  return (
    <Note tone="caution" title={`${undoers.join(' and ')} keeps this route in step with its source.`}>
      What you change here will be undone. Copy the YAML and change it at the source.
    </Note>
  );
}
