'use client';

import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { FieldFrame, inputClass } from '@/components/ui/field.tsx';
import { type HeaderLine, readHeaderLines } from './header-lines.ts';

type PasteHeadersProps = {
  readonly onClose: () => void;
  readonly onPaste: (headers: readonly HeaderLine[]) => void;
  /** A choice of what happens with them. */
  readonly children?: ReactNode;
};

/** Takes several headers at once, as they are copied from elsewhere. Open as long as it is drawn. */
export function PasteHeaders({ onClose, onPaste, children }: PasteHeadersProps) {
  const id = useId();
  const [pasted, setPasted] = useState('');
  const { headers, unread } = readHeaderLines(pasted);
  const count = headers.length === 1 ? '1 header' : `${headers.length} headers`;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Paste headers"
      description="One “Name: value” a line. The -H of a curl command may stay."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={headers.length === 0}
            onClick={() => {
              onPaste(headers);
              onClose();
            }}
          >
            {headers.length === 0 ? 'Add headers' : `Add ${count}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FieldFrame id={id} label="Headers">
          <textarea
            id={id}
            rows={7}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={'x-beta: 1\nx-team: storefront'}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
            className={classNames(inputClass, 'font-mono text-sm leading-normal')}
          />
        </FieldFrame>
        {children}
        <div aria-live="polite" className="text-sm text-ink-2">
          {unread.length > 0 && (
            <p>
              {unread.length === 1 ? 'One line is' : `${unread.length} lines are`} no “Name: value” and will be left
              out: line {unread[0]?.number}, <bdi className="font-mono break-all">{unread[0]?.text.slice(0, 60)}</bdi>
              {unread.length > 1 ? ' and others.' : '.'}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
