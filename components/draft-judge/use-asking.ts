'use client';
import { useEffect, useRef, useState } from 'react';
import { type Asking, openAsking } from './judge-client.ts';
import type { Answer, Question } from './judge-protocol.ts';

/** The newest answer, the question that it is about, and whether the worker can read the cluster. */
export type Asked<Q extends Question> = {
  readonly answer: Answer<Q> | null;
  readonly question: Q | null;
  /** Null until the worker has said something. */
  readonly isReachable: boolean | null;
};

/** Keeps a question open on the worker: asks at every change, and anew when the cluster has changed. Null asks nothing. */
export function useAsking<Q extends Question>(team: string, question: Q | null): Asked<Q> {
  const [asked, setAsked] = useState<Asked<Q>>({ answer: null, question: null, isReachable: null });
  const asking = useRef<Asking<Q> | null>(null);

  useEffect(() => {
    const opened = openAsking<Q>(team, {
      onAnswer: (answer, about) => setAsked({ answer, question: about, isReachable: true }),
      onReach: (isReachable) =>
        setAsked((before) => (before.isReachable === isReachable ? before : { ...before, isReachable })),
    });
    asking.current = opened;
    return () => {
      asking.current = null;
      opened.close();
    };
  }, [team]);

  useEffect(() => {
    if (question !== null) asking.current?.ask(question);
  }, [question]);

  return asked;
}
