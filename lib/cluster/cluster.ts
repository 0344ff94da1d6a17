import 'server-only';
import { config } from '../config.ts';
import { processWide } from '../process-wide.ts';
import { watchedKindNames, watchedKinds } from './kinds.ts';
import { createStore, type Store, type StoreChange } from './store.ts';
import { ClusterUnreachable, createTransport, type Transport } from './transport.ts';
import { watchKind } from './watch-kind.ts';

/** Whether the portal can hear the API server now. `asOf` is when it last answered; null: never so far. */
export type ClusterConnection = {
  readonly state: 'connecting' | 'live' | 'lost';
  readonly since: number;
  readonly asOf: number | null;
  readonly reason: string | null;
};

export type Cluster = {
  readonly transport: Transport;
  readonly store: Store;
  readonly connection: () => ClusterConnection;
  /** Calls back at every change of an object and, with `connection`, at every change of the connection's state. */
  readonly subscribe: (listener: (change: StoreChange | 'connection') => void) => () => void;
  readonly close: () => Promise<void>;
};

const heartbeatMs = 1_500;
const heartbeatTimeoutMs = 3_000;

/** The process's one set of watches. */
export function cluster(): Cluster {
  return processWide('cluster', () => createCluster(createTransport(config().kubeconfig)));
}

/** Watches every kind of `watchedKinds` and asks the API server for a sign of life, until closed. */
export function createCluster(transport: Transport): Cluster {
  const listeners = new Set<(change: StoreChange | 'connection') => void>();
  const emit = (change: StoreChange | 'connection') => {
    for (const listener of listeners) listener(change);
  };
  const store = createStore(emit);
  const watches = watchedKindNames.map((kind) => watchKind(transport, watchedKinds[kind].path, store.sinkFor(kind)));
  const heart = createHeartbeat(transport, () => emit('connection'));
  return {
    transport,
    store,
    connection: heart.connection,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      heart.close();
      for (const watch of watches) watch.close();
      listeners.clear();
      await transport.close();
    },
  };
}

/** Watches can be silent for a minute without meaning anything; a question every second and a half cannot. */
function createHeartbeat(transport: Transport, onChange: () => void) {
  let current: ClusterConnection = { state: 'connecting', since: Date.now(), asOf: null, reason: null };
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function update(next: Pick<ClusterConnection, 'state' | 'reason'>, asOf: number | null): void {
    const changed = next.state !== current.state;
    current = { ...next, since: changed ? Date.now() : current.since, asOf };
    if (changed) onChange();
  }

  async function beat(): Promise<void> {
    try {
      const answer = await transport.send({
        method: 'GET',
        path: '/readyz',
        timeoutMs: heartbeatTimeoutMs,
        signal: AbortSignal.timeout(heartbeatTimeoutMs),
      });
      if (answer.status === 200) update({ state: 'live', reason: null }, Date.now());
      else update({ state: lostOr(current.state), reason: `the API server answers ${answer.status}` }, current.asOf);
    } catch (error) {
      const reason = error instanceof ClusterUnreachable ? error.message : 'no answer';
      update({ state: lostOr(current.state), reason }, current.asOf);
    }
    if (!isClosed) timer = setTimeout(beat, heartbeatMs);
  }

  void beat();
  return {
    connection: () => current,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function lostOr(state: ClusterConnection['state']): ClusterConnection['state'] {
  return state === 'connecting' ? 'connecting' : 'lost';
}
