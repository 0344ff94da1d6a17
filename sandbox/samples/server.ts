import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readPorts } from '../settings/ports.ts';
import { samplePage } from './page.ts';
import type { SeenRequest } from './seen-request.ts';
import { type SampleService, samplePort, sampleServices } from './services.ts';

const ports = readPorts(process.env);
for (const service of sampleServices) {
  if (service.isReady) listen(service, samplePort(service, ports));
}
process.once('SIGTERM', () => process.exit(0));

/** Envoy resolves NAME.localhost to either family of addresses. */
function listen(service: SampleService, port: number): void {
  for (const address of ['127.0.0.1', '::1']) {
    const server = createServer((request, response) => answer(service, request, response));
    server.keepAliveTimeout = 75_000; // Longer than Envoy keeps idle connections, so that it is never the one that is cut.
    server.on('error', (error) => {
      if (address === '::1') return console.log(`${service.name}: no IPv6 here (${error.message})`);
      console.error(`${service.name}: ${error.message}`);
      process.exit(1);
    });
    server.listen(port, address, () =>
      console.log(`${service.namespace}/${service.name} ${service.version} on ${address} port ${port}`),
    );
  }
}

function answer(service: SampleService, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const seen: SeenRequest = {
    service: service.name,
    namespace: service.namespace,
    version: service.version,
    method: request.method ?? '',
    path: request.url ?? '',
    host: request.headers.host ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
    ),
  };
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  response.setHeader('x-served-by', `${service.name}/${service.version}`);
  response.setHeader('cache-control', 'no-store');
  if (wantsPage) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    response.end(samplePage(seen, service.colour));
  } else {
    response.setHeader('content-type', 'application/json');
    response.end(`${JSON.stringify(seen, null, 2)}\n`);
  }
}
