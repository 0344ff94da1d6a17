import type { FeedEvent } from '@/lib/live/feed.ts';
import { applyFeedEvent, initialLiveState, type LiveState, toOffline } from './live-state.ts';

/**
 * What tabs say to each other. Whoever reads the stream passes on its events as they come; the whole state, which can be megabytes,
 * goes only to a tab that has just been opened.
 */
type TabMessage =
  | { readonly type: 'hello' }
  | { readonly type: 'state'; readonly state: LiveState; readonly lastEventId: string | null }
  | { readonly type: 'event'; readonly event: FeedEvent; readonly lastEventId: string | null };

const silenceMs = 4_000; // the portal sends a beat each second
const reopenMs = 1_000;

/**
 * One event stream for all tabs of a browser: the tab that holds the lock reads it and tells the others, and when it closes another
 * takes over where it stopped. A browser has six connections to a server over HTTP/1.1; eight tabs with a stream each would stop it.
 *
 * @param name differs between people, so that tabs of a former session never mix in
 * @param onState called in every tab with every new state
 */
export function openSharedStream(name: string, onState: (state: LiveState) => void): { readonly close: () => void } {
  const channel = new BroadcastChannel(name);
  const stop = new AbortController();
  let state = initialLiveState;
  let lastEventId: string | null = null;
  let isLeader = false;
  let lastHeard = Date.now();

  function publish(next: LiveState): void {
    if (next === state) return;
    state = next;
    onState(state);
  }

  function tell(message: TabMessage): void {
    channel.postMessage(message);
  }

  function hear(event: FeedEvent, id: string | null): void {
    lastHeard = Date.now();
    lastEventId = id || lastEventId;
    publish(applyFeedEvent(state, event, Date.now()));
  }

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (isLeader) {
      if (data.type === 'hello') tell({ type: 'state', state, lastEventId });
      return;
    }
    switch (data.type) {
      case 'hello':
        return;
      case 'state':
        lastHeard = Date.now();
        lastEventId = data.lastEventId;
        return publish(data.state);
      case 'event':
        // A change means nothing to a tab that has not been told yet what changed.
        if (lastEventId !== null || data.event.type === 'snapshot') hear(data.event, data.lastEventId);
    }
  };

  const watchdog = setInterval(() => {
    if (Date.now() - lastHeard > silenceMs) publish(toOffline(state, Date.now()));
  }, 1_000);

  async function lead(): Promise<void> {
    isLeader = true;
    while (!stop.signal.aborted && state.connection.state !== 'signed-out') {
      await readStream({
        from: lastEventId,
        signal: stop.signal,
        onEvent: (event, id) => {
          hear(event, id);
          tell({ type: 'event', event, lastEventId });
        },
      });
      if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, reopenMs));
    }
  }

  tell({ type: 'hello' });
  if ('locks' in navigator) void navigator.locks.request(name, { signal: stop.signal }, lead).catch(() => {});
  else void lead(); // no locks without a secure context: each tab reads its own stream

  return {
    close: () => {
      stop.abort();
      clearInterval(watchdog);
      channel.close();
    },
  };
}

type ReadOptions = {
  readonly from: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: FeedEvent, id: string) => void;
};

/** Reads the stream until it ends, fails or falls silent; reconnecting is the caller's. */
function readStream({ from, onEvent, signal }: ReadOptions): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(from ? `/api/live?from=${encodeURIComponent(from)}` : '/api/live');
    let timer = setTimeout(finish, silenceMs);
    function finish(): void {
      clearTimeout(timer);
      source.close();
      signal.removeEventListener('abort', finish);
      resolve();
    }
    signal.addEventListener('abort', finish);
    source.onmessage = ({ data, lastEventId }) => {
      clearTimeout(timer);
      timer = setTimeout(finish, silenceMs);
      onEvent(JSON.parse(data), lastEventId);
    };
    source.onerror = () => {
      void isSignedOut().then((signedOut) => {
        if (signedOut) onEvent({ type: 'signed-out' }, '');
        finish();
      });
    };
  });
}

/** An EventSource does not say why it failed, so a plain request asks. */
async function isSignedOut(): Promise<boolean> {
  const controller = new AbortController();
  try {
    const response = await fetch('/api/live', { signal: controller.signal, headers: { accept: 'text/event-stream' } });
    return response.status === 401;
  } catch {
    return false;
  } finally {
    controller.abort();
  }
}
