'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { parseSteps, usualSteps } from './shift-steps.ts';

type StepEditorProps = {
  readonly steps: readonly number[];
  readonly onChange: (steps: readonly number[]) => void;
};

/** Changes the steps of a shift. What cannot be read stays in its field. */
export function StepEditor({ steps, onChange }: StepEditorProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? steps : parseSteps(typed);
  const message = typeof read === 'string' ? read : null;

  function handleSubmit() {
    if (typeof read === 'string') return;
    onChange(read);
    setTyped(null);
  }

  return (
    <Popover
      title="Steps of the shift"
      align="end"
      open={typed !== null}
      onOpenChange={(isOpen) => setTyped(isOpen ? steps.join(', ') : null)}
      trigger={
        <Button variant="quiet" size="sm">
          Edit steps
        </Button>
      }
    >
      <form
        className="grid gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          handleSubmit();
        }}
      >
        <TextField
          label="Percentages"
          hint="What the new version gets at each step, rising."
          value={typed ?? ''}
          onChange={(event) => setTyped(event.target.value)}
          issue={message ? { code: 'shift.steps', severity: 'error', path: [], message } : null}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="sm" onClick={() => setTyped(usualSteps.join(', '))}>
            Usual steps
          </Button>
          <Button size="sm" variant="primary" type="submit" disabled={message !== null}>
            Use these steps
          </Button>
        </div>
      </form>
    </Popover>
  );
}
