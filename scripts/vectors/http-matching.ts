import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseDurationMs } from '../../lib/gateway-api/duration.ts';
import { playAttempts } from '../../lib/gateway-api/matching/attempts.ts';
import { type Dialect, standardDialect } from '../../lib/gateway-api/matching/dialect.ts';
import { type HeaderList, headerValue } from '../../lib/gateway-api/matching/header-changes.ts';
import { type BackendOutcome, type Outcome, outcomeOf, respond } from '../../lib/gateway-api/matching/outcome.ts';
import { type PreparedRequest, prepareRequest } from '../../lib/gateway-api/matching/request.ts';
import { createRouteTable, type Lookup } from '../../lib/gateway-api/matching/route-table.ts';
import { readCrdSchemas } from './crd-defaults.ts';
import { loadFixture } from './load-fixture.ts';

const headers = z.record(z.string(), z.string());
const matchingCase = z.object({
  id: z.string(),
  features: z.array(z.string()),
  fixture: z.string(),
  gateway: z.object({ namespace: z.string(), name: z.string() }),
  port: z.number(),
  request: z.object({
    scheme: z.enum(['http', 'https']),
    host: z.string(),
    path: z.string(),
    method: z.string(),
    headers,
    sni: z.string().optional(),
    backendSetsResponseHeaders: headers.optional(),
  }),
  expect: z.object({
    statusCodes: z.array(z.number()),
    backend: z.string().optional(),
    namespace: z.string().optional(),
    workload: z.string().optional(),
    weights: z.record(z.string(), z.number()).optional(),
    redirect: z
      .object({
        host: z.string().optional(),
        scheme: z.string().optional(),
        port: z.string().optional(),
        path: z.string().optional(),
      })
      .optional(),
    backendRequest: z
      .object({
        host: z.string().optional(),
        path: z.string().optional(),
        method: z.string().optional(),
        headers: headers.optional(),
      })
      .optional(),
    absentHeaders: z.array(z.string()).optional(),
    mirroredTo: z
      .array(z.object({ namespace: z.string(), name: z.string(), percent: z.number().optional() }))
      .optional(),
    responseHeaders: headers.optional(),
    responseHeaderOneOf: z.record(z.string(), z.array(z.string())).optional(),
    absentResponseHeaders: z.array(z.string()).optional(),
  }),
});
const file = z.object({ cases: z.array(matchingCase), fixtures: z.record(z.string(), z.array(z.unknown())) });

type MatchingCase = z.infer<typeof matchingCase>;
type Note = { readonly id: string; readonly why: string };

/** How the published cases about requests went. */
export type HttpMatchingResult = {
  readonly passed: number;
  readonly failed: readonly Note[];
  readonly notJudged: readonly Note[];
};

/**
 * Judges every published case about what a request to a Gateway must get.
 *
 * @param folder the folder of the published vectors
 */
export async function judgeHttpMatching(folder: string): Promise<HttpMatchingResult> {
  const { cases, fixtures } = file.parse(JSON.parse(await readFile(join(folder, 'http-matching.json'), 'utf8')));
  const schemas = await readCrdSchemas(join(folder, 'crds'));
  const failed: Note[] = [];
  for (const one of cases) {
    const snapshot = loadFixture(fixtures[one.fixture] ?? [], schemas);
    const why = judgeCase(one, snapshot);
    if (why !== null) failed.push({ id: one.id, why });
  }
  return { passed: cases.length - failed.length, failed, notJudged: [] };
}

/** What a case's features say that its implementation supports. */
function dialectOf({ features }: MatchingCase): Dialect {
  return { ...standardDialect, isolatesListeners: features.includes('GatewayHTTPListenerIsolation') };
}

/** Null when the prediction is what the case wants. */
function judgeCase(one: MatchingCase, snapshot: ReturnType<typeof loadFixture>): string | null {
  const dialect = dialectOf(one);
  const request = prepareRequest({ ...one.request, port: one.port, headers: Object.entries(one.request.headers) });
  const lookup = createRouteTable(snapshot, dialect).find(one.gateway, request);
  const outcome = outcomeOf(lookup, request, { snapshot, dialect });
  const answers = answersOf(outcome, lookup, request, one);
  const problems = answers.map((answer) => problemOf(answer, one));
  const isWeighted = one.expect.weights !== undefined ? weightProblem(outcome, one.expect.weights) : null;
  if (isWeighted !== null) return isWeighted;
  // Each backend with a share may be the one that a request meets, so each must do.
  return answers.length === 0 ? 'no answer at all' : (problems.find((problem) => problem !== null) ?? null);
}

/** One answer that a client may get. */
type Answer = {
  readonly status: number;
  readonly outcome: Outcome;
  readonly backend: BackendOutcome | null;
  readonly responseHeaders: HeaderList;
};

function answersOf(outcome: Outcome, lookup: Lookup, request: PreparedRequest, one: MatchingCase): readonly Answer[] {
  const bare = { outcome, backend: null, responseHeaders: [] };
  switch (outcome.kind) {
    case 'no-connection':
      return [{ ...bare, status: 0 }];
    case 'status':
      return [{ ...bare, status: outcome.status }];
    case 'redirect':
      return [{ ...bare, status: outcome.redirect.status }];
    case 'preflight':
      return [{ ...bare, status: outcome.status, responseHeaders: outcome.cors.headers }];
    case 'backends': {
      const set = Object.entries(one.request.backendSetsResponseHeaders ?? {});
      return outcome.backends
        .filter((backend) => backend.share > 0)
        .map((backend) => ({
          outcome,
          backend,
          status: backend.redirect?.status ?? backend.status ?? playedStatus(lookup, request),
          responseHeaders: respond(outcome, backend, set).headers,
        }));
    }
  }
}

