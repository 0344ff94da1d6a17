import 'server-only';
import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:tls';
import { trustedContext } from '../tls/trust.ts';
import { dialTcp } from './dial.ts';
import type { GuardedAddress } from './guard.ts';

/** A request without a body to an address that passed the guard. */
export type ProbeRequest = {
  readonly address: GuardedAddress;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** With `host`; nothing is added to them but what the connection needs. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** The name in the handshake's SNI; null for plain HTTP. Certificates are not judged here. */
  readonly serverName: string | null;
  /** How long nothing may come. */
  readonly timeoutMs: number;
};

/** Nothing came for too long. */
export class ProbeTimeout extends Error {
  override name = 'ProbeTimeout';
}

/** Opens a request, sent when the caller ends it. Redirects are nobody's business here: they are never followed. */
export async function openRequest(probe: ProbeRequest): Promise<ClientRequest> {
  const { address, port, method, path, headers, serverName, timeoutMs } = probe;
  const secureContext = serverName === null ? null : await trustedContext();
  return request({
    method,
    path,
    headers,
    setHost: false,
    createConnection: () => {
      const plain = dialTcp(address, port);
      const socket =
        serverName === null || secureContext === null
          ? plain
          : connect({
              socket: plain,
              servername: serverName,
              secureContext,
              ALPNProtocols: ['http/1.1'],
              rejectUnauthorized: false,
            });
      return socket.setTimeout(timeoutMs, () =>
        socket.destroy(new ProbeTimeout(`no answer in ${timeoutMs / 1_000} s`)),
      );
    },
  });
}
