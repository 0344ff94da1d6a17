import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type DecodedPacket, decode, encode, type RecordType } from 'dns-packet';

/** Asks a nameserver on loopback for an SOA; answers with the code of the reply (`NOERROR`), or null when none comes in time. */
export async function askSoa(zone: string, port: number, timeoutMs = 500): Promise<string | null> {
  const reply = await ask({ type: 'SOA', name: zone }, port, timeoutMs);
  return reply && rcodeOf(reply);
}

/** Asks a nameserver on loopback once, over UDP; null when no answer comes in time. */
export async function ask(
  question: { readonly type: RecordType; readonly name: string },
  port: number,
  timeoutMs: number,
): Promise<DecodedPacket | null> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<DecodedPacket | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      socket.once('error', () => resolve(null));
      socket.once('message', (message) => {
        clearTimeout(timer);
        resolve(decode(message));
      });
      const flags = 0x0100; // Recursion desired: Unbound answers only those.
      socket.send(encode({ type: 'query', id: randomInt(65_536), flags, questions: [question] }), port, '127.0.0.1');
    });
  } finally {
    socket.close();
  }
}

/** The code of a reply, which the types of dns-packet leave out. */
export function rcodeOf(reply: DecodedPacket): string {
  return 'rcode' in reply && typeof reply.rcode === 'string' ? reply.rcode : '';
}
