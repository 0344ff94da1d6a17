import { alphaAnnotationPrefix, stableAnnotationPrefix } from '../gateway-api/external-dns.ts';
import { diagnosis, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import type { PublishLook } from './observation.ts';

const lagMs = 5 * 60_000;
const flapMs = 10 * 60_000;
const flaps = 3;

/** What ExternalDNS makes of a name below a zone of the platform's own; other zones it does not write. */
export function diagnosePublish(patient: Patient): readonly Diagnosis[] {
  if (patient.claim.origin !== 'platform') return [];
  const look = known(patient.observations.publish);
  return [
    formerPrefix(patient),
    notOurs(patient, look) ?? lag(patient),
    look === null ? null : flapping(patient, look),
    wouldLose(patient),
  ].filter((one) => one !== null);
}

function formerPrefix({ cluster, facts }: Patient): Diagnosis | null {
  if (cluster?.annotations.hasFormerPrefix !== true) return null;
  const { readPrefix } = cluster.annotations;
  const isAlphaRead = readPrefix.startsWith(alphaAnnotationPrefix.slice(0, -1));
  return diagnosis('E02', {
    severity: 'problem',
    light: 'traffic',
    message: `A route with ${facts.hostname} carries annotations that the running ExternalDNS does not read.`,
    found: `annotations under \`${isAlphaRead ? stableAnnotationPrefix : alphaAnnotationPrefix}\``,
    wanted: `annotations under \`${isAlphaRead ? alphaAnnotationPrefix : stableAnnotationPrefix}\``,
    fix: 'Open the route and apply it again: the editor writes the prefix that counts.',
  });
}

function notOurs({ settings, facts }: Patient, look: PublishLook | null): Diagnosis | null {
  if (look === null || facts.traffic.state === 'none' || facts.traffic.state === 'unknown') return null;
  const isOurs = settings.externalDnsOwner === null ? look.owner !== null : look.owner === settings.externalDnsOwner;
  // A wildcard record of the platform's may answer for the name; it leads here all the same.
  if (isOurs || (look.owner === null && facts.isTrafficOurs)) return null;
  return diagnosis('E01', {
    severity: 'problem',
    light: 'traffic',
    message: `A record stands at ${facts.hostname} that we may not change.`,
    found: look.owner === null ? 'a record without an owner' : `a record of owner ${look.owner}`,
    wanted:
      settings.externalDnsOwner === null ? 'a record that ExternalDNS wrote' : `owner ${settings.externalDnsOwner}`,
    fix: 'Ask the platform team to delete it, or to let ExternalDNS take it over.',
  });
}

function lag({ cluster, facts, claim, now }: Patient): Diagnosis | null {
  const asking = cluster?.routes.filter(({ isAccepted, isForeign }) => isAccepted && !isForeign) ?? [];
  if (asking.length === 0 || facts.isTrafficOurs || facts.traffic.state === 'unknown') return null;
  // ExternalDNS is asked from the moment at which a route is accepted, and anew when a record that was there is gone.
  const askedAt = Math.min(...asking.map(({ acceptedSince }) => acceptedSince ?? claim.createdAt));
  const since = Math.max(askedAt, claim.createdAt, claim.trafficBadSince ?? 0);
  return diagnosis('E05', {
    severity: now - since > lagMs ? 'problem' : 'progress',
    light: 'traffic',
    message: `ExternalDNS has not written ${facts.hostname} yet.`,
    found: facts.traffic.cname ?? (facts.traffic.addresses.join(', ') || 'no record'),
    wanted: 'the Gateway’s address',
    fix: 'If it lasts, ask the platform team to look at ExternalDNS.',
  });
}

function flapping({ facts, now }: Patient, { history }: PublishLook): Diagnosis | null {
  // That the first record comes to a name without one is no change of a record.
  const written = history.slice(history.findIndex(({ value }) => value !== ''));
  const recent = written.filter(({ at }) => now - at <= flapMs);
  const values = new Set(recent.map(({ value }) => value || 'no record'));
  // Each entry of the history is a change; a value that comes back is what makes it a dispute.
  if (recent.length <= flaps || values.size === recent.length) return null;
  return diagnosis('E03', {
    severity: 'warning',
    light: 'traffic',
    message: `The record at ${facts.hostname} changed ${recent.length - 1} times in ten minutes: two routes disagree.`,
    found: [...values].join(' and '),
    wanted: 'one value',
    fix: 'Give all routes with this hostname the same ExternalDNS annotations.',
  });
}

function wouldLose({ cluster }: Patient): Diagnosis | null {
  if (cluster === null || cluster.wouldLose.length === 0) return null;
  const { length } = cluster.wouldLose;
  return diagnosis('E04', {
    severity: 'problem',
    light: 'traffic',
    message: `As things are, ExternalDNS would delete ${length === 1 ? 'one record' : `${length} records`}.`,
    found: cluster.wouldLose.slice(0, 5).join(', '),
    wanted: 'an accepted route, and a Gateway with an address',
    fix: 'See why the Gateway has no address or does not accept the route.',
  });
}
