'use client';

import { useState } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { Issue } from '@/lib/outcome.ts';
import type { DomainActions } from './domain-actions.ts';
import { IssueList } from './issue-list.tsx';
import { useAsk } from './use-ask.ts';

const words = {
  release: {
    button: 'Release the claim of',
    title: 'Release',
    confirm: 'Release',
    done: 'is released',
    tone: 'danger',
  },
  'allow-likeness': { button: 'Allow it for', title: 'Allow', confirm: 'Allow', done: 'may stay', tone: 'primary' },
} as const;

type DecideClaimProps = {
  readonly verdict: keyof typeof words;
  readonly domain: DomainRow;
  /** The team's name. */
  readonly teamName: string;
  /** What the decision comes to, beside what every release does. */
  readonly effects: readonly string[];
  readonly action: DomainActions['decideClaimAction'];
};

/** A decision of the platform team about a team's claim, with a reason that the team reads. */
export function DecideClaim({ verdict, domain, teamName, effects, action }: DecideClaimProps) {
  const { id, team, unicode } = domain;
  const { button, title, confirm, done, tone } = words[verdict];
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { ask, isPending, issues, forget } = useAsk(action);

  function handleOpenChange(open: boolean) {
    setIsOpen(open);
    setIsMissing(false);
    if (open) forget();
  }

  function handleConfirm() {
    if (reason.trim() === '') return setIsMissing(true);
    ask({ team, id, verdict, reason }, () => {
      setIsOpen(false);
      showToast({ title: `${unicode} of ${teamName} ${done}`, tone: 'go' });
    });
  }

  return (
    <>
      <Button size="sm" variant={tone === 'danger' ? tone : undefined} onClick={() => handleOpenChange(true)}>
        {button} {teamName}…
      </Button>
      <AlertDialog
        open={isOpen}
        onOpenChange={handleOpenChange}
        title={`${title} ${unicode} of ${teamName}?`}
        confirmLabel={confirm}
        tone={tone}
        pending={isPending}
        onConfirm={handleConfirm}
      >
        <ul className="list-disc space-y-1 pl-5">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
          <li>{teamName} reads the reason in its log.</li>
        </ul>
        <div className="mt-3 grid gap-2">
          <TextField
            label="Reason"
            hint="Do not name another team: this one does not know of it."
            value={reason}
            maxLength={500}
            issue={isMissing && reason.trim() === '' ? reasonIssue : null}
            onChange={(event) => setReason(event.target.value)}
          />
          <IssueList issues={issues} />
        </div>
      </AlertDialog>
    </>
  );
}

const reasonIssue: Issue = {
  code: 'domain.no-reason',
  severity: 'error',
  path: ['reason'],
  message: 'Say why: the team reads it.',
};