/** The published test backend behaves as the query tells it. */
function playedStatus({ candidate }: Lookup, request: PreparedRequest): number {
  const code = request.queryParam('responseCode');
  const ms = (name: string) => parseDurationMs(request.queryParam(name)) ?? 0;
  return playAttempts(candidate?.rule ?? {}, {
    delayMs: ms('delay'),
    failures: Number(request.queryParam('succeedAfter') ?? 0),
    failure: code === undefined ? { kind: 'connection' } : { kind: 'status', code: Number(code) },
    failureDelayMs: ms('delayRetry'),
  }).status;
}

function problemOf(answer: Answer, { expect }: MatchingCase): string | null {
  const { outcome, backend } = answer;
  if (!expect.statusCodes.includes(answer.status)) {
    return `status ${answer.status} (${outcome.kind}), wanted ${expect.statusCodes.join(' or ')}`;
  }
  return (
    redirectProblem(answer, expect) ??
    (outcome.kind === 'backends' ? backendProblem(backend, expect) : null) ??
    responseProblem(answer.responseHeaders, expect)
  );
}

function redirectProblem({ outcome, backend }: Answer, { redirect }: MatchingCase['expect']): string | null {
  if (redirect === undefined) return null;
  const got = outcome.kind === 'redirect' ? outcome.redirect : (backend?.redirect ?? null);
  if (got === null) return 'no redirect';
  // Without a Host the redirect leads back to the Gateway's bare address, which has no name here.
  const url = new URL(got.hostname === '' ? got.location.replace('://', '://gateway.invalid') : got.location);
  const shown = { scheme: url.protocol.slice(0, -1), host: url.hostname, port: url.port, path: url.pathname };
  const wrong = (['scheme', 'host', 'port', 'path'] as const).find((part) => {
    const wanted = redirect[part];
    // The scheme's own port may be shown or left out.
    return part === 'port' ? (wanted ?? '') !== shown.port : wanted !== undefined && wanted !== shown[part];
  });
  return wrong === undefined ? null : `Location ${got.location}: ${wrong} is not ${redirect[wrong] ?? 'left out'}`;
}

function backendProblem(backend: BackendOutcome | null, expect: MatchingCase['expect']): string | null {
  if (backend === null) return 'no backend';
  const { namespace, name } = backend.backend;
  if (expect.backend !== undefined && backend.status === null && expect.backend !== name) {
    return `backend ${name}, wanted ${expect.backend}`;
  }
  if (expect.namespace !== undefined && expect.namespace !== namespace) return `backend in ${namespace}`;
  return requestProblem(backend, expect) ?? mirrorProblem(backend, expect);
}

function requestProblem({ request }: BackendOutcome, expect: MatchingCase['expect']): string | null {
  const wanted = expect.backendRequest;
  for (const part of ['host', 'path', 'method'] as const) {
    const value = wanted?.[part];
    if (value !== undefined && value !== request[part]) return `backend sees ${part} ${request[part]}, wanted ${value}`;
  }
  for (const [name, value] of Object.entries(wanted?.headers ?? {})) {
    const got = headerValue(request.headers, name);
    if (got !== value) return `backend sees ${name}: ${got}, wanted ${value}`;
  }
  const there = (expect.absentHeaders ?? []).find((name) => headerValue(request.headers, name) !== null);
  return there === undefined ? null : `backend sees ${there}`;
}

function mirrorProblem({ mirrors }: BackendOutcome, { mirroredTo }: MatchingCase['expect']): string | null {
  if (mirroredTo === undefined) return null;
  const text = (list: readonly { namespace: string; name: string; percent?: number | undefined }[]) =>
    list.map(({ namespace, name, percent = 100 }) => `${namespace}/${name} ${percent}`).join(', ');
  return text(mirrors) === text(mirroredTo) ? null : `mirrored to ${text(mirrors)}, wanted ${text(mirroredTo)}`;
}

function responseProblem(got: HeaderList, expect: MatchingCase['expect']): string | null {
  const squeezed = (value: string | null | undefined) => value?.replaceAll(/\s/g, '');
  const wanted = [
    ...Object.entries(expect.responseHeaders ?? {}).map(([name, value]) => [name, [value]] as const),
    ...Object.entries(expect.responseHeaderOneOf ?? {}),
  ];
  for (const [name, values] of wanted) {
    const value = headerValue(got, name);
    if (!values.some((one) => squeezed(one) === squeezed(value))) {
      return `client sees ${name}: ${value}, wanted ${values.join(' or ')}`;
    }
  }
  const there = (expect.absentResponseHeaders ?? []).find((name) => headerValue(got, name) !== null);
  return there === undefined ? null : `client sees ${there}`;
}

function weightProblem(outcome: Outcome, weights: Readonly<Record<string, number>>): string | null {
  if (outcome.kind !== 'backends') return 'no backends';
  for (const { backend, share } of outcome.backends) {
    const wanted = (weights[backend.name] ?? 0) * 100;
    if (Math.abs(share - wanted) > 0.1) return `${backend.name} gets ${share} %, wanted ${wanted} %`;
  }
  return null;
}
