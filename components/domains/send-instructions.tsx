'use client';

import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';

type SendInstructionsProps = { readonly hostname: string; readonly instructions: string };

/** The whole of what has to be done as plain text, for whoever runs the DNS. */
export function SendInstructions({ hostname, instructions }: SendInstructionsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const mail = `mailto:?subject=${encodeURIComponent(`DNS records for ${hostname}`)}&body=${encodeURIComponent(instructions)}`;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Send these instructions</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Send these instructions"
        description="To whoever runs the DNS of the domain. They need no account here."
        footer={
          <>
            <a href={mail} className={buttonClass({ size: 'sm' })}>
              Write a mail
            </a>
            <CopyButton text={instructions} label="Copy as text" />
          </>
        }
      >
        <CodeBlock
          code={instructions}
          label="instructions"
          language="plain"
          copy={false}
          className="max-h-[50vh] [&_pre]:whitespace-pre-wrap [&_span]:min-w-0"
        />
      </Dialog>
    </>
  );
}
