import 'server-only';
import { createHash } from 'node:crypto';
import { type Actor, findActor } from '../access/actor.ts';
import { watchSession } from '../access/session.ts';
import { visibleNamespaces } from '../cluster/visible.ts';
import type { Beat, FeedEvent } from './feed.ts';
import type { HubChange } from './hub.ts';
import { limitsOf } from './limits.ts';
import type { Runtime } from './runtime.ts';
import { visibleChange, visibleSnapshot } from './visible-rows.ts';

const flushMs = 150;
/** What is new is told at once; that something was confirmed is told less often, for most of what happens is that. */
const confirmMs = 2_000;
const beatMs = 1_000;
const sessionCheckMs = 5_000;
const maxWaitingEvents = 120;

/**
 * What an event's sequence counts in: this process, seen by somebody who may see these namespaces. A browser that comes back after
 * either has changed begins with a snapshot, or rows that it may no longer see would stay with it.
 */
function scopeOf(epoch: string, visible: ReadonlySet<string>): string {
  const names = createHash('sha256')
    .update([...visible].toSorted().join('\n'))
    .digest('hex');
  return `${epoch}.${names.slice(0, 12)}`;
}

/** Where a stream goes on: `scope-sequence` of the last event that the browser has. */
function parseLastEventId(text: string | null, scope: string): number | null {
  const at = text?.lastIndexOf('-') ?? -1;
  const sequence = text?.slice(at + 1) ?? '';
  return text?.slice(0, at) === scope && /^\d{1,15}$/.test(sequence) ? Number(sequence) : null;
}

/**
 * The live stream of one browser as server-sent events: a snapshot, or what it missed, then every change that the actor may see,
 * and a beat each second. Ends when the session ends, the browser leaves or the process stops.
 */
export async function openStream(runtime: Runtime, request: Request, actor: Actor): Promise<Response> {
  const lastEventId = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('from');
  const session = createSession(runtime, actor, lastEventId, await watchSession());
  let release = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const encoder = new TextEncoder();
      const end = () => {
        release();
        session.close();
        try {
          controller.close();
        } catch {
          // The browser has closed it already.
        }
      };
      release = runtime.streams.add(end);
      request.signal.addEventListener('abort', end, { once: true });
      session.start((event, id) => {
        controller.enqueue(encoder.encode(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`));
        // Who does not keep up is cut off rather than buffered for; the browser comes back and resumes.
        const isBehind = (controller.desiredSize ?? 0) < -maxWaitingEvents;
        if (event.type === 'signed-out' || isBehind) end();
      });
    },
    cancel: () => {
      release();
      session.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

type Send = (event: FeedEvent, id: string) => void;

function createSession(
  runtime: Runtime,
  opener: Actor,
  lastEventId: string | null,
  isSignedIn: () => Promise<boolean>,
) {
  const { hub } = runtime;
  let visible: ReadonlySet<string> = new Set();
  /** Everything up to here has been told. */
  let sent: number | null = null;
  /** What was new up to here has been told, confirmations perhaps not. */
  let sentNews = 0;
  let confirmedAt = 0;
  let isDirty = true;
  let isClosed = false;
  let write: Send = () => {};
  const send = (event: FeedEvent, sequence: number) => write(event, `${scopeOf(hub.epoch, visible)}-${sequence}`);
  const timers: NodeJS.Timeout[] = [];

  function flush(): void {
    if (isClosed || !isDirty) return;
    const sequence = hub.sequence();
    const changes = sent === null ? null : hub.changesSince(sent);
    const isTurnOfAll = changes === null || performance.now() - confirmedAt >= confirmMs;
    if (changes === null) {
      send({ ...visibleSnapshot(hub, visible), beat: beatOf(runtime) }, sequence);
    } else {
      const untold = changes.filter((change) => (isConfirmation(change) ? isTurnOfAll : change.sequence > sentNews));
      const event = visibleChange(hub, untold, visible);
      // Who comes back after this goes on before the confirmations that wait, and is told the news twice.
      if (event) send(event, isTurnOfAll ? sequence : (sent ?? 0));
    }
    sentNews = sequence;
    if (!isTurnOfAll) return;
    sent = sequence;
    confirmedAt = performance.now();
    isDirty = false;
  }

  async function checkSession(): Promise<void> {
    // Signing out elsewhere, a changed role or a changed right must reach a stream that has been open for hours.
    const actor = (await isSignedIn()) ? await findActor(opener.userId) : null;
    if (isClosed) return;
    if (!actor) return send({ type: 'signed-out' }, sent ?? 0);
    const now = await visibleNamespaces(actor);
    if (isClosed || (now.size === visible.size && [...now].every((namespace) => visible.has(namespace)))) return;
    visible = now;
    sent = null;
    isDirty = true;
    flush();
  }

  const unsubscribe = hub.subscribe(() => {
    isDirty = true;
  });

  return {
    start: (sendEvent: Send) => {
      write = sendEvent;
      void visibleNamespaces(opener).then((namespaces) => {
        if (isClosed) return;
        visible = namespaces;
        sent = parseLastEventId(lastEventId, scopeOf(hub.epoch, visible));
        flush();
        if (isClosed) return;
        send({ type: 'beat', beat: beatOf(runtime) }, sent ?? 0);
        timers.push(setInterval(flush, flushMs));
        timers.push(setInterval(() => send({ type: 'beat', beat: beatOf(runtime) }, sent ?? 0), beatMs));
        timers.push(setInterval(() => void checkSession().catch(() => {}), sessionCheckMs));
      });
    },
    close: () => {
      isClosed = true;
      unsubscribe();
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function isConfirmation(change: HubChange): boolean {
  return change.kind === 'route' && change.isConfirmation;
}

function beatOf(runtime: Runtime): Beat {
  const { state, since, asOf, reason } = runtime.cluster.connection();
  const now = Date.now();
  const limits = state === 'live' ? limitsOf(runtime.cluster.store.states) : [];
  return { state, at: now, ageMs: asOf === null ? null : now - asOf, sinceMs: now - since, reason, limits };
}
