'use client';

import { startTransition, useActionState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IssueText } from '@/components/ui/field.tsx';
import type { Action, ActionState } from '@/lib/outcome.ts';

export type RouteKey = { readonly namespace: string; readonly name: string };

type CheckNowProps = {
  readonly route: RouteKey;
  readonly checkAction: Action<RouteKey, unknown>;
};

/** Asks for every probe of the route at once. The verdicts come by the live stream; here is only whether it was asked. */
export function CheckNow({ route, checkAction }: CheckNowProps) {
  const [state, check, isPending] = useActionState<ActionState<unknown>>(() => checkAction(route), { status: 'idle' });
  return (
    <>
      <Button size="sm" pending={isPending} onClick={() => startTransition(check)}>
        {isPending ? 'Checking…' : 'Check now'}
      </Button>
      <span role="status" className={state.status === 'refused' ? 'basis-full' : 'sr-only'}>
        {state.status === 'accepted' && !isPending && 'Checked.'}
        {state.status === 'refused' &&
          !isPending &&
          state.issues.map((issue) => <IssueText key={issue.code} issue={issue} />)}
      </span>
    </>
  );
}
