import 'server-only';
import type { GatewayRow } from '../signals/route-view.ts';
import type { HostnameSignals, Verdict } from '../signals/verdict.ts';
import type { FeedEvent } from './feed.ts';
import type { Hub, HubChange } from './hub.ts';

type Rows = Pick<Hub, 'routes' | 'domains' | 'gateways' | 'services'>;

const keptEvidenceRows = 500;

/** Everything that somebody may see who may see these namespaces. */
export function visibleSnapshot(
  hub: Rows,
  visible: ReadonlySet<string>,
): Omit<Extract<FeedEvent, { type: 'snapshot' }>, 'beat'> {
  const rows = [...hub.routes.values()].filter((row) => visible.has(row.namespace));
  // Evidence is most of a row's size; beyond a screenful or twenty the page of the route asks for its own.
  const routes =
    rows.length <= keptEvidenceRows ? rows : rows.map((row) => ({ ...row, signals: row.signals.map(withoutEvidence) }));
  return {
    type: 'snapshot',
    routes,
    domains: [...hub.domains.values()].filter((row) => visible.has(row.namespace)),
    gateways: visibleGateways(hub.gateways(), visible),
    services: visibleServices(hub, visible),
  };
}

/** What of these changes they may see; null when nothing. */
export function visibleChange(
  hub: Rows,
  changes: readonly HubChange[],
  visible: ReadonlySet<string>,
): Extract<FeedEvent, { type: 'change' }> | null {
  const routes = new Map(
    changes.flatMap((change) =>
      change.kind === 'route' && visible.has(change.namespace) ? [[change.id, change.row] as const] : [],
    ),
  );
  const domains = new Map(
    changes.flatMap((change) =>
      change.kind === 'domain' && visible.has(change.namespace) ? [[change.id, change.row] as const] : [],
    ),
  );
  const has = (kind: HubChange['kind']) => changes.some((change) => change.kind === kind);
  if (routes.size === 0 && domains.size === 0 && !has('gateways') && !has('services')) return null;
  return {
    type: 'change',
    routes: [...routes.values()].filter((row) => row !== null),
    goneRoutes: goneOf(routes),
    domains: [...domains.values()].filter((row) => row !== null),
    goneDomains: goneOf(domains),
    ...(has('gateways') ? { gateways: visibleGateways(hub.gateways(), visible) } : {}),
    ...(has('services') ? { services: visibleServices(hub, visible) } : {}),
  };
}

function goneOf(latest: ReadonlyMap<string, unknown>): readonly string[] {
  return [...latest].flatMap(([id, row]) => (row === null ? [id] : []));
}

function visibleServices(hub: Rows, visible: ReadonlySet<string>) {
  return hub.services().filter((service) => visible.has(service.namespace));
}

function withoutEvidence(signals: HostnameSignals): HostnameSignals {
  const { dns, tls, gateway, route, backend } = signals.verdicts;
  const slim = (verdict: Verdict): Verdict => ({ ...verdict, evidence: [] });
  return {
    ...signals,
    verdicts: { dns: slim(dns), tls: slim(tls), gateway: slim(gateway), route: slim(route), backend: slim(backend) },
  };
}

/** A Gateway's own listeners are everybody's; those of ListenerSets name hostnames of the team whose they are. */
function visibleGateways(gateways: readonly GatewayRow[], visible: ReadonlySet<string>): readonly GatewayRow[] {
  return gateways.map((gateway) => ({
    ...gateway,
    listeners: gateway.listeners.filter(({ namespace }) => namespace === gateway.namespace || visible.has(namespace)),
  }));
}
