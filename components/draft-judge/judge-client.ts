import type { Answer, FromWorker, Question, ToWorker } from './judge-protocol.ts';

/** One question that stays open: it is asked anew when the draft or the cluster changes. */
export type Asking<Q extends Question> = {
  /** Asks; while an answer is awaited only the newest question waits behind it. */
  readonly ask: (question: Q) => void;
  readonly close: () => void;
};

type Listener<Q extends Question> = {
  readonly onAnswer: (answer: Answer<Q>, question: Q) => void;
  readonly onReach: (isReachable: boolean) => void;
};

type Open = {
  readonly accept: (answer: never) => void;
  readonly renew: () => void;
  readonly onReach: (isReachable: boolean) => void;
};

/** The page's one worker, with everything that is open on it. */
let shared: { readonly worker: Worker; readonly open: Map<number, Open>; team: string } | null = null;
let nextId = 1;

function sharedWorker(team: string) {
  if (shared === null) {
    const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module' });
    const open = new Map<number, Open>();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => receive(data, open));
    // A worker that cannot even start leaves its questions unanswered: that is said, not hidden.
    worker.addEventListener('error', () => {
      for (const one of open.values()) one.onReach(false);
    });
    shared = { worker, open, team: '' };
  }
  if (shared.team !== team) {
    shared.team = team;
    send({ kind: 'open', team });
  }
  return shared;
}

function receive(message: FromWorker, open: ReadonlyMap<number, Open>): void {
  if (message.kind === 'answer') {
    open.get(message.id)?.accept(message.answer as never);
    return;
  }
  for (const one of open.values()) {
    one.onReach(message.kind === 'changed');
    if (message.kind === 'changed') one.renew();
  }
}

function send(message: ToWorker): void {
  shared?.worker.postMessage(message);
}

/** Opens a question on the page's worker for a team's view of the cluster. */
export function openAsking<Q extends Question>(team: string, { onAnswer, onReach }: Listener<Q>): Asking<Q> {
  const { open } = sharedWorker(team);
  const id = nextId;
  nextId += 1;
  let newest: Q | null = null;
  let sent: Q | null = null;
  const sendNewest = () => {
    if (newest === null) return;
    sent = newest;
    send({ kind: 'ask', id, question: newest });
  };
  open.set(id, {
    accept: (answer) => {
      const question = sent;
      sent = null;
      if (question !== null) onAnswer(answer, question);
      if (newest !== question) sendNewest();
    },
    renew: () => {
      if (newest?.kind !== 'describe' || sent !== null) sendNewest();
    },
    onReach,
  });
  return {
    ask: (question) => {
      newest = question;
      if (sent === null) sendNewest();
    },
    close: () => open.delete(id),
  };
}
