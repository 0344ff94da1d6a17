import 'server-only';
import { randomInt } from 'node:crypto';
import {
  type Answer,
  CHECKING_DISABLED,
  type DecodedPacket,
  decode,
  encode,
  type Packet,
  RECURSION_DESIRED,
  type RecordType,
  streamDecode,
  streamEncode,
} from 'dns-packet';
import { dialTcp, dialUdp } from '../probe/dial.ts';
import type { GuardedAddress } from '../probe/guard.ts';
import { takeQueryTurn } from './query-turns.ts';

/** One question to one server. */
export type Question = {
  readonly name: string;
  readonly type: RecordType;
  /** True for a recursive resolver, false for an authoritative server. */
  readonly recursionDesired: boolean;
  /** Asks a validating resolver for the answer whether or not its signatures are good. */
  readonly checkingDisabled?: boolean;
};

/** What came back. `unknown` says nothing about the record: no answer, a refusal, or a broken server. */
export type Reply =
  | {
      readonly state: 'unknown';
      readonly error: string;
      /** The code of an answer that is an error, such as `SERVFAIL`; null when there was none. */
      readonly rcode: string | null;
      /** Extended DNS errors, for example 9: no DNSKEY matches the DS. @see RFC 8914 */
      readonly ede: readonly number[];
    }
  | {
      readonly state: 'answered';
      readonly rcode: 'NOERROR' | 'NXDOMAIN';
      readonly authoritative: boolean;
      readonly answers: readonly Answer[];
      /** Records of the authority section: the SOA of a negative answer, the NS of a delegation. */
      readonly authorities: readonly Answer[];
    };

export type DnsServer = { readonly address: GuardedAddress; readonly port: number };

/**
 * Asks over UDP, and over TCP when the answer was truncated; two tries over UDP, for a packet can be lost.
 *
 * Answers are accepted only from a connected socket, with the same id and the same question.
 * @param timeoutMs of each try
 */
export async function exchange(question: Question, server: DnsServer, timeoutMs = 1_500): Promise<Reply> {
  const query: Packet = {
    type: 'query',
    id: randomInt(65_536),
    flags: (question.recursionDesired ? RECURSION_DESIRED : 0) | (question.checkingDisabled ? CHECKING_DISABLED : 0),
    questions: [{ type: question.type, name: question.name, class: 'IN' }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: 1_232,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  };
  let error = '';
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await takeQueryTurn();
    const outcome = await overUdp(query, server, timeoutMs);
    if (typeof outcome === 'string') error = outcome;
    else if (outcome.flag_tc) return toReply(await overTcp(query, server, timeoutMs));
    else return toReply(outcome);
    if (error === 'connection refused') break;
  }
  return silence(error);
}

type Decoded = DecodedPacket;

function toReply(packet: Decoded | string): Reply {
  if (typeof packet === 'string') return silence(packet);
  const rcode = 'rcode' in packet ? String(packet.rcode) : 'NOERROR';
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') {
    return { state: 'unknown', error: `answered ${rcode}`, rcode, ede: extendedErrors(packet) };
  }
  return {
    state: 'answered',
    rcode,
    authoritative: packet.flag_aa,
    answers: packet.answers ?? [],
    authorities: packet.authorities ?? [],
  };
}

function silence(error: string): Reply {
  return { state: 'unknown', error, rcode: null, ede: [] };
}

/** The info codes of all EDE options: two octets each, then text. @see RFC 8914, section 2 */
function extendedErrors(packet: Decoded): readonly number[] {
  const options = (packet.additionals ?? []).flatMap((record) => (record.type === 'OPT' ? record.options : []));
  return options.flatMap((option) => {
    const data = 'data' in option && Buffer.isBuffer(option.data) ? option.data : null;
    return Number(option.code) === 15 && data !== null && data.length >= 2 ? [data.readUInt16BE(0)] : [];
  });
}

function overUdp(query: Packet, { address, port }: DnsServer, timeoutMs: number): Promise<Decoded | string> {
  return new Promise((resolve) => {
    const socket = dialUdp(address, port, () => socket.send(encode(query)));
    const finish = (outcome: Decoded | string) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish(`no answer in ${timeoutMs / 1_000} s`), timeoutMs);
    socket.on('error', (error) => finish(explain(error)));
    socket.on('message', (message) => {
      const packet = tryDecode(() => decode(message));
      if (packet && isAnswerTo(packet, query)) finish(packet); // anything else is ignored: it may be forged
    });
  });
}

function overTcp(query: Packet, { address, port }: DnsServer, timeoutMs: number): Promise<Decoded | string> {
  return new Promise((resolve) => {
    const socket = dialTcp(address, port).setTimeout(timeoutMs);
    const chunks: Buffer[] = [];
    const finish = (outcome: Decoded | string) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.on('connect', () => socket.write(streamEncode(query)));
    socket.on('timeout', () => finish(`no answer in ${timeoutMs / 1_000} s`));
    socket.on('error', (error) => finish(explain(error)));
    socket.on('close', () => finish('the connection was closed'));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const buffer = Buffer.concat(chunks);
      if (buffer.length < 2 || buffer.length < 2 + buffer.readUInt16BE(0)) return;
      const packet = tryDecode(() => streamDecode(buffer) as DecodedPacket | null);
      finish(packet && isAnswerTo(packet, query) ? packet : 'the answer could not be read');
    });
  });
}

function isAnswerTo(packet: Decoded, query: Packet): boolean {
  const asked = query.questions?.[0];
  const echoed = packet.questions?.[0];
  return (
    packet.type === 'response' &&
    packet.id === query.id &&
    echoed?.type === asked?.type &&
    echoed?.name.toLowerCase() === asked?.name.toLowerCase()
  );
}

function tryDecode(read: () => Decoded | null): Decoded | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return code === 'ECONNREFUSED' ? 'connection refused' : code || error.message;
}
