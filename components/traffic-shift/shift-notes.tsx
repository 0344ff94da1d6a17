'use client';

import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { formatShare } from '@/lib/gateway-api/describe.ts';
import type { FieldConflict } from '@/lib/gateway-api/route-change.ts';
import type { ShiftPlan } from './shift-plan.ts';
import type { ShiftState, ShiftStep } from './use-shift.ts';

type ShiftNotesProps = {
  readonly state: ShiftState;
  readonly plan: ShiftPlan;
  readonly hasDraft: boolean;
  readonly onTakeOver: (step: ShiftStep, conflicts: readonly FieldConflict[]) => void;
  readonly onRetry: (step: ShiftStep) => void;
  readonly onDismiss: () => void;
};

/** What must be known before a step, and what came of one that was not applied. */
export function ShiftNotes({ state, plan, hasDraft, onTakeOver, onRetry, onDismiss }: ShiftNotesProps) {
  return (
    <>
      {plan.next !== null && plan.new.lamp.state === 'problem' && (
        <Note tone="danger" role="status" title={`${plan.new.name}: ${plan.new.lamp.words}.`}>
          With the next step {formatShare(plan.next)} of the rule’s requests would get an error.
        </Note>
      )}
      {plan.old.lamp.state === 'problem' && (
        <Note tone="caution" role="status" title={`${plan.old.name}: ${plan.old.lamp.words}.`}>
          A way back would lead requests to it.
        </Note>
      )}
      {hasDraft && (
        <Note tone="accent">
          A step changes the route in the cluster. Your draft stays, and then asks to be joined with the new weights.
        </Note>
      )}
      {state.phase === 'refused' && (
        <Note
          tone="danger"
          role="alert"
          title="The step was not applied."
          action={
            <Button size="sm" onClick={() => onRetry(state.step)}>
              Try again
            </Button>
          }
        >
          {state.issues.map(({ message, fix }) => `${message}${fix ? ` ${fix}` : ''}`).join(' ')}
        </Note>
      )}
      {state.phase === 'stale' && (
        <Note tone="caution" role="alert" action={<Dismiss onDismiss={onDismiss} />}>
          Somebody changed the route at the same moment. The shares above are theirs now: look at them and go on.
        </Note>
      )}
      {state.phase === 'conflict' && <ConflictNote state={state} onTakeOver={onTakeOver} onDismiss={onDismiss} />}
    </>
  );
}

type ConflictNoteProps = Pick<ShiftNotesProps, 'onTakeOver' | 'onDismiss'> & {
  readonly state: Extract<ShiftState, { readonly phase: 'conflict' }>;
};

function ConflictNote({ state, onTakeOver, onDismiss }: ConflictNoteProps) {
  const { step, conflicts } = state;
  const owners = [...new Set(conflicts.map(({ managerName }) => managerName))].join(' and ');
  const willUndo = conflicts.some(({ undoes }) => undoes);
  return (
    <Note
      tone="caution"
      role="alert"
      title={`${owners} owns these weights.`}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" variant="danger" onClick={() => onTakeOver(step, conflicts)}>
            Take over and shift
          </Button>
          <Dismiss onDismiss={onDismiss} />
        </span>
      }
    >
      {willUndo
        ? `${owners} will write its version again: shift at the source instead.`
        : 'Nothing was changed. Taking them over is recorded in the activity log.'}
    </Note>
  );
}

function Dismiss({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <Button size="sm" variant="quiet" onClick={onDismiss}>
      Dismiss
    </Button>
  );
}
