'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { IssueText } from '@/components/ui/field.tsx';
import { Note } from '@/components/ui/note.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { Action, Issue, Outcome } from '@/lib/outcome.ts';
import { type ActivityEntry, targetOf } from './activity-view.ts';

type Event = { readonly team: string; readonly eventId: string };
type RouteKey = { readonly namespace: string; readonly name: string };
type Preview = { readonly ties: readonly string[] };

export type RestoreActions = {
  readonly previewAction: Action<Event, Preview>;
  readonly restoreAction: Action<Event & RouteKey, RouteKey>;
};

type RestoreDialogProps = RestoreActions & { readonly entry: ActivityEntry; readonly onClose: () => void };

const notAnswered: Issue = {
  code: 'access.unreachable',
  severity: 'error',
  path: [],
  message: 'Signalbox did not answer.',
  fix: 'Check your connection and try again.',
};

/** Makes a deleted route again, after saying what a new creation time loses. */
export function RestoreDialog({ entry, previewAction, restoreAction, onClose }: RestoreDialogProps) {
  const team = useTeam();
  const router = useRouter();
  const route = targetOf(entry.target);
  const [preview, setPreview] = useState<Outcome<Preview> | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    let isCurrent = true;
    const unanswered = { status: 'refused', issues: [notAnswered] } as const;
    void previewAction({ team: team.slug, eventId: entry.id })
      .catch(() => unanswered)
      .then((outcome) => isCurrent && setPreview(outcome));
    return () => {
      isCurrent = false;
    };
  }, [previewAction, team.slug, entry.id]);

  function handleRestore() {
    startTransition(async () => {
      const outcome = await restoreAction({ team: team.slug, eventId: entry.id, ...route }).catch(() => null);
      if (outcome?.status !== 'accepted') return setIssues(outcome?.issues ?? [notAnswered]);
      onClose();
      const href = teamPaths.route(team.slug, outcome.value);
      showToast({
        title: `${route.name} is restored`,
        tone: 'go',
        action: { label: 'Open', onClick: () => router.push(href) },
      });
      router.refresh();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Restore <bdi>{route.name}</bdi>?
        </>
      }
      description="The route is made again as it was when it was deleted."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={isPending}
            disabled={preview?.status !== 'accepted'}
            onClick={handleRestore}
          >
            Restore
          </Button>
        </>
      }
    >
      <div className="grid gap-3" aria-live="polite">
        <PreviewText preview={preview} />
        {issues.map((issue) => (
          <IssueText key={issue.code} issue={issue} />
        ))}
      </div>
    </Dialog>
  );
}

function PreviewText({ preview }: { readonly preview: Outcome<Preview> | null }) {
  if (preview === null) {
    return (
      <>
        <LoadingLabel>What the restored route would lose is being read.</LoadingLabel>
        <Skeleton className="h-3 w-4/5" />
        <Skeleton className="h-3 w-1/2" />
      </>
    );
  }
  if (preview.status === 'refused') return preview.issues.map((issue) => <IssueText key={issue.code} issue={issue} />);
  const { ties } = preview.value;
  if (ties.length === 0)
    return (
      <p className="text-ink-2">It shares no hostname and match with another route, so it serves again as before.</p>
    );
  return (
    <Note tone="caution" title="It will be younger than routes that want the same requests, and the older one wins.">
      <ul className="mt-1 list-disc pl-4">
        {ties.map((tie) => (
          <li key={tie}>
            <RichReason text={tie} />
          </li>
        ))}
      </ul>
    </Note>
  );
}
