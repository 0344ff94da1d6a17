import { coversHostname } from '../gateway-api/hostname.ts';

/** Where the objects of a domain are made: the strategy that the platform chose for the Gateway, and the team's namespace. */
export type Attachment = {
  readonly strategy: 'covered' | 'listener-set' | 'shared-listener';
  readonly gateway: { readonly namespace: string; readonly name: string };
  /** The team's namespace that holds the ListenerSet and the certificate's Secret. */
  readonly namespace: string;
};

/**
 * What is stored of a team's claim on a hostname, with the facts that observations have established. The state is never stored: it is
 * derived. Times are epoch milliseconds.
 */
export type Claim = {
  readonly id: string;
  readonly teamId: string;
  /** In A-labels and lower case, without `*.`. */
  readonly name: string;
  /** `wildcard` claims `*.name` at any depth, not `name` itself. */
  readonly scope: 'exact' | 'wildcard';
  /** 128 random bits in hexadecimal, the same for all claims of a team on this name. */
  readonly token: string;
  /** `platform`: below a zone of the platform's own, where coming first is the proof and ExternalDNS writes the record. */
  readonly origin: 'custom' | 'platform';
  readonly attachment: Attachment;
  readonly challenge: 'dns-01' | 'http-01';
  readonly createdAt: number;
  readonly provenAt: number | null;
  /** When the domain first served a request with its own certificate. */
  readonly liveAt: number | null;
  /** The first of an unbroken run of definite wrong proofs, and how many there were. */
  readonly proofBadSince: number | null;
  readonly proofBadCount: number;
  /** The same of traffic. */
  readonly trafficBadSince: number | null;
  readonly trafficBadCount: number;
  /** The last look at proof and at traffic that said something and was counted here: no look counts twice. */
  readonly proofLookAt: number | null;
  readonly trafficLookAt: number | null;
  /** When somebody last said “I added it” or asked to check now: looks are quick for a while. */
  readonly recheckAt: number | null;
  /** When a claim on a name that another team holds was first proven while the holder's proof was absent: the notice runs from here. */
  readonly noticeAt: number | null;
  readonly releasedAt: number | null;
  /** When another team's proof took the name away: the former owner sees it, and what still carries the name is in the way. */
  readonly lostAt: number | null;
  /** When the platform team decided that the name may stay although it can be mistaken for another. */
  readonly likenessAllowedAt: number | null;
};

/** The hostname as routes and listeners write it. */
export function hostnameOfClaim({ name, scope }: Pick<Claim, 'name' | 'scope'>): string {
  return scope === 'wildcard' ? `*.${name}` : name;
}

/** Whether two claims can both be meant by one request: then only one team may hold them. */
export function overlaps(a: Pick<Claim, 'name' | 'scope'>, b: Pick<Claim, 'name' | 'scope'>): boolean {
  const [one, other] = [hostnameOfClaim(a), hostnameOfClaim(b)];
  return coversHostname(one, other) || coversHostname(other, one);
}
