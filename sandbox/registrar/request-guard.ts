import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request must not be answered, or null. The page listens on loopback, where every website that somebody has open
 * can send requests to, and where any name can be made to lead.
 */
export function findTrespass(method: string, headers: IncomingHttpHeaders, port: number): string | null {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (!hosts.includes(headers.host ?? '')) return `This page answers at http://localhost:${port} only.`;
  if (method === 'GET' || method === 'HEAD') return null;
  // Browsers send Origin with every request that changes something; programs on this machine send none.
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return 'Other websites may change nothing here.';
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' ? null : 'Other websites may change nothing here.';
}
