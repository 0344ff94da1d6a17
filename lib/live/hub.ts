import 'server-only';
import { randomUUID } from 'node:crypto';
import type { DomainRow } from '../domains/domain-row.ts';
import type { GatewayRow, RouteRow, ServiceRow } from '../signals/route-view.ts';
import { type HostnameSignals, lights, mapVerdicts, type Verdict } from '../signals/verdict.ts';

/** One numbered change: a route or a domain that is new, different or gone (`row` null), or shared things that changed. */
export type HubChange = { readonly sequence: number } & (
  | {
      readonly kind: 'route';
      readonly id: string;
      readonly namespace: string;
      readonly row: RouteRow | null;
      /** A probe found what it had found before: the row differs by times alone. */
      readonly isConfirmation: boolean;
    }
  | { readonly kind: 'domain'; readonly id: string; readonly namespace: string; readonly row: DomainRow | null }
  | { readonly kind: 'gateways' | 'services' }
);

/** The rows that everybody's screens are made of, and what changed in them last. */
export type Hub = {
  /** Differs after every start of the process: sequences of another epoch mean nothing here. */
  readonly epoch: string;
  readonly sequence: () => number;
  readonly routes: ReadonlyMap<string, RouteRow>;
  /** Claimed hostnames, by the id of the claim. */
  readonly domains: ReadonlyMap<string, DomainRow>;
  readonly gateways: () => readonly GatewayRow[];
  readonly services: () => readonly ServiceRow[];
  readonly putRoute: (row: RouteRow) => void;
  readonly removeRoute: (id: string) => void;
  readonly putDomain: (row: DomainRow) => void;
  readonly removeDomain: (id: string) => void;
  readonly putGateways: (rows: readonly GatewayRow[]) => void;
  readonly putServices: (rows: readonly ServiceRow[]) => void;
  /** Every change after a sequence, or null when that is too long ago to be known: then only a snapshot helps. */
  readonly changesSince: (sequence: number) => readonly HubChange[] | null;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Ten thousand routes that are looked at every few seconds make some thousand changes between two events of a stream. */
const keptChanges = 20_000;

export function createHub(): Hub {
  const epoch = randomUUID().slice(0, 8);
  const routes = new Map<string, RouteRow>();
  const domains = new Map<string, DomainRow>();
  const texts = new Map<string, string>();
  const listeners = new Set<() => void>();
  let shared: { gateways: readonly GatewayRow[]; services: readonly ServiceRow[] } = { gateways: [], services: [] };
  let changes: HubChange[] = [];
  let sequence = 0;

  type NewChange = HubChange extends infer One ? (One extends HubChange ? Omit<One, 'sequence'> : never) : never;
  function append(change: NewChange): void {
    sequence += 1;
    changes.push({ ...change, sequence } as HubChange);
    if (changes.length > 2 * keptChanges) changes = changes.slice(-keptChanges);
    for (const listener of listeners) listener();
  }

  /** True when the value differs from the one before under this name. */
  function differs(name: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    if (texts.get(name) === text) return false;
    texts.set(name, text);
    return true;
  }

  return {
    epoch,
    sequence: () => sequence,
    routes,
    domains,
    gateways: () => shared.gateways,
    services: () => shared.services,
    putRoute: (row) => {
      routes.set(row.id, row);
      const isNews = differs(`route ${row.id}`, withoutTimes(row));
      const isProbedAnew = differs(`probes ${row.id}`, row.signals.map(probedAt));
      if (!isNews && !isProbedAnew) return;
      append({ kind: 'route', id: row.id, namespace: row.namespace, row, isConfirmation: !isNews });
    },
    removeRoute: (id) => {
      const row = routes.get(id);
      if (!row) return;
      routes.delete(id);
      texts.delete(`route ${id}`);
      texts.delete(`probes ${id}`);
      append({ kind: 'route', id, namespace: row.namespace, row: null, isConfirmation: false });
    },
    putDomain: (row) => {
      if (!differs(`domain ${row.id}`, row)) return;
      domains.set(row.id, row);
      append({ kind: 'domain', id: row.id, namespace: row.namespace, row });
    },
    removeDomain: (id) => {
      const row = domains.get(id);
      if (!row) return;
      domains.delete(id);
      texts.delete(`domain ${id}`);
      append({ kind: 'domain', id, namespace: row.namespace, row: null });
    },
    putGateways: (gateways) => {
      if (!differs('gateways', gateways)) return;
      shared = { ...shared, gateways };
      append({ kind: 'gateways' });
    },
    putServices: (services) => {
      if (!differs('services', services)) return;
      shared = { ...shared, services };
      append({ kind: 'services' });
    },
    changesSince: (from) => {
      if (from > sequence) return null;
      const oldest = changes[0]?.sequence ?? sequence + 1;
      return from + 1 < oldest ? null : changes.slice(from + 1 - oldest);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The row without the times at which its verdicts were confirmed. */
function withoutTimes(row: RouteRow): RouteRow {
  const strip = (verdict: Verdict): Verdict => ({ ...verdict, at: null });
  return { ...row, signals: row.signals.map((one) => ({ ...one, verdicts: mapVerdicts(one.verdicts, strip) })) };
}

/**
 * When probes confirmed a hostname's verdicts. Each judgement renews the times of those that come from the cluster, and who has a live
 * connection knows them from its beats.
 */
function probedAt({ verdicts }: HostnameSignals): readonly (number | null)[] {
  return lights.map((light) => (verdicts[light].source === 'cluster' ? null : verdicts[light].at));
}
