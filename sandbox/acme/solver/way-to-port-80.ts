import { Resolver } from 'node:dns/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

/** Where names are resolved, and the port that stands for 80 in the sandbox. */
export interface Way {
  readonly resolverPort: number;
  readonly httpPort: number;
}

interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

const timeoutMs = 8_000;

/**
 * An HTTP proxy through which cert-manager looks at challenges before the authority does. Its own look goes to port 80, which
 * nobody may take on a developer's machine: the proxy leads to the Gateway's port at whatever address the name has.
 */
export function createWayToPort80(way: Way): Server {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  resolver.setServers([`127.0.0.1:${way.resolverPort}`]);
  return createServer((incoming, response) => {
    lead(incoming, response, { resolver, way }).catch((error: unknown) => {
      console.log(`${incoming.url}: ${error instanceof Error ? error.message : String(error)}`);
      incoming.socket.destroy(); // As if nobody had answered there.
    });
  });
}

async function lead(
  incoming: IncomingMessage,
  response: ServerResponse,
  { resolver, way }: { readonly resolver: Resolver; readonly way: Way },
): Promise<void> {
  const url = new URL(incoming.url ?? '', 'invalid:');
  if (url.protocol !== 'http:') throw new Error('Only whole http addresses lead anywhere.');
  const addresses = await resolve(resolver, url.hostname);
  if (addresses.length === 0) throw new Error('The name has no address.');
  const outgoing = request({
    host: url.hostname,
    port: url.port === '' ? way.httpPort : Number(url.port),
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: { ...incoming.headers, host: url.host, connection: 'close' },
    agent: false,
    timeout: timeoutMs,
    lookup: (_name, _options, done) => done(null, [...addresses]),
  });
  await new Promise<void>((done, fail) => {
    outgoing.once('error', fail);
    outgoing.once('timeout', () => outgoing.destroy(new Error('Nobody answers in time.')));
    outgoing.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' });
      answer.pipe(response).once('close', done);
      answer.once('error', fail);
    });
    incoming.pipe(outgoing);
  });
}

async function resolve(resolver: Resolver, name: string): Promise<readonly Address[]> {
  const ask = (addresses: Promise<string[]>, family: 4 | 6) =>
    addresses.then((found) => found.map((address): Address => ({ address, family }))).catch(() => []);
  const [v6, v4] = await Promise.all([ask(resolver.resolve6(name), 6), ask(resolver.resolve4(name), 4)]);
  return [...v6, ...v4];
}
