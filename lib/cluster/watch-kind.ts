import 'server-only';
import { z } from 'zod';
import { log } from '../log.ts';
import { readJsonLines } from './json-lines.ts';
import type { Transport } from './transport.ts';

/** An object as a watch delivers it; everything but the metadata is read by those who know the kind. */
export type WatchedObject = {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly resourceVersion: string;
    readonly managedFields?: unknown;
  };
} & Readonly<Record<string, unknown>>;

export type WatchState =
  | { readonly state: 'syncing' | 'live' }
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly reason: string };

export type WatchSink = {
  /** The whole content: replaces everything known before. */
  readonly onReplace: (objects: ReadonlyMap<string, WatchedObject>) => void;
  readonly onUpsert: (key: string, object: WatchedObject) => void;
  readonly onDelete: (key: string) => void;
  readonly onState: (state: WatchState) => void;
};

const silenceMs = 90_000; // the API server sends a bookmark about every minute
const pageSize = 500;
const initialEventsEnd = 'k8s.io/initial-events-end';

const watchEvent = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    metadata: z
      .looseObject({
        name: z.string().default(''),
        namespace: z.string().optional(),
        resourceVersion: z.string().default(''),
        annotations: z.record(z.string(), z.string()).optional(),
      })
      .default({ name: '', resourceVersion: '' }),
    code: z.number().optional(),
    message: z.string().optional(),
  }),
});

