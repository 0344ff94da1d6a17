'use client';

import { useMemo, useState } from 'react';
import type { TesterActions, TestQuestion } from './tester-actions.ts';
import { type Judgement, type JudgeQuestion, useJudge } from './use-judge.ts';
import { useToldAnswers } from './use-server-answers.ts';
import { joinVerdict, type ServerState, type Verdict } from './verdict.ts';

export type Verdicts = {
  readonly judgement: Judgement;
  readonly serverState: ServerState;
  /** One for each request of the question, in its order. */
  readonly verdicts: readonly Verdict[];
};

/** Judges requests at once in the browser, then with the word of the portal. */
export function useVerdicts(question: JudgeQuestion, action: TesterActions['testRequestsAction']): Verdicts {
  const judgement = useJudge(question);
  const { team, editing, draft } = question;
  const facts = useSteady(judgement.requests.flatMap((judged) => judged.facts ?? []));
  const gateway = useSteady(judgement.gateway);
  const asked = useMemo(
    (): TestQuestion | null =>
      gateway === null || facts.length === 0 ? null : { team, editing, draft, gateway, requests: facts },
    [team, editing, draft, gateway, facts],
  );
  const server = useToldAnswers(asked, action);
  let read = 0;
  const verdicts = question.requests.map((_, index) => {
    const judged = judgement.requests[index];
    // The portal was asked about requests that can be read, and about no other.
    const answer = judged !== undefined && judged.facts !== null ? server.answers[read++] : undefined;
    return joinVerdict(judged, answer, server.state);
  });
  return { judgement, serverState: server.state, verdicts };
}

/** The same object until what it says differs: workers and servers send equal objects that are new. */
export function useSteady<T>(value: T): T {
  const [steady, setSteady] = useState(value);
  if (steady === value || JSON.stringify(steady) === JSON.stringify(value)) return steady;
  setSteady(value);
  return value;
}
