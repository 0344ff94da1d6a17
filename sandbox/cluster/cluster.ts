import { Agent, request } from 'undici';
import type { KeyPair } from '../state/certificate-authority.ts';
import { type Address, pathOf } from './kinds.ts';

/** A manifest as it is sent. */
export type Manifest = Address & { readonly metadata: Readonly<Record<string, unknown>> } & Readonly<
    Record<string, unknown>
  >;

/** The API server's answer: its status and its JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The sandbox's own way to the cluster, as its administrator. */
export interface Cluster {
  get(path: string): Promise<Answer>;
  /** Like `get`, with nothing but the object's metadata. */
  getMetadata(path: string): Promise<Answer>;
  /** Server-side apply. The sandbox's own manager takes what it declares; others are refused on a conflict. */
  apply(manifest: Manifest, manager?: string): Promise<void>;
  /** Applies to the status of an object. */
  patchStatus(address: Address, status: unknown): Promise<void>;
  /** Merges a change into an object that others keep; `null` takes a field away. */
  merge(address: Address, change: unknown): Promise<void>;
  /** Creates it unless it is there. */
  create(manifest: Manifest, manager: string): Promise<void>;
  delete(address: Address): Promise<void>;
  close(): Promise<void>;
}

/** An answer of the API server that says no. */
export class ClusterError extends Error {
  readonly status: number;
  constructor(what: string, answer: Answer) {
    super(`${what}: the API server answered ${answer.status}: ${messageOf(answer.body)}`);
    this.name = 'ClusterError';
    this.status = answer.status;
  }
}

/** The field manager of the platform's own objects. */
export const platformManager = 'sandbox';

const metadataOnly = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';

/** Opens a connection to the API server with a client certificate. */
export function openCluster(origin: string, identity: KeyPair, authority: string): Cluster {
  const dispatcher = new Agent({
    connect: { ca: authority, cert: identity.certificate, key: identity.key },
    connections: 8,
    headersTimeout: 60_000, // a machine that starts several things at once keeps an API server from answering
  });
  const send = async (
    method: 'GET' | 'PATCH' | 'POST' | 'DELETE',
    path: string,
    content?: { type: string; body: unknown },
    accept = 'application/json',
  ) => {
    const answer = await request(`${origin}${path}`, {
      method,
      dispatcher,
      headers: { accept, ...(content ? { 'content-type': content.type } : {}) },
      body: content ? JSON.stringify(content.body) : null,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: parseBody(text) };
  };
  const require = (what: string, answer: Answer, accepted: readonly number[] = []) => {
    if (answer.status >= 300 && !accepted.includes(answer.status)) throw new ClusterError(what, answer);
  };
  return {
    get: (path) => send('GET', path),
    getMetadata: (path) => send('GET', path, undefined, metadataOnly),
    async apply(manifest, manager = platformManager) {
      const query = `fieldManager=${manager}&force=${manager === platformManager}`;
      const content = { type: 'application/apply-patch+yaml', body: manifest };
      require(`Apply ${nameOf(manifest)}`, await send('PATCH', `${pathOf(manifest)}?${query}`, content));
    },
    async patchStatus(address, status) {
      const content = { type: 'application/merge-patch+json', body: { status } };
      const path = `${pathOf(address)}/status?fieldManager=${platformManager}`;
      require(`Status of ${nameOf(address)}`, await send('PATCH', path, content));
    },
    async merge(address, change) {
      const content = { type: 'application/merge-patch+json', body: change };
      require(`Change ${nameOf(address)}`, await send(
        'PATCH',
        `${pathOf(address)}?fieldManager=${platformManager}`,
        content,
      ));
    },
    async create(manifest, manager) {
      const collection = pathOf(manifest).replace(/\/[^/]+$/, '');
      const content = { type: 'application/json', body: manifest };
      require(`Create ${nameOf(manifest)}`, await send('POST', `${collection}?fieldManager=${manager}`, content), [
        409,
      ]);
    },
    async delete(address) {
      require(`Delete ${nameOf(address)}`, await send('DELETE', pathOf(address)), [404]);
    },
    close: () => dispatcher.destroy(),
  };
}

function nameOf({ kind, metadata }: Address): string {
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function messageOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
  return String(body).slice(0, 300);
}
