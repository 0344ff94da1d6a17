'use client';

import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';

type FrozenNoteProps = {
  readonly issue: YamlIssue | undefined;
  readonly onShow: () => void;
  readonly onUndo: () => void;
};

/** Tells why the form cannot be edited, and leads out of it. */
export function FrozenNote({ issue, onShow, onUndo }: FrozenNoteProps) {
  return (
    <Note
      tone="danger"
      role="alert"
      title="The form waits: the YAML cannot be read."
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onShow}>
            Go to the YAML
          </Button>
          <Button size="sm" onClick={onUndo}>
            Undo the break
          </Button>
        </span>
      }
    >
      {issue && (
        <>
          Line {issue.line}: {issue.message} {issue.fix}{' '}
        </>
      )}
      Your text is kept; the form shows what was last readable.
    </Note>
  );
}
