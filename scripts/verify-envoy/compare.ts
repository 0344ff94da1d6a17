import { headerValue } from '../../lib/gateway-api/matching/header-changes.ts';
import type { BackendOutcome, Outcome } from '../../lib/gateway-api/matching/outcome.ts';
import type { EnvoyAnswer } from './ask-envoy.ts';

/** In what an answer differs from the prediction, or null. */
export function differenceOf(outcome: Outcome, answer: EnvoyAnswer): string | null {
  switch (outcome.kind) {
    case 'no-connection':
      return `predicted no connection, got ${answer.status}`;
    case 'status':
      return statusDifference(outcome.status, answer);
    case 'preflight':
      return statusDifference(outcome.status, answer);
    case 'redirect': {
      const { status, location } = outcome.redirect;
      return (
        statusDifference(status, answer) ??
        (location === answer.location ? null : `predicted Location ${location}, got ${answer.location}`)
      );
    }
    case 'backends': {
      const possible = outcome.backends.filter((backend) => backend.share > 0);
      const differences = possible.map((backend) => backendDifference(backend, answer));
      return differences.includes(null) ? null : (differences[0] ?? 'predicted no backend');
    }
  }
}

function statusDifference(status: number, answer: EnvoyAnswer): string | null {
  return status === answer.status ? null : `predicted ${status}, got ${answerText(answer)}`;
}

function backendDifference({ backend, status, request }: BackendOutcome, answer: EnvoyAnswer): string | null {
  if (status !== null) return statusDifference(status, answer);
  const { seen } = answer;
  if (seen === null) return `predicted ${backend.name}, got ${answerText(answer)}`;
  if (seen.service !== backend.name) return `predicted ${backend.name}, got ${seen.service}`;
  for (const part of ['method', 'path', 'host'] as const) {
    const wanted = request[part];
    if (seen[part].toLowerCase() !== wanted.toLowerCase())
      return `predicted ${part} ${wanted} at ${backend.name}, it saw ${seen[part]}`;
  }
  for (const name of ['x-one', 'x-two', 'x-three']) {
    // Two lines of one header and one line with a comma say the same, however Node joins them (RFC 9110, 5.3).
    const [wanted, got] = [headerValue(request.headers, name), seen.headers[name]?.replaceAll(', ', ',') ?? null];
    if (wanted !== got) return `predicted ${name}: ${wanted} at ${backend.name}, it saw ${got}`;
  }
  return null;
}

function answerText({ status, location, seen }: EnvoyAnswer): string {
  if (seen !== null) return `${seen.service} ${seen.path}`;
  return location === null ? String(status) : `${status} to ${location}`;
}
