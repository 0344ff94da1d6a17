import 'server-only';
import type { GatewayRow, RouteRow } from '../signals/route-view.ts';
import { type HostnameSignals, lights, mapVerdicts, type Verdict } from '../signals/verdict.ts';
import type { ConfirmedRoute, FeedEvent } from './feed.ts';
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
  const ofRoutes = changes.filter((change) => change.kind === 'route').filter((one) => visible.has(one.namespace));
  const news = ofRoutes.filter(({ isConfirmation }) => !isConfirmation);
  const latest = new Map(ofRoutes.map(({ id, row }) => [id, row] as const));
  const routes = new Map(news.map(({ id }) => [id, latest.get(id) ?? null] as const));
  const confirmed = [...latest.values()].flatMap((row) => (row && !routes.has(row.id) ? [confirmationOf(row)] : []));
  const domains = new Map(
    changes.flatMap((change) =>
      change.kind === 'domain' && visible.has(change.namespace) ? [[change.id, change.row] as const] : [],
    ),
  );
  const has = (kind: HubChange['kind']) => changes.some((change) => change.kind === kind);
  const hasRows = routes.size > 0 || confirmed.length > 0 || domains.size > 0;
  if (!hasRows && !has('gateways') && !has('services')) return null;
  return {
    type: 'change',
    confirmed,
    routes: [...routes.values()].filter((row) => row !== null),
    goneRoutes: goneOf(routes),
    domains: [...domains.values()].filter((row) => row !== null),
    goneDomains: goneOf(domains),
    ...(has('gateways') ? { gateways: visibleGateways(hub.gateways(), visible) } : {}),
    ...(has('services') ? { services: visibleServices(hub, visible) } : {}),
  };
}

function confirmationOf({ id, signals }: RouteRow): ConfirmedRoute {
  return { id, at: signals.map(({ verdicts }) => lights.map((light) => verdicts[light].at)) };
}

function goneOf(latest: ReadonlyMap<string, unknown>): readonly string[] {
  return [...latest].flatMap(([id, row]) => (row === null ? [id] : []));
}

function visibleServices(hub: Rows, visible: ReadonlySet<string>) {
  return hub.services().filter((service) => visible.has(service.namespace));
}

function withoutEvidence(signals: HostnameSignals): HostnameSignals {
  const slim = (verdict: Verdict): Verdict => ({ ...verdict, evidence: [] });
  return { ...signals, verdicts: mapVerdicts(signals.verdicts, slim) };
}

/** A Gateway's own listeners are everybody's; those of ListenerSets name hostnames of the team whose they are. */
function visibleGateways(gateways: readonly GatewayRow[], visible: ReadonlySet<string>): readonly GatewayRow[] {
  return gateways.map((gateway) => ({
    ...gateway,
    listeners: gateway.listeners.filter(({ namespace }) => namespace === gateway.namespace || visible.has(namespace)),
  }));
}
