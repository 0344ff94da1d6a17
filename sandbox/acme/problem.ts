import type { CaaFinding } from './climb-caa.ts';

/**
 * A problem document, as authorities answer with.
 *
 * @see RFC 8555, section 6.7; RFC 7807
 */
export interface Problem {
  readonly type: `urn:ietf:params:acme:error:${string}`;
  readonly detail: string;
  readonly status: number;
}

/** CAA does not let us issue, in the words of Let's Encrypt. `at` is where the set was found. */
export function caaForbids(name: string, at: string): Problem {
  return {
    type: 'urn:ietf:params:acme:error:caa',
    detail: `While processing CAA for ${name}: CAA record for ${at} prevents issuance`,
    status: 403,
  };
}

/** CAA could not be read, in the words of Let's Encrypt. */
export function caaUnreadable(name: string, { at, cause }: Extract<CaaFinding, { state: 'failed' }>): Problem {
  const hint = cause === 'SERVFAIL' ? " - the domain's nameservers may be malfunctioning" : '';
  return {
    type: 'urn:ietf:params:acme:error:dns',
    detail: `While processing CAA for ${name}: DNS problem: ${cause} looking up CAA for ${at}${hint}`,
    status: 400,
  };
}

/** The authority takes no order for these names before `until`, in epoch milliseconds. */
export function rateLimited(until: number): Problem {
  const time = new Date(until).toISOString().replace('T', ' ').replace(/\..*$/, ' UTC');
  return {
    type: 'urn:ietf:params:acme:error:rateLimited',
    detail: `too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after ${time}: see https://letsencrypt.org/docs/rate-limits/#new-certificates-per-exact-set-of-identifiers`,
    status: 429,
  };
}

/** The proof was seen from one place of the network and not from another. */
export function unseenElsewhere(name: string): Problem {
  return {
    type: 'urn:ietf:params:acme:error:unauthorized',
    detail: `During secondary validation: the proof for ${name} was not found`,
    status: 403,
  };
}
