'use client';

import { Send } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/components/route-page/route-actions.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import type { ObjectName } from '@/lib/gateway-api/listeners.ts';
import { requestText } from '@/lib/gateway-api/matching/request-line.ts';
import type { SentAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
import type { Issue, Outcome } from '@/lib/outcome.ts';
import { SentView } from './sent-view.tsx';
import type { TesterActions } from './tester-actions.ts';
import type { Said } from './verdict.ts';

type SendForRealProps = {
  readonly team: string;
  readonly gateway: ObjectName;
  readonly said: Said | null;
  /** Why it cannot be sent; null when it can. */
  readonly refusal: string | null;
  readonly action: TesterActions['sendRequestAction'];
};

type Sent = { readonly said: Said; readonly outcome: Outcome<SentAnswer> };

/** Methods that change nothing by their definition. @see RFC 9110, 9.2.1 */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Sends the request through the Gateway and shows the answer beside the prediction of that moment. */
export function SendForReal({ team, gateway, said, refusal, action }: SendForRealProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);

  async function send(now: Said) {
    setIsAsking(false);
    setIsPending(true);
    const outcome = await ask(action, { team, gateway, request: now.facts });
    setIsPending(false);
    setSent({ said: now, outcome });
  }

  function handleClick() {
    if (said === null) return;
    if (safeMethods.has(said.facts.method)) void send(said);
    else setIsAsking(true);
  }

  return (
    <section aria-label="Send it for real" data-testid="send-for-real" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Button
          size="sm"
          icon={<Send aria-hidden="true" className="size-3" />}
          pending={isPending}
          disabled={said === null || refusal !== null}
          aria-describedby={refusal === null ? undefined : 'send-refusal'}
          onClick={handleClick}
        >
          Send it for real
        </Button>
        {refusal !== null && (
          <p id="send-refusal" className="min-w-0 flex-1 basis-40 text-xs text-ink-2">
            {refusal}
          </p>
        )}
      </div>
      {sent !== null && <SentOutcome sent={sent} />}
      {said !== null && (
        <SendQuestion said={said} open={isAsking} onOpenChange={setIsAsking} onConfirm={() => void send(said)} />
      )}
    </section>
  );
}

type SendQuestionProps = {
  readonly said: Said;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onConfirm: () => void;
};

function SendQuestion({ said: { facts }, ...dialog }: SendQuestionProps) {
  return (
    <AlertDialog {...dialog} tone="primary" title={`Send this ${facts.method}?`} confirmLabel={`Send ${facts.method}`}>
      <bdi className="font-mono break-all">{requestText(facts)}</bdi> goes to whatever serves it now. A {facts.method}{' '}
      may change something there, and it cannot be taken back.
    </AlertDialog>
  );
}

function SentOutcome({ sent: { said, outcome } }: { readonly sent: Sent }) {
  if (outcome.status === 'accepted') return <SentView sent={outcome.value} said={said} />;
  const [issue] = outcome.issues;
  const isPredicted =
    said.kind === 'answered' && said.answer.outcome.kind === 'no-connection' && issue && isAboutConnection(issue);
  return (
    <Note tone={isPredicted ? 'go' : 'danger'} role="status" title={isPredicted ? 'As predicted:' : 'No answer.'}>
      <bdi className="font-mono text-xs break-all">{requestText(said.facts)}</bdi>: {issue?.message} {issue?.fix}
    </Note>
  );
}

function isAboutConnection({ code }: Issue): boolean {
  return code === 'tester.no-answer';
}
