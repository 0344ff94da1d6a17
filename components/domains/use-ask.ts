'use client';

import { useState, useTransition } from 'react';
import type { Action, Issue } from '@/lib/outcome.ts';
import { askDomains } from './domain-actions.ts';

/** One button's way to the server: whether it waits, and why the last try was refused. */
export function useAsk<I, O>(action: Action<I, O>) {
  const [isPending, startTransition] = useTransition();
  const [issues, setIssues] = useState<readonly Issue[]>([]);

  function ask(input: I, onAccepted: (value: O) => void = () => {}): void {
    startTransition(async () => {
      const outcome = await askDomains(action, input);
      startTransition(() => {
        setIssues(outcome.status === 'refused' ? outcome.issues : []);
        if (outcome.status === 'accepted') onAccepted(outcome.value);
      });
    });
  }

  return { ask, isPending, issues, forget: () => setIssues([]) };
}
