'use client';

import { useCallback, useTransition } from 'react';
import { closeToast, showToast } from '@/components/ui/toast.tsx';
import type { Action } from '@/lib/outcome.ts';

export type RouteKey = { readonly namespace: string; readonly name: string };
export type DeleteActions = {
  readonly deleteAction: Action<RouteKey, { deletingAt: number }>;
  readonly undoAction: Action<RouteKey, object>;
};

/** Deletes a route after the server's waiting time, with Undo in a toast that outlives the page. */
export function useDeleteRoute({ deleteAction, undoAction }: DeleteActions) {
  const [isPending, startTransition] = useTransition();

  const undo = useCallback(
    (route: RouteKey) => {
      startTransition(async () => {
        const outcome = await undoAction(route).catch(() => null);
        if (outcome?.status === 'accepted') showToast({ title: `${route.name} is kept`, tone: 'go' });
        else
          showToast({
            title: `${route.name} could not be kept`,
            description: refusalText(outcome),
            tone: 'danger',
            timeoutMs: 0,
          });
      });
    },
    [undoAction],
  );

  const remove = useCallback(
    (route: RouteKey) => {
      startTransition(async () => {
        const outcome = await deleteAction(route).catch(() => null);
        if (outcome?.status !== 'accepted') {
          showToast({
            title: `${route.name} was not deleted`,
            description: refusalText(outcome),
            tone: 'danger',
            timeoutMs: 0,
          });
          return;
        }
        const id = showToast({
          title: `${route.name} is being deleted`,
          description: 'It goes on serving until the time is over.',
          tone: 'caution',
          timeoutMs: 0,
          action: { label: 'Undo', onClick: () => undo(route) },
        });
        setTimeout(() => closeToast(id), 10_000);
      });
    },
    [deleteAction, undo],
  );

  return { remove, undo, isPending };
}

function refusalText(outcome: Awaited<ReturnType<Action<RouteKey, unknown>>> | null): string {
  if (outcome?.status !== 'refused') return 'Signalbox did not answer. Check your connection and try again.';
  return outcome.issues.map((issue) => [issue.message, issue.fix].filter(Boolean).join(' ')).join(' ');
}
