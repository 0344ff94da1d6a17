/** One kind of trouble that a provider or its customer can make. */
export interface MischiefText {
  readonly title: string;
  /** A sentence for the page: what happens while it is on. */
  readonly explanation: string;
  /** What it befalls: one name of the zone, or the zone as a whole. */
  readonly scope: 'name' | 'zone';
}

const kinds = {
  proxied: {
    title: 'Proxy on',
    explanation: 'The name answers with the address of a CDN, which passes everything on to the Gateway.',
    scope: 'name',
  },
  'proxy-blocks': {
    title: 'Proxy that blocks',
    explanation: 'The name answers with the address of a CDN that answers every request by itself: 403, blocked.',
    scope: 'name',
  },
  'stale-aaaa': {
    title: 'Stale AAAA',
    explanation: 'Beside its A record the name has an AAAA record of a former host.',
    scope: 'name',
  },
  'wrong-value': {
    title: 'Wrong value',
    explanation: 'The CNAME, A, AAAA and TXT records of the name get values of a former host.',
    scope: 'name',
  },
  'doubled-name': {
    title: 'Doubled zone name',
    explanation: 'The records of the name move to NAME.ZONE.ZONE, as when a provider adds the zone to a whole name.',
    scope: 'name',
  },
  'caa-forbids': {
    title: 'CAA that forbids',
    explanation: 'A CAA record at the name allows another certificate authority alone.',
    scope: 'name',
  },
  wildcard: {
    title: 'Wildcard',
    explanation: 'A wildcard below the name answers for everything that has no record of its own.',
    scope: 'name',
  },
  'challenge-occupied': {
    title: '_acme-challenge occupied',
    explanation: 'Somebody else’s TXT record stands at _acme-challenge of the name, so that no CNAME can.',
    scope: 'name',
  },
  'challenge-shadowed': {
    title: '_acme-challenge shadowed',
    explanation:
      'The provider answers TXT questions for _acme-challenge with its own token, although a CNAME is there.',
    scope: 'zone',
  },
  'apex-cname': {
    title: 'CNAME at the root',
    explanation: 'The zone itself answers with a CNAME to the Gateway, which hides its mail and other records.',
    scope: 'zone',
  },
  'dnssec-broken': {
    title: 'DNSSEC broken',
    explanation: 'The DS record in the parent zone belongs to a former key, so that validating resolvers fail.',
    scope: 'zone',
  },
  'split-horizon': {
    title: 'Split horizon',
    explanation:
      'The resolver of the cluster’s own parts answers with an address inside of a company; the world sees nothing of it.',
    scope: 'name',
  },
  lagging: {
    title: 'One nameserver lags',
    explanation: 'The second nameserver keeps what it has and takes no changes until this is off.',
    scope: 'zone',
  },
  lame: {
    title: 'Lame nameserver',
    explanation: 'The second nameserver refuses every question about the zone.',
    scope: 'zone',
  },
  silent: {
    title: 'Silent nameserver',
    explanation: 'The second nameserver never answers.',
    scope: 'zone',
  },
  slow: {
    title: 'Slow answers',
    explanation: 'Both nameservers take a second for every answer.',
    scope: 'zone',
  },
  'caa-servfail': {
    title: 'CAA questions fail',
    explanation: 'Both nameservers answer SERVFAIL to CAA questions, which a certificate authority takes for a no.',
    scope: 'zone',
  },
} as const satisfies Record<string, MischiefText>;

export type MischiefKind = keyof typeof kinds;

/** All kinds, in the order of the page. */
export const mischiefKinds = Object.keys(kinds).filter(isMischiefKind);

/** True for the name of a kind. */
export function isMischiefKind(text: string): text is MischiefKind {
  return Object.hasOwn(kinds, text);
}

/** What people read about a kind. */
export function mischiefText(kind: MischiefKind): MischiefText {
  return kinds[kind];
}
