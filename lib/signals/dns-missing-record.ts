import { epochMs } from '../gateway-api/hostile.ts';
import { isInZone } from '../gateway-api/hostname.ts';
import type { Condition } from '../gateway-api/objects.ts';
import type { JudgedAnswer } from './dns-wanted.ts';
import { type HostnameCase, isSettling } from './hostname-case.ts';
import { missingPart, type Saying } from './make-verdict.ts';
import { settlingMs } from './settings.ts';

/** The authoritative servers know no address: who should have written the record, and why is it not there? */
export function judgeMissingRecord(hostnameCase: HostnameCase, told: readonly JudgedAnswer[]): Saying {
  const { hostname, settings, status, published } = hostnameCase;
  const servers = told.map((one) => one.answer.server).join(', ');
  const isServed = settings.zones.length === 0 || settings.zones.some((zone) => isInZone(hostname, zone));
  if (!isServed) {
    return {
      state: 'problem',
      code: 'dns.no-record',
      reason: `No record at ${servers}.`,
      fix: 'ExternalDNS does not write this zone: whoever runs it must add the record.',
    };
  }
  // Weaker states count as well: ExternalDNS looks at Accepted alone, whatever the references and the generation.
  const isAccepted = status.parents.some(({ conditions }) => conditions.some(isAcceptedTrue));
  if (!isAccepted) {
    const reason = 'No record yet: ExternalDNS publishes a name only for an accepted route.';
    return { state: 'unknown', code: 'dns.waits-for-route', reason };
  }
  if (published.ignored || published.leftOut.includes(hostname)) {
    return {
      state: 'problem',
      code: 'dns.left-out',
      reason: 'No record: the route’s annotations keep the name out of DNS.',
    };
  }
  const part = missingPart(settings.platform, 'external-dns');
  if (part !== null) {
    const code = part.isPreparing ? 'dns.writer-preparing' : 'dns.writer-down';
    return { state: 'unknown', code, reason: `No record yet: ${part.words}.` };
  }
  if (isSettling(hostnameCase) || isFreshlyAccepted(hostnameCase)) {
    return { state: 'progress', code: 'dns.being-written', reason: 'ExternalDNS has not written the record yet.' };
  }
  return {
    state: 'problem',
    code: 'dns.no-record',
    reason: `No record at ${servers}.`,
    fix: fixOfUnread(published.unread, settings.externalDns.annotationPrefix),
  };
}

/** A route that was rejected until a moment ago is as new to ExternalDNS as one that was just made. */
function isFreshlyAccepted({ status, now }: HostnameCase): boolean {
  const times = status.parents.flatMap(({ conditions }) =>
    conditions.filter(isAcceptedTrue).map((condition) => epochMs(condition.lastTransitionTime)),
  );
  return times.some((time) => time !== null && now - time < settlingMs);
}

function fixOfUnread(unread: readonly string[], prefix: string): string {
  const base = 'ExternalDNS should have written it by now: the platform team can see why in its log.';
  return unread.length === 0
    ? base
    : `${base} Annotations must begin with ${prefix}; ${unread.join(', ')} is not read.`;
}

function isAcceptedTrue(condition: Condition): boolean {
  return condition.type === 'Accepted' && condition.status === 'True';
}
