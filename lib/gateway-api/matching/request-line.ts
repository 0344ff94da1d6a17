import { coversHostname } from '../hostname.ts';
import type { ListenerPoint } from '../listeners.ts';
import type { RequestFacts } from './request.ts';
import { hostnameOf } from './request.ts';

/** A request as its fields hold it: text, possibly half typed. */
export type TypedRequest = {
  readonly method: string;
  /** `https://shop.example.test/path?query`, or without a scheme. */
  readonly url: string;
  /** One `Name: value` a line. */
  readonly headers: string;
};

/** What is wrong with a typed request, at which field. */
export type RequestFlaw = { readonly field: keyof TypedRequest; readonly message: string };

export type ReadRequest =
  | { readonly facts: RequestFacts; readonly flaws: readonly [] }
  | { readonly facts: null; readonly flaws: readonly [RequestFlaw, ...RequestFlaw[]] };

const method = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/;
const maxUrlLength = 8_000;
const maxHeaders = 100;

/**
 * Reads a typed request for the listeners of a Gateway. The port is the URL's, else that of the listener that serves the name with this
 * scheme, so that nobody must know on which port a Gateway really listens.
 *
 * @param publicPorts where a listener's port is reached from outside, when that is another one
 */
export function readRequest(
  typed: TypedRequest,
  listeners: readonly ListenerPoint[],
  publicPorts: Readonly<Record<string, number>> = {},
): ReadRequest {
  const flaws: RequestFlaw[] = [];
  const name = typed.method.trim().toUpperCase();
  if (!method.test(name)) flaws.push({ field: 'method', message: 'Choose a method, for example GET.' });
  const url = readUrl(typed.url.trim());
  if ('message' in url) flaws.push({ field: 'url', message: url.message });
  const headers = readHeaders(typed.headers);
  if ('message' in headers) flaws.push({ field: 'headers', message: headers.message });
  const [first, ...others] = flaws;
  if (first !== undefined) return { facts: null, flaws: [first, ...others] };
  if ('message' in url || 'message' in headers)
    return { facts: null, flaws: [{ field: 'url', message: 'Type a URL.' }] };
  const { scheme, host, path } = url;
  const port = portOf(url, listeners, publicPorts);
  return { facts: { scheme, host, port, method: name, path, headers: headers.list }, flaws: [] };
}

type ReadUrl = {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
};

function readUrl(text: string): ReadUrl | { readonly message: string } {
  if (text === '') return { message: 'Type a URL, for example https://shop.example.test/cart.' };
  if (text.length > maxUrlLength)
    return { message: `The URL has ${text.length} characters; at most ${maxUrlLength} are read.` };
  if (/\s/.test(text)) return { message: 'The URL has a space in it. Write %20 instead.' };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return { message: `${scheme} is not served by HTTP routes. Write http or https.` };
  }
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  const end = /[/?#]/.exec(rest)?.index ?? rest.length;
  const host = rest.slice(0, end);
  if (host.includes('@')) return { message: 'Leave user name and password out of the URL.' };
  const port = /:(\d{1,5})$/.exec(host)?.[1];
  const hash = rest.indexOf('#');
  const path = rest.slice(end, hash < 0 ? undefined : hash);
  if (hostnameOf(host) === '' && !rest.startsWith('/')) return { message: 'The URL has no hostname.' };
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    return { message: `Port ${port} is not between 1 and 65535.` };
  return {
    scheme: scheme ?? 'http',
    host,
    port: port === undefined ? null : Number(port),
    path: path.startsWith('/') ? path : `/${path}`,
  };
}

function portOf(
  url: ReadUrl,
  listeners: readonly ListenerPoint[],
  publicPorts: Readonly<Record<string, number>>,
): number {
  const protocol = url.scheme === 'https' ? 'HTTPS' : 'HTTP';
  const ofScheme = listeners.filter((listener) => listener.protocol === protocol);
  if (url.port !== null) {
    const behind = ofScheme.find((listener) => publicPorts[listener.port] === url.port);
    return behind?.port ?? url.port;
  }
  const hostname = hostnameOf(url.host);
  const serving = ofScheme.find((listener) => coversHostname(listener.hostname ?? '', hostname)) ?? ofScheme[0];
  return serving?.port ?? (url.scheme === 'https' ? 443 : 80);
}

function readHeaders(text: string): { readonly list: RequestFacts['headers'] } | { readonly message: string } {
  const list: (readonly [string, string])[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line.trim() : line.slice(0, colon).trim();
    if (colon < 0) return { message: `Line ${index + 1} has no colon. Write Name: value.` };
    if (!headerName.test(name))
      return { message: `Line ${index + 1}: ${name === '' ? 'the name is missing' : `“${name}” is no header name`}.` };
    list.push([name, line.slice(colon + 1).trim()]);
  }
  return list.length > maxHeaders ? { message: `${list.length} headers; at most ${maxHeaders} are read.` } : { list };
}

/** A request as one line, for lists: `POST https://shop.example.test/cart`. */
export function requestText({ method: name, scheme, host, path }: RequestFacts): string {
  return `${name} ${scheme}://${host}${path}`;
}

/** The fields for a request, to be typed on. */
export function toTyped({ headers, method: name, ...facts }: RequestFacts): TypedRequest {
  return {
    method: name,
    url: `${facts.scheme}://${facts.host}${facts.path}`,
    headers: headers.map(([header, value]) => `${header}: ${value}`).join('\n'),
  };
}
