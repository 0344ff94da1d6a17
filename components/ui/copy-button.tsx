'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

type CopyButtonProps = {
  readonly text: string;
  /** What is copied: `Copy YAML`. */
  readonly label: string;
  /** Only the icon. */
  readonly iconOnly?: boolean | undefined;
};

/** Copies a text and says that it did, or that the browser did not allow it. */
export function CopyButton({ text, label, iconOnly = false }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  async function handleCopy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  const words = { idle: label, copied: 'Copied', refused: 'Not allowed by the browser' }[state];
  const icon =
    state === 'copied' ? (
      <Check aria-hidden="true" className="size-3.5 text-go" />
    ) : (
      <Copy aria-hidden="true" className="size-3.5" />
    );
  return (
    <>
      {iconOnly ? (
        <IconButton label={words} size="sm" onClick={handleCopy}>
          {icon}
        </IconButton>
      ) : (
        <Button size="sm" icon={icon} onClick={handleCopy}>
          {words}
        </Button>
      )}
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : words}
      </span>
    </>
  );
}
