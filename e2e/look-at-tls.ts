import { connect } from 'node:tls';

/** What is served for a name: whether a root that is trusted vouches for it, for which names, and who issued it. */
export interface ServedCertificate {
  readonly isTrusted: boolean;
  readonly names: readonly string[];
  readonly serial: string;
}

const timeoutMs = 5_000;

/** Shakes hands at an address for a name, as `curl --resolve` does; null when nobody does. */
export function lookAtTls(
  name: string,
  { address = '127.0.0.1', port, roots }: { readonly address?: string; readonly port: number; readonly roots: string },
): Promise<ServedCertificate | null> {
  return new Promise((resolve) => {
    // What is not trusted is told as well.
    const socket = connect({ host: address, port, servername: name, ca: roots, rejectUnauthorized: false });
    const end = (seen: ServedCertificate | null) => {
      socket.destroy();
      resolve(seen);
    };
    socket.setTimeout(timeoutMs, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () => {
      const { subjectaltname = '', serialNumber } = socket.getPeerCertificate();
      const names = subjectaltname.split(', ').map((entry) => entry.replace(/^DNS:/, ''));
      end({ isTrusted: socket.authorized, names, serial: serialNumber });
    });
  });
}
