'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { ExpectationField, lackOf } from './expectation-field.tsx';

type SavedTestDialogProps = {
  readonly title: string;
  readonly test: SavedTest;
  readonly draft: HttpRoute;
  readonly onSave: (test: SavedTest) => void;
  readonly onClose: () => void;
};

/** Names a request and says what is expected of it. Open as long as it is drawn. */
export function SavedTestDialog({ title, test: opened, draft, onSave, onClose }: SavedTestDialogProps) {
  const [test, setTest] = useState(opened);
  const lack = lackOf(test.expectation);

  function handleSave() {
    if (lack !== null) return;
    onSave({ ...test, name: test.name.trim() || opened.name });
    onClose();
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description="It is judged again at every change of the route."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={lack !== null} onClick={handleSave}>
            Save
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          handleSave();
        }}
      >
        <TextField
          label="Name"
          maxLength={120}
          value={test.name}
          onChange={(event) => setTest({ ...test, name: event.target.value })}
        />
        <RequestLines request={test.request} />
        <ExpectationField
          draft={draft}
          value={test.expectation}
          onChange={(expectation) => setTest({ ...test, expectation })}
        />
        {lack !== null && (
          <p role="status" className="text-xs text-ink-2">
            {lack}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function RequestLines({ request: { method, url, headers } }: { readonly request: SavedTest['request'] }) {
  return (
    <div className="min-w-0">
      <p className="text-xs font-medium text-ink-2">Request</p>
      <p className="font-mono text-xs break-all">
        <bdi>
          {method} {url}
        </bdi>
      </p>
      {headers !== '' && (
        <pre className="mt-0.5 max-h-24 overflow-auto text-xs whitespace-pre-wrap text-ink-2">{headers}</pre>
      )}
    </div>
  );
}
