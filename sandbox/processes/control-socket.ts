import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const requestShape = z.discriminatedUnion('command', [
  z.object({ command: z.literal('status') }),
  z.object({ command: z.literal('down') }),
  z.object({ command: z.enum(['stop', 'start', 'restart']), part: z.string() }),
  z.object({ command: z.literal('fault'), mode: z.string() }),
]);

/** What another terminal asks of a running sandbox. */
export type ControlRequest = z.infer<typeof requestShape>;

const answerShape = z.object({ ok: z.boolean(), message: z.string(), data: z.unknown() });
/** The answer: a sentence, and for `status` the parts. */
export type ControlAnswer = z.infer<typeof answerShape>;

const longestSocketPath = 100;

function socketPath(stateFolder: string): string {
  const path = join(stateFolder, 'control.sock');
  if (path.length <= longestSocketPath) return path;
  return join(tmpdir(), `signalbox-${createHash('sha256').update(stateFolder).digest('hex').slice(0, 16)}.sock`);
}

/** Listens for other terminals. One line of JSON in, one line out. */
export async function openControlSocket(
  stateFolder: string,
  answer: (request: ControlRequest) => Promise<ControlAnswer>,
) {
  const path = socketPath(stateFolder);
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    onFirstLine(socket, (line) => {
      void respond(line, answer).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    close() {
      server.close();
      rmSync(path, { force: true });
    },
  };
}

async function respond(
  line: string,
  answer: (request: ControlRequest) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  try {
    return await answer(requestShape.parse(JSON.parse(line)));
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error), data: null };
  }
}

/** Asks the sandbox that runs on a state folder; null when none does. */
export function askSandbox(stateFolder: string, request: ControlRequest): Promise<ControlAnswer | null> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath(stateFolder));
    socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    onFirstLine(socket, (line) => {
      try {
        resolve(answerShape.parse(JSON.parse(line)));
      } catch (error) {
        reject(error);
      }
      socket.destroy();
    });
    socket.once('close', () => resolve(null));
  });
}

function onFirstLine(socket: Socket, handle: (line: string) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const hadLine = text.includes('\n');
    text += chunk;
    if (!hadLine && text.includes('\n')) handle(text.slice(0, text.indexOf('\n')));
  });
}
