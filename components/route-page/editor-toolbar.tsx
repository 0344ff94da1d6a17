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
  /** Whether there is room for the form and the YAML beside each other. */
  readonly hasRoom: boolean;
};

const views = [
  { value: 'form', label: 'Form' },
  { value: 'split', label: 'Both' },
  { value: 'yaml', label: 'YAML' },
  { value: 'graph', label: 'Graph' },
] as const;

/** What can be done with the draft as a whole. */
export function EditorToolbar(props: EditorToolbarProps) {
  const { draft, canEdit, view, onViewChange, changeCount, problemCount, onDiscard, onReview, isReviewing, hasRoom } =
    props;
  const { state, isDirty, dispatch } = draft;
  const isNew = state.base === null;
  // A comment in the YAML is a draft, but nothing to review.
  const hasChanges = isNew || changeCount > 0 || problemCount > 0;
  const options = canEdit && hasRoom ? views : views.filter(({ value }) => value !== 'split');
  return (
    <>
      <Segmented label="View" value={view} onChange={onViewChange} options={options} />
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
            variant={hasChanges ? 'primary' : 'default'}
            docked={hasChanges}
            disabled={!hasChanges}
            pending={isReviewing}
            onClick={onReview}
            className={hasChanges ? undefined : 'narrow:hidden'}
            data-testid="review"
          >
            {reviewLabel({ isNew, changeCount, problemCount })}
          </Button>
        </>
      )}
    </>
  );
}

type ReviewLabel = {
  readonly isNew: boolean;
  readonly changeCount: number;
  readonly problemCount: number;
};

function reviewLabel({ isNew, changeCount, problemCount }: ReviewLabel): string {
  if (problemCount > 0) return problemCount === 1 ? '1 problem to mend' : `${problemCount} problems to mend`;
  if (isNew) return 'Review new route';
  if (changeCount === 0) return 'No changes';
  return changeCount === 1 ? 'Review 1 change' : `Review ${changeCount} changes`;
}