/** Why a watch ended and what to do next. */
class WatchEnded extends Error {
  readonly retryAfterMs: number | null;
  readonly mode: 'resume' | 'relist' | 'missing' | 'pages';
  constructor(mode: WatchEnded['mode'], reason: string, retryAfterMs: number | null = null) {
    super(reason);
    this.mode = mode;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Keeps one kind in step with the cluster until it is closed. Whatever happens to the connection (dropped, silent, 429, 503, 403, 410,
 * a line that is not JSON), it comes back, and with a new list whenever something may have been missed.
 *
 * @see Kubernetes API concepts, streaming lists (`sendInitialEvents`), with pages of 500 where the server cannot
 */
export function watchKind(transport: Transport, path: string, sink: WatchSink): { readonly close: () => void } {
  const stop = new AbortController();
  void supervise(transport, path, sink, stop.signal);
  return { close: () => stop.abort() };
}

async function supervise(transport: Transport, path: string, sink: WatchSink, stop: AbortSignal): Promise<void> {
  let resumeFrom: string | null = null;
  let usePages = false;
  let failures = 0;
  const progress = (resourceVersion: string) => {
    resumeFrom = resourceVersion;
    failures = 0;
  };
  while (!stop.aborted) {
    try {
      if (resumeFrom === null && usePages) await listPages(transport, path, sink, progress);
      await watchOnce({ transport, path, sink, stop, resumeFrom, progress });
    } catch (error) {
      if (stop.aborted) return;
      const ended =
        error instanceof WatchEnded
          ? error
          : new WatchEnded('relist', error instanceof Error ? error.message : String(error));
      if (ended.mode === 'pages') usePages = true;
      if (ended.mode !== 'resume') resumeFrom = null;
      if (ended.mode === 'missing') sink.onState({ state: 'missing' });
      else if (ended.mode !== 'resume' && ended.mode !== 'pages')
        sink.onState({ state: 'broken', reason: ended.message });
      failures += 1;
      const backoffMs =
        ended.mode === 'missing'
          ? 5_000
          : Math.min(5_000, 100 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2);
      if (failures > 1) log.warn({ path, mode: ended.mode, reason: ended.message, failures }, 'watch interrupted');
      await sleep(ended.retryAfterMs ?? (ended.mode === 'resume' && failures === 1 ? 0 : backoffMs), stop);
    }
  }
}

type WatchOptions = {
  readonly transport: Transport;
  readonly path: string;
  readonly sink: WatchSink;
  readonly stop: AbortSignal;
  readonly resumeFrom: string | null;
  readonly progress: (resourceVersion: string) => void;
};

/** One watch request from its start to its end; always ends by throwing `WatchEnded`. */
async function watchOnce({ transport, path, sink, stop, resumeFrom, progress }: WatchOptions): Promise<never> {
  const quiet = new AbortController();
  let timer = setTimeout(() => quiet.abort(), silenceMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => quiet.abort(), silenceMs);
  };
  const signal = AbortSignal.any([stop, quiet.signal]);
  try {
    const response = await transport.stream({ method: 'GET', path: `${path}?${watchQuery(resumeFrom)}`, signal });
    if (response.status !== 200) throw await toWatchEnded(response);
    let staging: Map<string, WatchedObject> | null = resumeFrom === null ? new Map() : null;
    if (staging) sink.onState({ state: 'syncing' });
    else sink.onState({ state: 'live' });
    for await (const line of readJsonLines(response.body, heard)) {
      const { type, object } = watchEvent.parse(line);
      if (type === 'ERROR') throw toWatchError(object.code, object.message ?? 'watch error');
      const key = object.metadata.namespace
        ? `${object.metadata.namespace}/${object.metadata.name}`
        : object.metadata.name;
      if (type === 'BOOKMARK') {
        if (staging && object.metadata.annotations?.[initialEventsEnd] === 'true') {
          sink.onReplace(staging);
          sink.onState({ state: 'live' });
          staging = null;
        }
      } else if (staging) staging.set(key, slim(object));
      else if (type === 'DELETED') sink.onDelete(key);
      else sink.onUpsert(key, slim(object));
      if (!staging) progress(object.metadata.resourceVersion);
    }
    throw new WatchEnded(staging ? 'relist' : 'resume', 'the connection ended');
  } catch (error) {
    if (error instanceof WatchEnded) throw error;
    if (quiet.signal.aborted) throw new WatchEnded('relist', 'the connection fell silent');
    throw new WatchEnded('relist', error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    quiet.abort();
  }
}

function watchQuery(resumeFrom: string | null): string {
  const common = { watch: '1', allowWatchBookmarks: 'true', timeoutSeconds: '290' };
  const initial = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan', resourceVersion: '' };
  return new URLSearchParams(
    resumeFrom === null ? { ...common, ...initial } : { ...common, resourceVersion: resumeFrom },
  ).toString();
}

const listAnswer = z.object({
  metadata: z.looseObject({ resourceVersion: z.string(), continue: z.string().optional() }),
  items: z.array(watchEvent.shape.object),
});

/** For servers without streaming lists: pages of 500, then a watch from where they ended. */
async function listPages(
  transport: Transport,
  path: string,
  sink: WatchSink,
  progress: (resourceVersion: string) => void,
): Promise<void> {
  const objects = new Map<string, WatchedObject>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(pageSize), ...(token ? { continue: token } : {}) });
    const answer = await transport.send({ method: 'GET', path: `${path}?${query}`, timeoutMs: 30_000 });
    if (answer.status !== 200) throw toWatchError(answer.status, `list answered ${answer.status}`);
    const { metadata, items } = listAnswer.parse(answer.body);
    for (const item of items) {
      objects.set(
        item.metadata.namespace ? `${item.metadata.namespace}/${item.metadata.name}` : item.metadata.name,
        slim(item),
      );
    }
    token = metadata.continue || undefined;
    if (!token) progress(metadata.resourceVersion);
  } while (token);
  sink.onReplace(objects);
  sink.onState({ state: 'live' });
}

async function toWatchEnded(response: Awaited<ReturnType<Transport['stream']>>): Promise<WatchEnded> {
  let text = '';
  for await (const chunk of response.body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > 10_000) break;
  }
  const retryAfterMs = response.retryAfterSeconds === null ? null : Math.min(response.retryAfterSeconds, 30) * 1_000;
  return toWatchError(response.status, messageIn(text) ?? `answered ${response.status}`, retryAfterMs);
}

function messageIn(text: string): string | null {
  try {
    return z.looseObject({ message: z.string() }).parse(JSON.parse(text)).message.slice(0, 300);
  } catch {
    return null;
  }
}

function toWatchError(code: number | undefined, message: string, retryAfterMs: number | null = null): WatchEnded {
  if (code === 404) return new WatchEnded('missing', message);
  if (message.includes('RequestWatchProgress is disabled') || message.includes('sendInitialEvents'))
    return new WatchEnded('pages', message);
  return new WatchEnded('relist', message, retryAfterMs);
}

/** `managedFields` are a third of an object and are read only where routes change. */
function slim(object: z.infer<typeof watchEvent>['object']): WatchedObject {
  const { managedFields, ...metadata } = object.metadata;
  return object.kind === 'HTTPRoute'
    ? { ...object, metadata: { ...metadata, managedFields } }
    : { ...object, metadata };
}

function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
