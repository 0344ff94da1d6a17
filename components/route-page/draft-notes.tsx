'use client';

import type { Draft } from '@/components/route-editor/use-draft.ts';
import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';

/** What the browser's store says about the draft: it came back, or another window edits it too. */
export function DraftNotes({ draft, onDiscard }: { readonly draft: Draft; readonly onDiscard: () => void }) {
  const { note } = draft;
  if (note === null) return null;
  if (note.kind === 'restored') {
    return (
      <Note
        tone="accent"
        role="status"
        action={
          <span className="flex gap-2">
            <Button size="sm" onClick={onDiscard}>
              Discard
            </Button>
            <Button size="sm" variant="quiet" onClick={draft.dismissNote}>
              Dismiss
            </Button>
          </span>
        }
      >
        Draft of <TimeText at={note.savedAt} /> restored.
      </Note>
    );
  }
  const other = note.draft;
  if (other === null) {
    return (
      <Note
        tone="caution"
        role="status"
        action={
          <span className="flex gap-2">
            <Button size="sm" onClick={onDiscard}>
              Discard here too
            </Button>
            <Button size="sm" onClick={draft.keepMine}>
              Keep this draft
            </Button>
          </span>
        }
      >
        Another window applied or discarded this draft.
      </Note>
    );
  }
  return (
    <Note
      tone="caution"
      role="status"
      action={
        <span className="flex gap-2">
          <Button size="sm" onClick={() => draft.adopt(other)}>
            Use that draft
          </Button>
          {draft.isDirty && (
            <Button size="sm" onClick={draft.keepMine}>
              Keep this one
            </Button>
          )}
        </span>
      }
    >
      This route is being edited in another window too; its draft was saved at <TimeText at={other.savedAt} />. Nothing
      is overwritten until you choose.
    </Note>
  );
}
