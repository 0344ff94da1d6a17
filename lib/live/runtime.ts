import 'server-only';
import { type Cluster, cluster } from '../cluster/cluster.ts';
import type { WatchedKind } from '../cluster/kinds.ts';
import { config } from '../config.ts';
import { isTemporary } from '../domains/cluster-look-routes.ts';
import { lastChangeOf } from '../gateway-api/managed-fields.ts';
import { followDeletions } from '../jobs/deletions.ts';
import { followDomains } from '../jobs/domains.ts';
import { followEditors } from '../jobs/editors.ts';
import { followGuardPresence } from '../jobs/guard-presence.ts';
import { createObserver, type Observer } from '../jobs/observer.ts';
import { followPlatformStatus } from '../jobs/platform-status.ts';
import { collectTargets } from '../jobs/targets.ts';
import { log } from '../log.ts';
import { processWide } from '../process-wide.ts';
import { gatewayRows } from '../signals/gateway-rows.ts';
import { judgeRoute } from '../signals/judge-route.ts';
import { serviceRows } from '../signals/service-rows.ts';
import type { SignalSettings } from '../signals/settings.ts';
import { newestIssued } from '../tls/issued.ts';
import { createHub, type Hub } from './hub.ts';

/** Everything that lives as long as the process: watches, probes, pending deletions, and the rows made of them. */
export type Runtime = {
  readonly cluster: Cluster;
  readonly hub: Hub;
  /** Looks at these hostnames now rather than when their turn comes. */
  readonly checkNow: Observer['checkNow'];
  /** Reads pending deletions now, after one was asked for or taken back. */
  readonly refreshDeletions: () => Promise<void>;
  /** Reads claims now, after one was made or changed. */
  readonly refreshDomains: () => Promise<void>;
  /** Whether the cluster's guard wants hostnames to be claimed. */
  readonly asksForClaims: () => boolean;
  readonly streams: { readonly add: (end: () => void) => () => void };
  readonly close: () => Promise<void>;
};

/** What all routes rest on, or what stands beside them; renewed only when something that it is made of has changed. */
type SharedPart = 'issued' | 'targets' | 'gateways' | 'services';

/** A kind that is not here touches verdicts only. */
const sharedBy: { readonly [Kind in WatchedKind]?: readonly SharedPart[] } = {
  httproutes: ['targets'],
  gateways: ['targets', 'gateways'],
  gatewayclasses: ['gateways'],
  listenersets: ['targets', 'gateways'],
  namespaces: ['targets'],
  services: ['services'],
  endpointslices: ['services'],
  certificaterequests: ['issued'],
};

const sliceMs = 10;
const settleMs = 60;
const rejudgeMs = 4_000;

/** The process's one runtime, started at the first use. */
export function runtime(): Runtime {
  return processWide('runtime', () => createRuntime(cluster()));
}

