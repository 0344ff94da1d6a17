import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { findTrespass } from '../registrar/request-guard.ts';
import { type Rules, ruleShape } from './rules.ts';

const longestBody = 10_000;

/** What can be asked of the front, on loopback only: `GET /rules`, `POST /rules` with one rule, `DELETE /rules`. */
export function createControl(rules: Rules, port: number): Server {
  return createServer((request, response) => {
    answer(rules, port, request, response).catch((error: unknown) => {
      send(response, 400, { message: error instanceof Error ? error.message : 'This could not be read.' });
    });
  });
}

async function answer(rules: Rules, port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url, headers } = request;
  if (url === '/health') return send(response, 200, { message: 'ok' });
  const trespass = findTrespass(method, headers, port);
  if (trespass !== null) return send(response, 403, { message: trespass });
  if (url !== '/rules') return send(response, 404, { message: 'There is only /rules.' });
  if (method === 'POST') {
    const rule = ruleShape.safeParse(JSON.parse(await readBody(request)));
    if (!rule.success)
      return send(response, 400, { message: rule.error.issues.map(({ message }) => message).join(' ') });
    rules.add(rule.data);
  } else if (method === 'DELETE') {
    rules.clear();
  } else if (method !== 'GET') {
    return send(response, 405, { message: 'Rules are read with GET, added with POST and taken away with DELETE.' });
  }
  return send(response, 200, { rules: rules.list() });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longestBody) throw new Error('The request is too long.');
  }
  return text;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
