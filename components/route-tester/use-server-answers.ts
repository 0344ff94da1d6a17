'use client';

import { useEffect, useState } from 'react';
import { ask } from '@/components/route-page/route-actions.ts';
import type { ToldAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
import type { Outcome } from '@/lib/outcome.ts';
import type { TesterActions, TestQuestion } from './tester-actions.ts';
import type { ServerState } from './verdict.ts';

const restMs = 200;
const renewEveryMs = 10_000;

export type ToldAnswers = { readonly state: ServerState; readonly answers: readonly ToldAnswer[] };

/**
 * Asks the portal, once typing rests, and again while the page is open: routes of other teams come and go. Answers to an
 * older question are not given.
 *
 * @param question the same object until something in it differs; null asks nothing
 */
export function useToldAnswers(
  question: TestQuestion | null,
  action: TesterActions['testRequestsAction'],
): ToldAnswers {
  const [told, setTold] = useState<{
    readonly question: TestQuestion;
    readonly outcome: Outcome<readonly ToldAnswer[]>;
  } | null>(null);

  useEffect(() => {
    if (question === null) return;
    const asked = question;
    let isOver = false;
    let timer = setTimeout(askNow, restMs);
    async function askNow() {
      const outcome = await ask(action, asked);
      if (isOver) return;
      setTold({ question: asked, outcome });
      timer = setTimeout(askNow, renewEveryMs);
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [question, action]);

  if (told === null) return asking;
  // A portal that did not answer the last question is not taken to be back before it has answered one.
  if (told.outcome.status === 'refused') return offline;
  return told.question === question ? { state: 'answered', answers: told.outcome.value } : asking;
}

const asking: ToldAnswers = { state: 'asking', answers: [] };
const offline: ToldAnswers = { state: 'offline', answers: [] };
