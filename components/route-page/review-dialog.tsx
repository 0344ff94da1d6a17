'use client';

import { type ReactNode, useState } from 'react';
import { routeYaml } from '@/components/route-editor/route-yaml.ts';
import { Button, buttonClass } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { FieldConflict } from '@/lib/gateway-api/route-change.ts';
import type { Issue } from '@/lib/outcome.ts';
import { conflictKey } from './conflict-key.ts';
import { ReviewChanges } from './review-changes.tsx';
import { ReviewEffects } from './review-effects.tsx';
import { ReviewVerdict } from './review-verdict.tsx';
import type { RouteActions } from './route-actions.ts';
import type { ReviewState } from './use-review.ts';

type ReviewDialogProps = {
  readonly state: Exclude<ReviewState, { readonly phase: 'closed' }>;
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
  readonly effectsAction: RouteActions['routeEffectsAction'];
  readonly onClose: () => void;
  readonly onRetry: () => void;
  readonly onApply: (takeOver: readonly FieldConflict[], reason: string) => void;
  readonly onShowIssue: (issue: Issue) => void;
};

/** Shows what an apply would do before it is done, and does it. */
export function ReviewDialog({
  state,
  base,
  draft,
  effectsAction,
  onClose,
  onRetry,
  onApply,
  onShowIssue,
}: ReviewDialogProps) {
  const [reason, setReason] = useState('');
  const [taken, setTaken] = useState<readonly string[]>([]);
  const review = 'review' in state ? state.review : null;
  const conflicts = review?.conflicts ?? [];
  const isDecided = conflicts.every((conflict) => taken.includes(conflictKey(conflict)));
  const canApply =
    review !== null && (review.verdict === 'would-apply' || (review.verdict === 'conflict' && isDecided));

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => {
        if (!isOpen && state.phase !== 'applying') onClose();
      }}
      title={base ? `Review changes to ${draft.metadata.name}` : `Review the new route ${draft.metadata.name}`}
      description="Asked of the cluster as you, without changing anything."
      footer={
        <>
          <span className="mr-auto">
            <CopyButton text={routeYaml(draft)} label="Copy as YAML" />
          </span>
          <Button onClick={onClose} disabled={state.phase === 'applying'}>
            Back to the draft
          </Button>
          {state.phase === 'refused' ? (
            <RetryButtons issues={state.issues} onRetry={onRetry} />
          ) : (
            <Button
              variant="primary"
              pending={state.phase === 'applying'}
              disabled={!canApply}
              onClick={() => onApply(conflicts, reason)}
            >
              {conflicts.length > 0 ? 'Take over and apply' : 'Apply'}
            </Button>
          )}
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3.5">
        {state.phase === 'asking' && (
          <Centered>
            <Spinner /> Asking the cluster what would happen…
          </Centered>
        )}
        {state.phase !== 'asking' && (
          <ReviewVerdict
            state={state}
            taken={taken}
            onTake={(conflict, isTaken) =>
              setTaken(
                isTaken ? [...taken, conflictKey(conflict)] : taken.filter((key) => key !== conflictKey(conflict)),
              )
            }
            onShowIssue={onShowIssue}
          />
        )}
        {review && review.verdict !== 'nothing-to-do' && (
          <>
            <ReviewChanges changes={review.changes} base={review.live ?? base} draft={draft} />
            <ReviewEffects base={base} draft={draft} effectsAction={effectsAction} />
            {(review.verdict === 'would-apply' || review.verdict === 'conflict') && (
              <TextField
                label="Why (optional)"
                placeholder="For the activity log"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Centered({ children }: { readonly children: ReactNode }) {
  return (
    <p role="status" className="flex items-center justify-center gap-2 py-8 text-md text-ink-2">
      {children}
    </p>
  );
}

/** A session that has ended is renewed in another window, so that the draft stays where it is. */
function RetryButtons({ issues, onRetry }: { readonly issues: readonly Issue[]; readonly onRetry: () => void }) {
  const isSignedOut = issues.some((issue) => issue.code === 'access.signed-out');
  return (
    <>
      {isSignedOut && (
        <a href="/signin" target="_blank" rel="noreferrer" className={buttonClass({})}>
          Sign in again
        </a>
      )}
      <Button variant="primary" onClick={onRetry}>
        Try again
      </Button>
    </>
  );
}
