import 'server-only';
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { processWide } from '../process-wide.ts';
import type { GuardedAddress } from './guard.ts';

/** Where a connection goes. */
export type DialTarget = { readonly ip: string; readonly port: number };

/** Opens connections. Tests put another one in the place of the machine's. */
export type Dialer = {
  readonly tcp: (target: DialTarget) => Socket;
  /** A socket that takes answers from this address and port only; `onConnect` comes when it can send. */
  readonly udp: (target: DialTarget, onConnect: () => void) => DatagramSocket;
};

const machine: Dialer = {
  tcp: ({ ip, port }) => connect({ host: ip, port }),
  udp: ({ ip, port }, onConnect) => {
    const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
    socket.connect(port, ip, onConnect);
    return socket;
  },
};

/** Connects to an address that passed the guard. Everything that probes over TCP does so here, and nothing resolves a name on the way. */
export function dialTcp(address: GuardedAddress, port: number): Socket {
  return current().dialer.tcp({ ip: address.ip, port });
}

/** The same over UDP. */
export function dialUdp(address: GuardedAddress, port: number, onConnect: () => void): DatagramSocket {
  return current().dialer.udp({ ip: address.ip, port }, onConnect);
}

/** Puts another dialer in the place of the machine's, for tests that count or answer themselves. Gives what puts it back. */
export function replaceDialer(dialer: Dialer): () => void {
  const state = current();
  const before = state.dialer;
  state.dialer = dialer;
  return () => {
    state.dialer = before;
  };
}

function current(): { dialer: Dialer } {
  return processWide('dialer', () => ({ dialer: machine }));
}
