'use client';

import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { AttemptsPanel } from './attempts-panel.tsx';
import { ExamplesMenu } from './examples-menu.tsx';
import { GatewayChoice } from './gateway-choice.tsx';
import { JudgeNote } from './judge-note.tsx';
import { RequestForm } from './request-form.tsx';
import { expectationNow } from './rule-of-test.ts';
import { SavedList } from './saved-list.tsx';
import { SavedTestDialog } from './saved-test-dialog.tsx';
import { SendForReal } from './send-for-real.tsx';
import { type RouteTester, useTester } from './tester-context.tsx';
import { useLast } from './use-last.ts';
import { isSaid, type Verdict } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';

const mostTests = 99;

/** The panel beside the form: one request against the draft, and the saved ones. Stands below `TesterProvider`. */
export function RequestTester() {
  const tester = useTester();
  return tester === null ? null : <Panel tester={tester} />;
}

function Panel({ tester }: { readonly tester: RouteTester }) {
  const { team, draft, judgement, request, setRequest, setGateway, verdict, saved, savedVerdicts } = tester;
  const { actions, canEdit, sendRefusal } = tester;
  return (
    <Card aria-labelledby="tester-title" data-testid="request-tester">
      <CardHeader title="Test a request" titleId="tester-title">
        <span className="flex-1" />
        <ExamplesMenu examples={judgement.examples} onChoose={setRequest} />
      </CardHeader>
      <CardBody className="grid grid-cols-1 gap-3">
        <RequestForm
          request={request}
          onChange={setRequest}
          flaws={verdict.kind === 'flawed' && request.url !== '' ? verdict.flaws : []}
        />
        <GatewayChoice gateways={judgement.gateways} gateway={judgement.gateway} onChange={setGateway} />
        <JudgeNote state={judgement.state} hasAnswer={judgement.gateway !== null} />
        <VerdictView verdict={verdict} hasDraft>
          <Attempts verdict={verdict} draft={draft} />
        </VerdictView>
        <div className="flex flex-wrap items-start gap-2">
          {judgement.gateway !== null && (
            <SendForReal
              team={team}
              gateway={judgement.gateway}
              said={isSaid(verdict) ? verdict : null}
              refusal={sendRefusal}
              action={actions.sendRequestAction}
            />
          )}
          {canEdit && <SaveRequest tester={tester} />}
        </div>
        <hr className="border-line" />
        <SavedList
          saved={saved}
          verdicts={savedVerdicts}
          draft={draft}
          canEdit={canEdit}
          onOpen={(test) => setRequest(test.request)}
        />
      </CardBody>
    </Card>
  );
}

/** Only for a rule of the draft: retries of other routes are not known here. */
function Attempts({ verdict, draft }: { readonly verdict: Verdict; readonly draft: HttpRoute }) {
  const said = useLast(isSaid(verdict) ? verdict : null);
  const answer = said?.kind === 'answered' && said.answer.outcome.kind === 'backends' ? said.answer : null;
  const rule = answer?.winner?.isDraft ? objects(draft.spec?.rules)[answer.winner.ruleIndex] : undefined;
  return <AttemptsPanel rule={rule ?? null} />;
}

function SaveRequest({ tester: { verdict, request, draft, saved } }: { readonly tester: RouteTester }) {
  const [saving, setSaving] = useState<SavedTest | null>(null);
  const isFull = saved.tests.length >= mostTests;

  function handleClick() {
    if (verdict.kind !== 'answered') return;
    const { method, path } = verdict.facts;
    setSaving({
      id: newId(),
      name: `${method} ${path}`.slice(0, 120),
      request,
      expectation: expectationNow(verdict.answer, draft),
    });
  }

  return (
    <>
      <Button
        size="sm"
        icon={<BookmarkPlus aria-hidden="true" className="size-3.5" />}
        disabled={verdict.kind !== 'answered' || isFull || saved.state === 'loading' || saved.state === 'unloaded'}
        title={isFull ? `A route keeps ${mostTests} requests at most.` : undefined}
        onClick={handleClick}
      >
        Save this request
      </Button>
      {saving && (
        <SavedTestDialog
          title="Save this request"
          test={saving}
          draft={draft}
          onSave={(test) => saved.change((all) => [...all, test])}
          onClose={() => setSaving(null)}
        />
      )}
    </>
  );
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}
