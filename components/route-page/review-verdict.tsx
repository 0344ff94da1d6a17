'use client';

import { Checkbox } from '@/components/ui/checkbox.tsx';
import { IssueText } from '@/components/ui/field.tsx';
import { Note } from '@/components/ui/note.tsx';
import type { FieldConflict, ReviewResult } from '@/lib/gateway-api/route-change.ts';
import { assertNever, type Issue } from '@/lib/outcome.ts';
import { conflictKey } from './conflict-key.ts';
import type { ReviewState } from './use-review.ts';

type ReviewVerdictProps = {
  readonly state: Exclude<ReviewState, { readonly phase: 'closed' } | { readonly phase: 'asking' }>;
  readonly taken: readonly string[];
  readonly onTake: (conflict: FieldConflict, isTaken: boolean) => void;
  readonly onShowIssue: (issue: Issue) => void;
};

/** What the cluster answered, and what has to be decided. */
export function ReviewVerdict({ state, taken, onTake, onShowIssue }: ReviewVerdictProps) {
  if (state.phase === 'refused') {
    return (
      <Note tone="danger" role="alert" title={state.during === 'apply' ? 'Not applied.' : 'Not reviewed.'}>
        <IssueList issues={state.issues} onShowIssue={onShowIssue} />
      </Note>
    );
  }
  const { review } = state;
  return (
    <div className="grid gap-2.5">
      <Headline review={review} onShowIssue={onShowIssue} />
      {review.verdict === 'conflict' && <Conflicts conflicts={review.conflicts} taken={taken} onTake={onTake} />}
      {review.undoers.length > 0 && (
        <Note tone="caution" title={`${review.undoers.join(' and ')} will undo this.`}>
          It writes its own version again. Copy the YAML and change it where {review.undoers.join(' and ')} reads it.
        </Note>
      )}
      {review.warnings.length > 0 && (
        <Note tone="caution" title="The API server warns:">
          <ul className="list-disc pl-4">
            {review.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}

function Headline({
  review,
  onShowIssue,
}: {
  readonly review: ReviewResult;
  readonly onShowIssue: (issue: Issue) => void;
}) {
  switch (review.verdict) {
    case 'would-apply':
      return (
        <Note tone="go" role="status" title="The cluster would accept this.">
          Checked by its schema, its rules and your rights; nothing is changed yet.
        </Note>
      );
    case 'nothing-to-do':
      return (
        <Note tone="accent" role="status" title="The cluster has exactly this already.">
          There is nothing to apply.
        </Note>
      );
    case 'conflict':
      return (
        <Note tone="caution" role="status" title="Somebody else owns what this changes.">
          In a route, ownership is by whole lists: to change one entry is to take over its list. Choose what to take
          over, or copy the YAML and hand it to the owner.
        </Note>
      );
    case 'stale':
      return (
        <Note tone="caution" role="status" title="The route was changed meanwhile.">
          Go back to the draft to see what changed and to join both.
        </Note>
      );
    case 'refused':
      return (
        <Note tone="danger" role="alert" title="The cluster would refuse this.">
          <IssueList issues={review.issues} onShowIssue={onShowIssue} />
        </Note>
      );
    default:
      return assertNever(review.verdict);
  }
}

function Conflicts({
  conflicts,
  taken,
  onTake,
}: {
  readonly conflicts: readonly FieldConflict[];
  readonly taken: readonly string[];
  readonly onTake: ReviewVerdictProps['onTake'];
}) {
  return (
    <fieldset className="grid gap-2 rounded-control border border-line p-3">
      <legend className="px-1 text-xs text-ink-3">Take over</legend>
      {conflicts.map((conflict) => (
        <Checkbox
          key={conflictKey(conflict)}
          checked={taken.includes(conflictKey(conflict))}
          onChange={(isTaken) => onTake(conflict, isTaken)}
          label={
            <>
              <code>{conflict.field.replace(/^\./, '')}</code> from <bdi>{conflict.managerName}</bdi>
            </>
          }
          hint={
            conflict.undoes
              ? `${conflict.managerName} will write its version again.`
              : 'Recorded in the activity log. Their next apply will meet a conflict with you.'
          }
        />
      ))}
    </fieldset>
  );
}

/** Findings, of which those with a place lead there. */
function IssueList({
  issues,
  onShowIssue,
}: {
  readonly issues: readonly Issue[];
  readonly onShowIssue: (issue: Issue) => void;
}) {
  return (
    <ul className="mt-1 grid gap-1">
      {issues.map((issue) => (
        <li key={`${issue.code} ${issue.message}`} className="flex flex-wrap items-start gap-x-2">
          <IssueText issue={issue} />
          {issue.path.length > 0 && (
            <button
              type="button"
              onClick={() => onShowIssue(issue)}
              className="text-xs font-medium text-accent underline underline-offset-2"
            >
              Show the field
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
