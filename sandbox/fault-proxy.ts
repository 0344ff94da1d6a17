import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';

const modeShape = z.enum(['pass', 'refuse', 'silence', 'cut', '403', '429', '503']);

/**
 * What the proxy does with connections: let them `pass`; `refuse` new ones and cut those that are there; `silence`: accept
 * and never answer, those that are there freeze; `cut` all once and go on passing; or answer every request with a status.
 */
export type FaultMode = z.infer<typeof modeShape>;

/** Reads a mode; throws with the list of modes when it is none. */
export function parseFaultMode(text: string): FaultMode {
  const mode = modeShape.safeParse(text);
  if (!mode.success) throw new Error(`"${text}" is no fault. Faults are ${modeShape.options.join(', ')}.`);
  return mode.data;
}

/** A TCP proxy that can be told to fail. */
export interface FaultProxy {
  readonly port: number;
  setMode(mode: FaultMode): void;
  close(): Promise<void>;
}

/** Where it listens, where it leads, and with which certificate it answers statuses itself. */
export interface FaultProxySettings {
  readonly listenPort: number;
  readonly targetPort: number;
  readonly certificate: string;
  readonly key: string;
}

/** Opens a fault proxy on loopback, passing everything. */
export async function createFaultProxy(settings: FaultProxySettings): Promise<FaultProxy> {
  let mode: FaultMode = 'pass';
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
  };
  const cutAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  const answering = createHttpsServer({ cert: settings.certificate, key: settings.key }, (request, response) => {
    request.resume();
    const code = Number(mode);
    const body = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      message: `The fault proxy answers ${mode}.`,
    };
    response.writeHead(code, {
      'content-type': 'application/json',
      connection: 'close',
      ...(code === 429 ? { 'retry-after': '1' } : {}),
    });
    response.end(JSON.stringify(body));
  });
  const server = createServer((socket) => {
    keep(socket);
    if (mode === 'refuse') return void socket.resetAndDestroy();
    if (mode === 'silence') return void socket.pause();
    if (mode === 'pass') return forward(socket);
    answering.emit('connection', socket);
  });
  const forward = (socket: Socket) => {
    const target = connect({ port: settings.targetPort, host: '127.0.0.1' });
    keep(target);
    socket.pipe(target).pipe(socket);
    socket.once('close', () => target.destroy());
    target.once('close', () => socket.destroy());
  };
  const freezeAll = () => {
    for (const socket of open) {
      socket.unpipe();
      socket.pause();
    }
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.listenPort, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : settings.listenPort,
    setMode(next) {
      if (next === 'silence') freezeAll();
      else if (next !== mode || next === 'cut') cutAll();
      mode = next === 'cut' ? 'pass' : next;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
