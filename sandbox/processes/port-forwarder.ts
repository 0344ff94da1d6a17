import { connect, createServer } from 'node:net';

/** Forwards connections from one port of loopback to another. */
export interface PortForwarder {
  close(): void;
}

/** Opens a forwarder. A target that is not there ends the connection, as if this port were closed. */
export async function openPortForwarder(listenPort: number, targetPort: number): Promise<PortForwarder> {
  const server = createServer((socket) => {
    const target = connect({ port: targetPort, host: '127.0.0.1' });
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      one.on('error', () => one.destroy());
      one.once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listenPort, '127.0.0.1', resolve);
  });
  // Nothing of the launcher waits for it.
  server.unref();
  return { close: () => void server.close() };
}
