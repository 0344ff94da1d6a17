'use client';

import { Redo2, Undo2 } from 'lucide-react';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { RouteView } from './route-yaml-view.tsx';

type EditorToolbarProps = {
  readonly draft: Draft;
  readonly canEdit: boolean;
  readonly view: RouteView;
  readonly onViewChange: (view: RouteView) => void;
  readonly changeCount: number;
  readonly problemCount: number;
  readonly onDiscard: () => void;
  readonly onReview: () => void;
  readonly isReviewing: boolean;
};

const views = [
  { value: 'form', label: 'Form' },
  { value: 'yaml', label: 'YAML' },
] as const;

/** What can be done with the draft as a whole. */
export function EditorToolbar(props: EditorToolbarProps) {
  const { draft, canEdit, view, onViewChange, changeCount, problemCount, onDiscard, onReview, isReviewing } = props;
  const { state, isDirty, dispatch } = draft;
  const isNew = state.base === null;
  return (
    <>
      <Segmented label="View" value={view} onChange={onViewChange} options={views} />
      {canEdit && (
        <>
          <span className="flex">
            <IconButton label="Undo" disabled={state.past.length === 0} onClick={() => dispatch({ type: 'undo' })}>
              <Undo2 aria-hidden="true" className="size-4" />
            </IconButton>
            <IconButton label="Redo" disabled={state.future.length === 0} onClick={() => dispatch({ type: 'redo' })}>
              <Redo2 aria-hidden="true" className="size-4" />
            </IconButton>
          </span>
          <Button disabled={!isDirty} onClick={onDiscard} className={isDirty ? undefined : 'narrow:hidden'}>
            Discard
          </Button>
          <Button
            variant={isDirty || isNew ? 'primary' : 'default'}
            docked={isDirty || isNew}
            disabled={!isDirty && !isNew}
            pending={isReviewing}
            onClick={onReview}
            className={isDirty || isNew ? undefined : 'narrow:hidden'}
            data-testid="review"
          >
            {reviewLabel({ isNew, isDirty, changeCount, problemCount })}
          </Button>
        </>
      )}
    </>
  );
}

type ReviewLabel = {
  readonly isNew: boolean;
  readonly isDirty: boolean;
  readonly changeCount: number;
  readonly problemCount: number;
};

function reviewLabel({ isNew, isDirty, changeCount, problemCount }: ReviewLabel): string {
  if (problemCount > 0) return problemCount === 1 ? '1 problem to mend' : `${problemCount} problems to mend`;
  if (isNew) return 'Review new route';
  if (!isDirty) return 'No changes';
  return changeCount === 1 ? 'Review 1 change' : `Review ${changeCount} changes`;
}
