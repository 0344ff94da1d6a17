import 'server-only';
import type { RequestOptions as TlsOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent, type Dispatcher, request as undiciRequest } from 'undici';
import type { ClusterIdentity } from '../access/actor.ts';

/** One request to the API server. */
export type ClusterRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** Whom to act as; absent: the portal's own read-only account. */
  readonly as?: ClusterIdentity;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type ClusterResponse = { readonly status: number; readonly body: unknown; readonly warnings: readonly string[] };

/** The way to one API server; throws only `ClusterUnreachable`. */
export type Transport = {
  readonly send: (request: ClusterRequest) => Promise<ClusterResponse>;
  /** Opens a response that is read as it comes, for watches. */
  readonly stream: (
    request: ClusterRequest,
  ) => Promise<{ status: number; body: AsyncIterable<Uint8Array>; retryAfterSeconds: number | null }>;
  readonly server: string;
  readonly close: () => Promise<void>;
};

/** The API server could not be asked: no connection, no answer in time, or a broken answer. */
export class ClusterUnreachable extends Error {
  override name = 'ClusterUnreachable';

  /** By name: the bundler loads this class more than once, and what one copy throws must be known to all. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ClusterUnreachable';
  }
}

/**
 * Credentials from a kubeconfig file, or those that a pod finds in its own cluster.
 *
 * @param through another address of the same API server, for example a proxy's
 */
export function createTransport(kubeconfigPath: string | null, through?: string): Transport {
  const kubeconfig = new KubeConfig();
  if (kubeconfigPath) kubeconfig.loadFromFile(kubeconfigPath);
  else kubeconfig.loadFromCluster();
  const server = through ?? kubeconfig.getCurrentCluster()?.server;
  if (!server) throw new Error('the kubeconfig names no cluster');
  const agent = createAgent(kubeconfig);

  async function open(request: ClusterRequest): Promise<Dispatcher.ResponseData> {
    const { as: identity, body, contentType = 'application/json', method, path, signal, timeoutMs = 10_000 } = request;
    if (identity && (!identity.user || identity.groups.length === 0)) {
      // An empty impersonated user would run as the portal itself.
      throw new Error('impersonation needs a user and a group');
    }
    try {
      return await undiciRequest(new URL(path, server), {
        method,
        dispatcher: await agent,
        headersTimeout: timeoutMs,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': contentType }),
          ...(identity ? { 'Impersonate-User': identity.user, 'Impersonate-Group': [...identity.groups] } : {}),
          ...(await authorization(kubeconfig)),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      throw new ClusterUnreachable(explain(cause), { cause });
    }
  }

  return {
    server,
    send: async (request) => {
      const response = await open(request);
      const text = await response.body.text().catch((cause: unknown) => {
        throw new ClusterUnreachable(explain(cause), { cause });
      });
      return { status: response.statusCode, body: parseJson(text), warnings: parseWarnings(response.headers.warning) };
    },
    stream: async (request) => {
      const response = await open(request);
      const retryAfter = Number(response.headers['retry-after']);
      return {
        status: response.statusCode,
        body: response.body,
        retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
      };
    },
    close: async () => (await agent).destroy(),
  };
}

async function createAgent(kubeconfig: KubeConfig): Promise<Agent> {
  const options: TlsOptions = {};
  await kubeconfig.applyToHTTPSOptions(options);
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  const connect = Object.fromEntries(
    Object.entries({ ca, cert, key, servername, rejectUnauthorized }).filter(([, value]) => value !== undefined),
  );
  // Over HTTP/2 undici makes one text of several groups, and the API server knows no group of that name.
  return new Agent({
    connect: { ...connect, timeout: 5_000 },
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    allowH2: false,
  });
}

/** Tokens rotate, so they are asked for at each request; client certificates need no header. */
async function authorization(kubeconfig: KubeConfig): Promise<Record<string, string>> {
  const user = kubeconfig.getCurrentUser();
  if (!user || (!user.token && !user.exec && !user.authProvider)) return {};
  const options: TlsOptions = {};
  await kubeconfig.applyToHTTPSOptions(options);
  const headers: Record<string, unknown> = { ...options.headers };
  return typeof headers.Authorization === 'string' ? { authorization: headers.Authorization } : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { kind: 'Status', message: text.slice(0, 500) };
  }
}

/** `299 - "text"`, possibly several. @see RFC 9111, Warning; Kubernetes API conventions, warnings */
function parseWarnings(header: string | string[] | undefined): readonly string[] {
  const lines = header === undefined ? [] : Array.isArray(header) ? header : [header];
  return lines.flatMap((line) =>
    [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((found) => (found[1] ?? '').replace(/\\(.)/g, '$1')),
  );
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no answer';
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code.includes('TIMEOUT')) return 'no answer in time';
  return code || cause.message;
}