function createRuntime(watched: Cluster): Runtime {
  const hub = createHub();
  const { snapshot } = watched.store;
  const judge = createJudge(judgeOne, renewShared);
  const observer = createObserver((hostname) => {
    judge.mark(routesOf(hostname));
    judge.markShared(['gateways']);
  });
  const platform = followPlatformStatus(config().platformStatusFile, markAllRoutes);
  const deletions = followDeletions(judge.mark);
  const editors = followEditors(judge.mark);
  const domains = followDomains({ cluster: watched, hub });
  const guard = followGuardPresence(watched.transport);
  const streams = new Set<() => void>();
  let issued: ReturnType<typeof newestIssued> = new Map();
  let idsByHostname: ReadonlyMap<string, readonly string[]> = new Map();

  function settings(): SignalSettings {
    const { externalDnsPrefix, gatewayNames, linkScheme, publicPorts, zones } = config();
    return {
      zones,
      gatewayNames,
      linkScheme,
      publicPorts,
      platform: platform.status(),
      externalDns: { annotationPrefix: externalDnsPrefix },
      staleAfterMs: Math.max(60_000, 4 * observer.calmIntervalMs()),
      issuedFingerprints: issued,
    };
  }

  function judgeOne(id: string): void {
    const route = snapshot.routes.get(id);
    // What a claim or cert-manager puts beside a team's routes is theirs to look after: domains tell of it.
    if (!route || isTemporary(route)) {
      hub.removeRoute(id);
      return;
    }
    const row = judgeRoute(route, snapshot, observer.observations, settings(), Date.now());
    const lastChange = editors.nameChange(id, lastChangeOf(route));
    hub.putRoute({ ...row, lastChange, deletingAt: deletions.deletingAt(id) });
  }

  function renewShared(parts: ReadonlySet<SharedPart>): void {
    if (parts.has('issued')) issued = newestIssued(snapshot.certificateRequests.values());
    if (parts.has('targets')) {
      observer.retarget(collectTargets(snapshot.routes.values(), snapshot, config().externalDnsPrefix));
      idsByHostname = indexByHostname(snapshot.routes);
    }
    if (parts.has('gateways')) hub.putGateways(gatewayRows(snapshot, refusedPorts()));
    if (parts.has('services')) hub.putServices(serviceRows(snapshot));
  }

  function markAllRoutes(): void {
    judge.mark(new Set([...snapshot.routes.keys(), ...hub.routes.keys()]));
  }

  /** Ports of Gateways at which probes are refused, whatever the Gateway's status says. */
  function refusedPorts(): ReadonlySet<string> {
    const refused = new Set<string>();
    for (const [id, gateway] of snapshot.gateways) {
      const ports = new Set((gateway.spec?.listeners ?? []).map((listener) => listener.port));
      for (const { http } of observer.observations.values()) {
        for (const { latest } of http) {
          if (latest.state === 'refused' && ports.has(latest.port)) refused.add(`${id}:${latest.port}`);
        }
      }
    }
    return refused;
  }

  function routesOf(hostname: string): readonly string[] {
    return idsByHostname.get(hostname) ?? [];
  }

  const unsubscribe = watched.subscribe((change) => {
    if (change === 'connection') return;
    if (change.kind === 'events') return;
    judge.markShared(sharedBy[change.kind] ?? []);
    if (change.kind === 'httproutes' && change.key !== null) judge.mark([change.key]);
    else markAllRoutes();
  });
  // Verdicts depend on the clock too: what is in progress becomes unknown, what is known becomes stale.
  const timer = setInterval(markAllRoutes, rejudgeMs);
  judge.markShared(['issued', 'targets', 'gateways', 'services']);
  markAllRoutes();

  return {
    cluster: watched,
    hub,
    checkNow: observer.checkNow,
    refreshDeletions: deletions.refresh,
    refreshDomains: domains.refresh,
    asksForClaims: guard.isThere,
    streams: {
      add: (end) => {
        streams.add(end);
        return () => streams.delete(end);
      },
    },
    close: async () => {
      clearInterval(timer);
      for (const end of streams) end();
      unsubscribe();
      judge.close();
      observer.close();
      platform.close();
      deletions.close();
      editors.close();
      guard.close();
      await domains.close();
      await watched.close();
    },
  };
}

function indexByHostname(
  routes: ReadonlyMap<string, { readonly spec?: { readonly hostnames?: readonly string[] | undefined } | undefined }>,
) {
  const index = new Map<string, string[]>();
  for (const [id, route] of routes) {
    for (const hostname of route.spec?.hostnames ?? []) index.set(hostname, [...(index.get(hostname) ?? []), id]);
  }
  return index;
}

/** Judges what was marked, a little later and in slices, so that ten thousand routes never hold up a request. */
function createJudge(judgeOne: (id: string) => void, renewShared: (parts: ReadonlySet<SharedPart>) => void) {
  const marked = new Set<string>();
  const shared = new Set<SharedPart>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function schedule(delayMs: number): void {
    if (!isClosed) timer ??= setTimeout(run, delayMs);
  }

  function run(): void {
    timer = undefined;
    const deadline = performance.now() + sliceMs;
    if (shared.size > 0) {
      renewShared(shared);
      shared.clear();
    }
    for (const id of marked) {
      marked.delete(id);
      try {
        judgeOne(id);
      } catch (error) {
        log.error({ err: error, id }, 'a route could not be judged');
      }
      if (performance.now() > deadline) break;
    }
    if (marked.size > 0) schedule(1);
  }

  return {
    mark: (ids: Iterable<string>) => {
      for (const id of ids) marked.add(id);
      schedule(settleMs);
    },
    markShared: (parts: readonly SharedPart[]) => {
      for (const part of parts) shared.add(part);
      if (parts.length > 0) schedule(settleMs);
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
