import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { keptByPlatform } from '@/lib/domains/kept-names.ts';
import { coversHostname, isInZone, normaliseHostname } from '@/lib/gateway-api/hostname.ts';
import type { DomainFacts } from './domain-tools.ts';

/** The claim on a hostname: on the very name, or else on a wildcard that covers it; null: none. */
export function findClaim(hostname: string, claims: readonly DomainRow[]): DomainRow | null {
  const name = normaliseHostname(hostname);
  return (
    claims.find((claim) => claim.hostname === name) ??
    claims.find((claim) => coversHostname(claim.hostname, name)) ??
    null
  );
}

/**
 * Whether a well-written hostname of a route is worth claiming: nobody of the team has, and the platform does not keep it for itself. A name
 * below the platform's zones needs no claim where no guard asks for one.
 *
 * @param claims of the team, those that are not over
 */
export function isWorthClaiming(
  hostname: string,
  claims: readonly DomainRow[],
  { rules, asksForClaims }: Pick<DomainFacts, 'rules' | 'asksForClaims'>,
): boolean {
  if (rules === null || findClaim(hostname, claims) !== null) return false;
  const name = normaliseHostname(hostname);
  const isPlatforms = rules.platformZones.some((zone) => isInZone(name, zone));
  return (asksForClaims || !isPlatforms) && keptByPlatform(name, rules) === null;
}
