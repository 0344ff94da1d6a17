'use client';

import { findingAtStart } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import { answerYaml, type YamlAnswer, type YamlQuestion } from './yaml-questions.ts';

type Waiting = {
  readonly question: YamlQuestion;
  readonly answer: (value: unknown) => void;
  readonly timer: ReturnType<typeof setTimeout>;
};

const timeoutMs = 15_000;
const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let lastId = 0;

/**
 * Asks the worker. A question of a kind that is still being answered replaces the older one, whose promise stays open: its answer would
 * be for a text that is not there any more. A question that takes too long is answered in its place.
 */
export function askYaml<Q extends YamlQuestion>(question: Q): Promise<YamlAnswer<Q>> {
  dropOlder(question.ask);
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    const answer = (value: unknown) => resolve(value as YamlAnswer<Q>);
    try {
      worker ??= startWorker();
      waiting.set(id, { question, answer, timer: setTimeout(() => giveUp(id), timeoutMs) });
      worker.postMessage({ id, question });
    } catch {
      // A browser without workers reads in the page.
      answer(answerYaml(question));
    }
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./yaml-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', (event: MessageEvent<{ readonly id: number; readonly answer: unknown }>) => {
    const one = waiting.get(event.data.id);
    if (!one) return;
    waiting.delete(event.data.id);
    clearTimeout(one.timer);
    one.answer(event.data.answer);
  });
  // A worker that cannot start is done without.
  started.addEventListener('error', () => {
    worker = null;
    for (const { question, answer, timer } of takeWaiting()) {
      clearTimeout(timer);
      answer(answerYaml(question));
    }
  });
  return started;
}

function dropOlder(kind: YamlQuestion['ask']): void {
  for (const [id, { question, timer }] of waiting) {
    if (question.ask !== kind) continue;
    clearTimeout(timer);
    waiting.delete(id);
  }
}

/** Ends a reading that takes too long; other questions are asked again of a new worker. */
function giveUp(id: number): void {
  const slow = waiting.get(id);
  waiting.delete(id);
  worker?.terminate();
  worker = null;
  const message = 'Reading the text takes more than 15 seconds, so it is not read.';
  if (slow?.question.ask === 'read') slow.answer({ ok: false, issues: [findingAtStart('yaml.too-large', message)] });
  if (slow?.question.ask === 'places') slow.answer(slow.question.paths.map(() => ({ from: 0, to: 0 })));
  for (const { question, answer, timer } of takeWaiting()) {
    clearTimeout(timer);
    void askYaml(question).then(answer);
  }
}

function takeWaiting(): readonly Waiting[] {
  const all = [...waiting.values()];
  waiting.clear();
  return all;
}
