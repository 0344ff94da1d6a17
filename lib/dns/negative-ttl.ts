import type { Answer } from 'dns-packet';

/** How long a resolver remembers that nothing was there: the smaller of the SOA's own TTL and its minimum. @see RFC 2308, section 5 */
export function negativeTtl(authorities: readonly Answer[]): number | null {
  const soa = authorities.find((record) => record.type === 'SOA');
  if (soa?.type !== 'SOA') return null;
  return Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0);
}
