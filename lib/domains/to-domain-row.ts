import { objectKey } from '../gateway-api/listeners.ts';
import type { Judgement } from './derive.ts';
import { mostListeners } from './diagnose-cluster.ts';
import type { DomainCase } from './domain-case.ts';
import type { DomainRow } from './domain-row.ts';
import { known } from './facts.ts';
import { headlineOf } from './headline.ts';
import { nextAction } from './next-action.ts';
import { wantedRecords } from './records.ts';
import { openRowCase, type RowCase } from './row-case.ts';
import { isHolder } from './standing.ts';
import { domainSteps } from './steps.ts';
import { worldAnswers } from './world.ts';

/** A judged claim as screens show it. Names no other team, and nothing of other teams’ namespaces. */
export function toDomainRow(input: {
  readonly domainCase: DomainCase;
  readonly judgement: Judgement;
  /** Slug of the claim's team. */
  readonly team: string;
}): DomainRow {
  const { judgement, team } = input;
  const row = openRowCase(input.domainCase, judgement);
  const { claim, facts, provider } = row;
  return {
    id: claim.id,
    team,
    namespace: claim.attachment.namespace,
    gateway: objectKey(claim.attachment.gateway),
    hostname: facts.hostname,
    unicode: row.unicode,
    origin: claim.origin,
    state: judgement.state,
    headline: headlineOf(row),
    lights: judgement.lights,
    diagnoses: judgement.diagnoses,
    steps: domainSteps(row),
    next: nextAction(row),
    records: wantedRecords(row),
    world: worldAnswers(row),
    zone: row.zone,
    provider: provider === null ? null : { name: provider.name, url: provider.url },
    certificate: isHolder(claim) ? certificateOf(row) : null,
    routes: (row.cluster?.routes ?? []).filter(({ isForeign }) => !isForeign).map(objectKey),
    budget: { left: judgement.budget.left, of: judgement.budget.of, renewsAt: judgement.budget.renewsAt },
    listeners: listenersOf(row),
    url: urlOf(row),
    curl: curlOf(row),
    createdAt: claim.createdAt,
    provenAt: claim.provenAt,
    liveAt: claim.liveAt,
    checkedAt: checkedAt(row),
    nextCheckAt: judgement.nextProbeAt,
    deadlineAt: judgement.deadlineAt,
  };
}

/** Where cert-manager keeps no Certificate, the handshake says what the listener has. */
function certificateOf({ cluster, observations, facts, settings }: RowCase): DomainRow['certificate'] {
  const certificate = cluster?.certificate ?? null;
  if (certificate !== null && certificate.notAfter !== null) {
    return { issuer: settings.issuerTitle, notAfter: certificate.notAfter, renewalAt: certificate.renewalTime };
  }
  const tls = known(observations.tls);
  if (certificate !== null || cluster?.listener.exists !== true || !facts.isServed || tls?.state !== 'served')
    return null;
  return { issuer: tls.issuer, notAfter: tls.notAfter, renewalAt: null };
}

function listenersOf({ claim, cluster }: RowCase): DomainRow['listeners'] {
  if (claim.attachment.strategy !== 'shared-listener' || cluster === null) return null;
  return { taken: cluster.listener.listenerCount, of: mostListeners };
}

const reachableStates: readonly DomainRow['state'][] = ['switching', 'live', 'degraded', 'drifted'];

function urlOf({ claim, judgement, facts, settings }: RowCase): string | null {
  if (claim.scope === 'wildcard' || !reachableStates.includes(judgement.state)) return null;
  return `https://${facts.hostname}${settings.httpsPort === 443 ? '' : `:${settings.httpsPort}`}/`;
}

/** A request that comes here whatever DNS says: a way to try a domain before it is switched. */
function curlOf({ claim, judgement, facts, settings }: RowCase): string | null {
  const isReady = judgement.state === 'ready-to-switch' || reachableStates.includes(judgement.state);
  const address = settings.gatewayAddresses.find((one) => !one.includes(':')) ?? settings.gatewayAddresses[0];
  if (!isReady || address === undefined) return null;
  // Any name below a wildcard will do.
  const name = claim.scope === 'wildcard' ? `try.${claim.name}` : facts.hostname;
  const to = address.includes(':') ? `[${address}]` : address;
  return `curl --resolve ${name}:${settings.httpsPort}:${to} https://${name}:${settings.httpsPort}/`;
}

function checkedAt({ observations }: RowCase): number | null {
  const times = Object.values(observations).flatMap((observed) => (observed === null ? [] : [observed.latest.at]));
  return times.length === 0 ? null : Math.max(...times);
}
