import { createSocket, type RemoteInfo } from 'node:dgram';
import { connect, createServer, type Socket } from 'node:net';
import { type Answer, decode, encode, type Question } from 'dns-packet';
import { createFrameReader, frameMessage } from './message-frames.ts';

/** What a nameserver does with one question. */
export type Treatment =
  | { readonly kind: 'pass'; readonly delayMs: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'refuse'; readonly rcode: 'REFUSED' | 'SERVFAIL' }
  | { readonly kind: 'answer'; readonly records: readonly Answer[] };

/** A nameserver, or a resolver, that has another server answer, unless it is told to behave otherwise. */
export interface NameserverFront {
  close(): Promise<void>;
}

/** Where a front listens, which server is behind it, and what it does with each question. */
export interface NameserverFrontSettings {
  readonly port: number;
  readonly serverPort: number;
  readonly treat: (question: Question) => Treatment;
}

const loopback = '127.0.0.1';
const answerTimeoutMs = 5_000;
const rcodes = { REFUSED: 5, SERVFAIL: 2 } as const;
const authoritative = 0x0400;
const keptOfQuery = 0x7900; // The operation, and whether recursion was desired.

/** Opens a front on loopback, over UDP and TCP. */
export async function openNameserverFront(settings: NameserverFrontSettings): Promise<NameserverFront> {
  const closeUdp = await listenUdp(settings);
  const closeTcp = await listenTcp(settings);
  return {
    async close() {
      await Promise.all([closeUdp(), closeTcp()]);
    },
  };
}

async function listenUdp({ port, serverPort, treat }: NameserverFrontSettings): Promise<() => Promise<void>> {
  const socket = createSocket('udp4');
  const reply = (message: Buffer, { port: to, address }: RemoteInfo) => socket.send(message, to, address, () => {});
  socket.on('message', (query, from) => {
    decide(query, treat, {
      pass: () => askUdp(query, serverPort, (answer) => reply(answer, from)),
      say: (answer) => reply(answer, from),
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, loopback, resolve);
  });
  return () => new Promise((resolve) => socket.close(() => resolve()));
}

async function listenTcp({ port, serverPort, treat }: NameserverFrontSettings): Promise<() => Promise<void>> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const backend = connect({ port: serverPort, host: loopback });
    for (const [one, other] of [
      [client, backend],
      [backend, client],
    ] as const) {
      open.add(one);
      one.on('error', () => one.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    const say = (message: Buffer) => client.write(frameMessage(message));
    // Whole messages only: one of ours may come between two of the server's.
    backend.on('data', createFrameReader(say));
    client.on(
      'data',
      createFrameReader((query) => decide(query, treat, { pass: () => backend.write(frameMessage(query)), say })),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, resolve);
  });
  return async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

/** What can be done with a query: have Knot answer it, or answer it here. Neither leaves it unanswered. */
interface Ways {
  readonly pass: () => void;
  readonly say: (answer: Buffer) => void;
}

function decide(query: Buffer, treat: NameserverFrontSettings['treat'], { pass, say }: Ways): void {
  const asked = readQuestion(query);
  const treatment: Treatment = asked ? treat(asked.question) : { kind: 'pass', delayMs: 0 };
  if (!asked || treatment.kind === 'pass') {
    const delayMs = treatment.kind === 'pass' ? treatment.delayMs : 0;
    if (delayMs === 0) pass();
    else setTimeout(pass, delayMs);
  } else if (treatment.kind === 'refuse') {
    say(answerTo(asked, rcodes[treatment.rcode], []));
  } else if (treatment.kind === 'answer') {
    say(answerTo(asked, authoritative, treatment.records));
  }
}

interface Asked {
  readonly id: number;
  readonly flags: number;
  readonly question: Question;
}

function readQuestion(query: Buffer): Asked | null {
  try {
    const { id, flags, questions } = decode(query);
    const question = questions?.[0];
    return question ? { id: id ?? 0, flags: flags ?? 0, question } : null;
  } catch {
    return null;
  }
}

function answerTo({ id, flags, question }: Asked, bits: number, answers: readonly Answer[]): Buffer {
  return encode({
    type: 'response',
    id,
    flags: (flags & keptOfQuery) | bits,
    questions: [question],
    answers: [...answers],
  });
}

function askUdp(query: Buffer, port: number, onAnswer: (answer: Buffer) => void): void {
  const socket = createSocket('udp4');
  const end = () => {
    clearTimeout(timer);
    socket.close();
  };
  const timer = setTimeout(end, answerTimeoutMs);
  socket.once('error', end);
  socket.once('message', (answer) => {
    onAnswer(answer);
    end();
  });
  socket.connect(port, loopback, () => socket.send(query));
}
