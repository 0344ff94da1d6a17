import { createServer, type Server } from 'node:http';
import type { ChallengeAnswer } from './solver-pods.ts';

const prefix = '/.well-known/acme-challenge/';

/** Answers HTTP-01 challenges, as cert-manager's solver does: the key for the right name and token, else 404. */
export function createChallengeServer(answers: () => readonly ChallengeAnswer[]): Server {
  return createServer((request, response) => {
    request.resume();
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const path = request.url ?? '';
    const token = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    const answer = answers().find((one) => one.token === token && one.name === host);
    if (!answer) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('No such challenge.\n');
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(answer.key);
  });
}
