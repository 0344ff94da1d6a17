import 'server-only';
import { lookAtCaa } from '../dns/look-at-caa.ts';
import { lookAtDnssec } from '../dns/look-at-dnssec.ts';
import { lookAtProof } from '../dns/look-at-proof.ts';
import { lookAtPublisher } from '../dns/look-at-publisher.ts';
import { lookAtTraffic } from '../dns/look-at-traffic.ts';
import { type FoundZone, lookAtZone } from '../dns/look-at-zone.ts';
import type { Claim } from '../domains/claim.ts';
import type {
  DomainObservations,
  NonceLook,
  Probe,
  RecordAnswer,
  TlsLook,
  TrafficLook,
} from '../domains/observation.ts';
import { guardAddress, guardName } from '../probe/guard.ts';
import { lookForNonce } from '../probe/look-for-nonce.ts';
import { processWide } from '../process-wide.ts';
import type { Observed } from '../signals/observation.ts';
import { observeTls } from '../tls/observe-tls.ts';
import { signatureOf } from './look-signature.ts';
import { remember } from './observations.ts';

export type DomainProbe = Probe;

/** What the probes of one claim need to know of the platform. */
export type ProbeContext = {
  readonly now: number;
  /** Where the proof's CNAME should lead; null without a delegation zone. */
  readonly proofTarget: string | null;
  /** Where the Gateway listens for HTTPS: an address or a name; null while it has none. */
  readonly gateway: {
    readonly address: string;
    readonly httpsPort: number;
    /** Where visitors reach it over HTTP, the likeliest port first. */
    readonly httpPorts: readonly number[];
  } | null;
  /** The path that only our Gateway answers for this claim, and what it answers; null while there is none. */
  readonly nonce: { readonly path: string; readonly location: string } | null;
};

/** How long the servers of a zone are believed to be the same, and that there is no such zone. */
const zoneFreshMs = 600_000;
const noZoneFreshMs = 60_000;

/**
 * Makes the looks that are due for one claim and puts each beside the last one that succeeded. A probe that fails is a look too: it
 * says that nothing could be learned.
 */
export async function runDomainProbes(
  claim: Claim,
  before: DomainObservations,
  due: readonly DomainProbe[],
  context: ProbeContext,
): Promise<DomainObservations> {
  const found = await zoneOf(claim.name, context.now, due.includes('zone'));
  const zone = remember(before.zone, found.look, found.look.error === null, says('zone'));
  const zoneName = found.look.zone;
  const looks: Partial<DomainObservations> = Object.fromEntries(
    await Promise.all(
      due
        .filter((probe) => probe !== 'zone')
        .map(async (probe) => [probe, await look(probe, { claim, before, context, found, zoneName })] as const),
    ),
  );
  return { ...before, ...looks, zone };
}

type Looking = {
  readonly claim: Claim;
  readonly before: DomainObservations;
  readonly context: ProbeContext;
  readonly found: FoundZone;
  readonly zoneName: string | null;
};

async function look(probe: Exclude<DomainProbe, 'zone'>, looking: Looking): Promise<Observed<unknown> | null> {
  const { claim, before, context, found, zoneName } = looking;
  const { now } = context;
  const lost = found.look.error ?? (zoneName === null ? 'the zone of the name was not found' : null);
  const seenName = claim.scope === 'wildcard' ? `signalbox-probe.${claim.name}` : claim.name;
  switch (probe) {
    case 'proof': {
      const empty = { challenge: [], fallback: [], doubled: null, wildcard: null };
      const seen =
        zoneName === null
          ? { at: now, error: lost, ...empty }
          : await lookAtProof({ name: claim.name, zone: zoneName, target: context.proofTarget }, found.servers, now);
      return remember(before.proof, seen, isHeard(seen.error, seen.challenge), says(probe));
    }
    case 'traffic': {
      const seen =
        zoneName === null
          ? { at: now, error: lost, answers: [], inside: null }
          : await lookAtTraffic(seenName, found.servers, now);
      return remember(before.traffic, seen, isHeard(seen.error, seen.answers), says(probe));
    }
    case 'caa': {
      if (zoneName === null) return before.caa;
      const seen = await lookAtCaa(claim.name, { zone: zoneName, servers: found.servers }, now);
      return remember(before.caa, seen, seen.error === null, says(probe));
    }
    case 'dnssec': {
      if (zoneName === null) return before.dnssec;
      const seen = await lookAtDnssec(zoneName, now);
      return remember(before.dnssec, seen, seen.state !== 'unknown', says(probe));
    }
    case 'publish': {
      const seen = await lookAtPublisher(seenName, found.servers, { now, before: before.publish?.latest ?? null });
      return remember(before.publish, seen, seen.error === null, says(probe));
    }
    case 'tls': {
      const seen = await handshake(seenName, context);
      return remember(before.tls, seen, seen.state !== 'unknown', says(probe));
    }
    case 'nonce': {
      const seen = await askForNonce(seenName, before.traffic?.lastKnown ?? null, context);
      return remember(before.nonce, seen, seen.state !== 'unknown', says(probe));
    }
  }
}

