import { createSocket } from 'node:dgram';
import { decode, encode } from 'dns-packet';

/** Asks a nameserver on loopback for an SOA; answers with the code of the reply (`NOERROR`), or null when none comes in time. */
export async function askSoa(zone: string, port: number, timeoutMs = 500): Promise<string | null> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      socket.once('error', () => resolve(null));
      socket.once('message', (message) => {
        clearTimeout(timer);
        const reply: object = decode(message);
        resolve('rcode' in reply && typeof reply.rcode === 'string' ? reply.rcode : null);
      });
      const flags = 0x0100; // Recursion desired: Unbound answers only those.
      socket.send(encode({ type: 'query', id: 1, flags, questions: [{ type: 'SOA', name: zone }] }), port, '127.0.0.1');
    });
  } finally {
    socket.close();
  }
}
