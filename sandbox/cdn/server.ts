import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server } from 'node:net';
import { z } from 'zod';
import { readPorts } from '../settings/ports.ts';
import { blockingAddress, passingAddress } from './addresses.ts';

const environmentShape = z.object({ CDN_CERTIFICATE: z.string(), CDN_KEY: z.string() });

const environment = environmentShape.parse(process.env);
const ports = readPorts(process.env);
const identity = { cert: readFileSync(environment.CDN_CERTIFICATE), key: readFileSync(environment.CDN_KEY) };

listen(createServer(passHttp), passingAddress, ports.gatewayHttp);
listen(createPassThrough(ports.gatewayHttps), passingAddress, ports.gatewayHttps);
listen(createServer(block), blockingAddress, ports.gatewayHttp);
listen(createHttpsServer(identity, block), blockingAddress, ports.gatewayHttps);
process.once('SIGTERM', () => process.exit(0));

/** Envoy has the same port on every address: both sides share it, and the kernel prefers whoever names the address. */
function listen(server: Server, host: string, port: number): void {
  server.on('error', (error) => {
    // Where loopback is one address only there is no CDN, and nothing else is missed.
    console.error(`There is no CDN at ${host} port ${port}: ${error.message}`);
  });
  server.listen({ host, port, reusePort: true }, () => console.log(`${host} port ${port}`));
}

function passHttp(incoming: IncomingMessage, response: ServerResponse): void {
  const outgoing = request({
    host: '127.0.0.1',
    port: ports.gatewayHttp,
    method: incoming.method,
    path: incoming.url,
    headers: { ...incoming.headers, via: '1.1 sandbox-cdn', 'x-forwarded-for': incoming.socket.remoteAddress ?? '' },
    agent: false,
  });
  outgoing.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, server: 'sandbox-cdn', via: '1.1 sandbox-cdn' });
    answer.pipe(response);
  });
  outgoing.once('error', () => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(502, { server: 'sandbox-cdn' }).end('The CDN does not reach the origin.\n');
  });
  response.once('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** TLS ends at the Gateway, whose certificate is seen. */
function createPassThrough(port: number): Server {
  return createTcpServer((socket) => {
    const target = connect({ host: '127.0.0.1', port });
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      one.on('error', () => one.destroy());
      one.once('close', () => other.destroy());
      one.pipe(other);
    }
  });
}

function block(incoming: IncomingMessage, response: ServerResponse): void {
  incoming.resume();
  response.writeHead(403, { server: 'sandbox-cdn', 'content-type': 'text/plain' });
  response.end('This request was blocked.\n');
}
