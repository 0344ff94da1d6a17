'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { useDomainTools } from './domain-tools.ts';
import { IssueList } from './issue-list.tsx';
import { useAsk } from './use-ask.ts';

type RecheckProps = { readonly domain: Pick<DomainRow, 'id' | 'team'> };

/** Asks for every look at once. What is seen comes by the live stream; here is only whether it was asked. */
export function CheckNowButton({ domain }: RecheckProps) {
  const { run, isPending, issues, said } = useRecheck(domain, 'check');
  return (
    <>
      <Button pending={isPending} onClick={run}>
        {isPending ? 'Checking…' : 'Check now'}
      </Button>
      <Answer said={said} issues={issues} text="Asked. What is seen appears here by itself." isQuiet />
    </>
  );
}

/** For somebody who has done what was asked: looks are quick for a while. */
export function DoneButton({ domain, why, children }: RecheckProps & { readonly why: Why; readonly children: string }) {
  const { run, isPending, issues, said } = useRecheck(domain, why);
  return (
    <>
      <Button variant="primary" pending={isPending} onClick={run}>
        {children}
      </Button>
      <Answer
        said={said}
        issues={issues}
        text="Looking every few seconds for two minutes; this page shows what is found."
      />
    </>
  );
}

/** Takes up a claim again that nobody proved in time: its page and its records stay. */
export function StartAgainButton({ domain }: RecheckProps) {
  const { run, isPending, issues } = useRecheck(domain, 'check');
  return (
    <>
      <Button variant="primary" pending={isPending} onClick={run}>
        Start again
      </Button>
      <IssueList issues={issues} />
    </>
  );
}

/** `added` is written into the domain's history as somebody's word that the record is there. */
type Why = 'check' | 'added';

function useRecheck({ id, team }: RecheckProps['domain'], why: Why) {
  const { actions } = useDomainTools();
  const { ask, isPending, issues } = useAsk(actions.recheckDomainAction);
  const [said, setSaid] = useState(false);
  return { isPending, issues, said, run: () => ask({ team, id, why }, () => setSaid(true)) };
}

type AnswerProps = {
  readonly said: boolean;
  readonly issues: Parameters<typeof IssueList>[0]['issues'];
  readonly text: string;
  /** Said to screen readers only. */
  readonly isQuiet?: boolean;
};

function Answer({ said, issues, text, isQuiet = false }: AnswerProps) {
  return (
    <>
      <span role="status" className={isQuiet ? 'sr-only' : 'basis-full text-sm text-ink-2 empty:hidden'}>
        {said && issues.length === 0 && text}
      </span>
      <IssueList issues={issues} />
    </>
  );
}