/** What a look of this kind says, apart from when it was. */
function says(probe: DomainProbe): (look: object) => string {
  return (look) => signatureOf(probe, look);
}

/** Zones move seldom: between two looks at one its servers are remembered. */
async function zoneOf(name: string, now: number, isAsked: boolean): Promise<FoundZone> {
  const cache = processWide('domain-zones', () => new Map<string, { found: FoundZone; at: number }>());
  const known = cache.get(name);
  const freshMs = known?.found.look.zone ? zoneFreshMs : noZoneFreshMs;
  if (known && !isAsked && Math.abs(now - known.at) < freshMs) return known.found;
  const found = await lookAtZone(name, now);
  // While nobody can be asked the servers found last are the ones to ask; the look itself says what failed.
  const servers = found.look.error !== null && known ? known.found.servers : found.servers;
  const zone = found.look.zone ?? (found.look.error !== null ? (known?.found.look.zone ?? null) : null);
  if (cache.size > 20_000) cache.clear();
  if (found.look.error === null) cache.set(name, { found, at: now });
  return { look: { ...found.look, zone }, servers };
}

function isHeard(error: string | null, answers: readonly RecordAnswer[]): boolean {
  return error === null && answers.some((answer) => answer.kind === 'authoritative' && answer.state === 'answered');
}

async function handshake(name: string, { gateway, now }: ProbeContext): Promise<TlsLook> {
  if (gateway === null) return { at: now, state: 'unknown', error: 'the Gateway has no address yet' };
  const guard = await guardName(gateway.address);
  if (guard.state === 'refused') return { at: now, state: 'unknown', error: guard.reason };
  const seen = await observeTls(name, { address: guard.address, port: gateway.httpsPort }, { now });
  if (seen.state !== 'served') return { at: now, state: seen.state, error: seen.error };
  const { issuer, serial, fingerprint256, notAfter, trusted, coversHostname } = seen;
  return {
    at: now,
    state: 'served',
    issuer,
    serial,
    fingerprint256,
    notAfter,
    isTrusted: trusted,
    coversName: coversHostname,
  };
}

/** Follows the name as a visitor would: to the address that its own name servers give, which the guard must allow. */
export async function askForNonce(
  name: string,
  traffic: TrafficLook | null,
  { gateway, nonce, now }: ProbeContext,
): Promise<NonceLook> {
  const unknown = (error: string): NonceLook => ({ at: now, state: 'unknown', error });
  if (nonce === null || gateway === null) return unknown('there is nothing to ask for yet');
  const address = firstAddress(traffic);
  if (address === null) return unknown('the name has no address');
  const guard = guardAddress(address);
  if (guard.state === 'refused') return unknown(guard.reason);
  let look = unknown('the Gateway listens for no HTTP');
  for (const port of gateway.httpPorts) {
    look = await lookForNonce(name, { address: guard.address, port, ...nonce }, now);
    if (look.state !== 'unknown') break;
  }
  return look;
}

function firstAddress(traffic: TrafficLook | null): string | null {
  const answers = traffic?.answers ?? [];
  const records = answers.flatMap((answer) => (answer.state === 'answered' ? answer.records : []));
  return records.find((record) => record.type === 'A' || record.type === 'AAAA')?.value ?? null;
}
