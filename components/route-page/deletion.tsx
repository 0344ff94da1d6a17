'use client';

import { useState } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useNow } from '@/components/ui/clock.ts';
import { Note } from '@/components/ui/note.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { ask, type RouteActions, type RouteKey } from './route-actions.ts';

type DeletionActions = Pick<RouteActions, 'deleteRouteAction' | 'undoDeleteAction'>;

type DeleteDialogProps = {
  readonly route: RouteKey;
  readonly hostnames: readonly string[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly actions: DeletionActions;
};

/** Asks before a route is deleted; the server then waits ten seconds. */
export function DeleteDialog({ route, hostnames, open, onOpenChange, actions }: DeleteDialogProps) {
  const [isPending, setIsPending] = useState(false);

  async function handleConfirm() {
    setIsPending(true);
    const outcome = await ask(actions.deleteRouteAction, route);
    setIsPending(false);
    onOpenChange(false);
    if (outcome.status === 'refused') return showRefusal(`${route.name} is not deleted.`, outcome.issues[0]?.message);
    const { deletingAt } = outcome.value;
    showToast({
      title: <Countdown name={route.name} until={deletingAt} />,
      timeoutMs: 10_000,
      action: { label: 'Undo', onClick: () => undoDeletion(route, actions) },
    });
  }

  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${route.name}?`}
      confirmLabel="Delete"
      cancelLabel="Keep it"
      pending={isPending}
      onConfirm={handleConfirm}
    >
      {hostnames.length > 0 ? (
        <>
          Requests for <bdi>{hostnames.join(', ')}</bdi> will no longer reach its backends, and their DNS records go.
        </>
      ) : (
        'Its requests will no longer reach its backends.'
      )}{' '}
      It is carried out after ten seconds; until then you can undo it, and later you can restore it from Activity.
    </AlertDialog>
  );
}

type DeletionBannerProps = {
  readonly route: RouteKey;
  readonly deletingAt: number;
  readonly canEdit: boolean;
  readonly actions: DeletionActions;
};

/** Stands on the page while a deletion waits; it knows of it from the server, so also after a reload. */
export function DeletionBanner({ route, deletingAt, canEdit, actions }: DeletionBannerProps) {
  const [isPending, setIsPending] = useState(false);

  async function handleUndo() {
    setIsPending(true);
    await undoDeletion(route, actions);
    setIsPending(false);
  }

  return (
    <Note
      tone="danger"
      role="alert"
      action={
        canEdit && (
          <Button size="sm" pending={isPending} onClick={handleUndo}>
            Undo
          </Button>
        )
      }
    >
      <Countdown name={route.name} until={deletingAt} />
    </Note>
  );
}

function Countdown({ name, until }: { readonly name: string; readonly until: number }) {
  const now = useNow(250);
  const seconds = now === null ? null : Math.max(0, Math.ceil((until - now) / 1000));
  if (seconds === 0) return <>Deleting {name} now…</>;
  // A screen reader hears once that it will happen, not every second.
  return (
    <>
      Deleting <bdi>{name}</bdi>
      <span className="sr-only"> in a few seconds</span>
      <span aria-hidden="true" className="tabular-nums">
        {seconds !== null && ` in ${seconds} s`}
      </span>
    </>
  );
}

async function undoDeletion(route: RouteKey, actions: DeletionActions): Promise<void> {
  const outcome = await ask(actions.undoDeleteAction, route);
  if (outcome.status === 'refused') return showRefusal('The deletion goes on.', outcome.issues[0]?.message);
  showToast({ title: `${route.name} stays.`, tone: 'go' });
}

function showRefusal(title: string, description: string | undefined): void {
  showToast({ title, description, tone: 'danger' });
}
