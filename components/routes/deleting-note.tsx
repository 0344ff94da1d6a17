'use client';

import { Button } from '@/components/ui/button.tsx';
import { useNow } from '@/components/ui/clock.ts';

type DeletingNoteProps = {
  readonly name: string;
  readonly deletingAt: number;
  /** Absent for those who may not undo it. */
  readonly onUndo?: (() => void) | undefined;
};

/** Counts down to a route's deletion, which the server carries out whether somebody looks or not. */
export function DeletingNote({ name, deletingAt, onUndo }: DeletingNoteProps) {
  const now = useNow(250);
  const seconds = now === null ? null : Math.ceil((deletingAt - now) / 1_000);
  const isOver = seconds !== null && seconds <= 0;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-danger tabular-nums">
        {isOver || seconds === null ? 'Being deleted…' : `Deleted in ${seconds} s`}
      </span>
      {!isOver && onUndo && (
        <Button size="sm" aria-label={`Undo deleting ${name}`} onClick={onUndo} className="relative z-1">
          Undo
        </Button>
      )}
    </span>
  );
}
