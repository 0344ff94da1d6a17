import 'server-only';
import { checkServerIdentity, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { dialTcp } from '../probe/dial.ts';
import type { GuardedAddress } from '../probe/guard.ts';
import type { TlsObservation } from '../signals/observation.ts';
import { trustedContext } from './trust.ts';

/**
 * Shakes hands as a browser would that asks for this hostname, and reads the certificate that is served. Nothing is sent over the connection.
 *
 * @param target where the Gateway listens; the name goes into SNI only
 */
export async function observeTls(
  hostname: string,
  target: { readonly address: GuardedAddress; readonly port: number },
  { now, timeoutMs = 4_000 }: { readonly now: number; readonly timeoutMs?: number },
): Promise<TlsObservation> {
  const base = { hostname, port: target.port, at: now };
  const secureContext = await trustedContext();
  return new Promise((resolve) => {
    const socket = connect({
      socket: dialTcp(target.address, target.port),
      servername: hostname,
      secureContext,
      ALPNProtocols: ['h2', 'http/1.1'],
      // Verified below instead, so that a bad certificate can be described rather than only refused.
      rejectUnauthorized: false,
    }).setTimeout(timeoutMs);
    const finish = (observation: TlsObservation) => {
      // Destroying a socket that lies on another one tells of its end at once.
      resolve(observation);
      socket.destroy();
    };
    socket.on('secureConnect', () => finish({ ...base, ...readCertificate(socket, hostname) }));
    socket.on('timeout', () => finish({ ...base, state: 'unknown', error: `no answer in ${timeoutMs / 1_000} s` }));
    socket.on('error', (error) => finish({ ...base, state: 'refused', error: explain(error) }));
    socket.on('close', () =>
      finish({ ...base, state: 'refused', error: 'the connection was closed during the handshake' }),
    );
  });
}

type Served = Omit<Extract<TlsObservation, { state: 'served' }>, 'hostname' | 'port' | 'at'>;
type Unknown = { readonly state: 'unknown'; readonly error: string };

function readCertificate(socket: TLSSocket, hostname: string): Served | Unknown {
  const certificate: DetailedPeerCertificate = socket.getPeerCertificate(true);
  if (!certificate.raw) return { state: 'unknown', error: 'no certificate was shown' };
  return {
    state: 'served',
    subject: one(certificate.subject?.CN),
    issuer: one(certificate.issuer?.O) || one(certificate.issuer?.CN),
    names: (certificate.subjectaltname ?? '')
      .split(', ')
      .flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : [])),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint256: certificate.fingerprint256,
    notBefore: Date.parse(certificate.valid_from),
    notAfter: Date.parse(certificate.valid_to),
    trusted: socket.authorized || isOnlyAboutTheName(socket),
    trustError: socket.authorized ? null : String(socket.authorizationError),
    coversHostname: checkServerIdentity(hostname, certificate) === undefined,
  };
}

/** Node reports a name mismatch as a failed authorisation too; here the name is judged on its own. */
function isOnlyAboutTheName(socket: TLSSocket): boolean {
  return String(socket.authorizationError).includes('ERR_TLS_CERT_ALTNAME_INVALID');
}

function one(value: string | string[] | undefined): string {
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ECONNRESET') return 'the connection was closed during the handshake';
  return code || error.message;
}
