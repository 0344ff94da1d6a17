import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy between a browser and the portal that can be cut like a network cable. */
export type CuttableProxy = {
  /** For `newContext({ proxy })`: localhost goes through it as well. */
  readonly settings: { readonly server: string; readonly bypass: string };
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

export async function openProxy(): Promise<CuttableProxy> {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming;
    // A browser prefers either family of addresses; the portal listens on this one.
    const target = new URL(url);
    const forwarded = request({
      host: '127.0.0.1',
      port: target.port || 80,
      path: target.pathname + target.search,
      method,
      headers,
    });
    forwarded.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  server.on('connection', (socket) => {
    if (isCut) return void socket.destroy();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    settings: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bypass: '<-loopback>' },
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
