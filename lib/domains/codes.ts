/** Who can do something about a finding. */
export type Actor = 'you' | 'DNS provider' | 'platform' | 'certificate authority' | 'nobody';

/** What a code means, for the screens and for docs/codes/domains.md. */
export type DomainCodeEntry = {
  readonly title: string;
  readonly doc: string;
  readonly who: Actor;
  /** When it is a problem, in progress, unknown or a warning, in words. */
  readonly severity: string;
};

const problem = 'problem';
const warning = 'warning';

/** Every finding about a domain. Codes never change their meaning. */
export const domainCodeEntries = {
  D01: {
    title: 'The record is not there',
    doc: 'The zone’s own name servers say that the name has no such record.',
    who: 'you',
    severity: 'in progress, after 24 hours a problem',
  },
  D02: {
    title: 'The record says something else',
    doc: 'A record stands at the name, with another value than the one wanted.',
    who: 'you',
    severity: problem,
  },
  D03: {
    title: 'The zone’s name was written twice',
    doc: 'The provider adds the zone to whatever is typed, and the whole name was typed: the record is one level too deep.',
    who: 'you',
    severity: problem,
  },
  D04: {
    title: 'Traffic comes through a proxy',
    doc: 'The name leads to somebody’s proxy, and a request with a random number still came out at the Gateway: it works.',
    who: 'nobody',
    severity: warning,
  },
  D05: {
    title: 'A proxy keeps the check out',
    doc: 'The name leads to a proxy, and a request with a random number did not come out at the Gateway. Visitors may fare better.',
    who: 'you',
    severity: 'unknown, after three losses a problem',
  },
  D06: {
    title: 'A CNAME at the root of the zone',
    doc: 'No other record may stand beside a CNAME, so it hides the zone’s mail and other records.',
    who: 'you',
    severity: problem,
  },
  D07: {
    title: 'The root has a former address',
    doc: 'The address was the Gateway’s once: it was copied, or the provider flattened the name and did not look again.',
    who: 'you',
    severity: problem,
  },
  D08: {
    title: 'IPv6 leads elsewhere',
    doc: 'The IPv4 address is right, the AAAA record is not. Certificate authorities prefer IPv6.',
    who: 'you',
    severity: problem,
  },
  D09: {
    title: 'Some addresses are not the Gateway’s',
    doc: 'The name has several addresses, and part of the visitors go elsewhere.',
    who: 'you',
    severity: problem,
  },
  D10: {
    title: 'CAA forbids the certificate authority',
    doc: 'CAA records name who may issue for the domain, and ours is not among them, or only for another account or method. Nothing is ordered before that changes.',
    who: 'you',
    severity: problem,
  },
  D11: {
    title: 'CAA cannot be read',
    doc: 'A name server fails when asked for CAA. A certificate authority has to refuse then.',
    who: 'DNS provider',
    severity: problem,
  },
  D12: {
    title: 'DNSSEC signatures do not fit',
    doc: 'Resolvers that check signatures refuse the zone’s answers; mostly the registrar still has a former DS record.',
    who: 'you',
    severity: problem,
  },
  D13: {
    title: 'A resolver remembers the old answer',
    doc: 'The name servers are right; a resolver that was asked earlier keeps what it got until the time given.',
    who: 'nobody',
    severity: 'in progress',
  },
  D14: {
    title: 'Name servers disagree',
    doc: 'Not all name servers of the zone give the same answer, one of them gives none, or the parent zone names other servers than the zone does.',
    who: 'DNS provider',
    severity: 'in progress, after an hour a problem',
  },
  D15: {
    title: 'The provider’s own record is in the way',
    doc: 'The challenge name carries a TXT record of the provider’s, which hides the CNAME from those who ask for TXT.',
    who: 'you',
    severity: problem,
  },
  D16: {
    title: 'A wildcard answers instead',
    doc: 'The challenge name has no record of its own; what comes back is that of a wildcard.',
    who: 'you',
    severity: problem,
  },
  D17: {
    title: 'Answers differ inside the cluster',
    doc: 'The cluster’s own resolver gives another answer than public ones. Visitors are fine; checks from inside may fail.',
    who: 'platform',
    severity: warning,
  },
  D18: {
    title: 'The zone does not exist',
    doc: 'The parent zone knows no such name or gives no name servers: the domain is not registered or not delegated.',
    who: 'you',
    severity: problem,
  },
  D19: {
    title: 'A record still points here',
    doc: 'Nobody claims the name any more, and its record still leads to the Gateway, where it gets 404.',
    who: 'you',
    severity: warning,
  },
  D20: {
    title: 'The name is in use',
    doc: 'Another claim holds the name or one that overlaps it. It passes on only to somebody who proves control while the holder’s proof is gone. Who holds it is not told.',
    who: 'you',
    severity: problem,
  },
  D21: {
    title: 'The name can be mistaken for another',
    doc: 'It mixes scripts, or looks the same as a name that is claimed already.',
    who: 'platform',
    severity: 'warning, a problem where it looks like another claim',
  },
  D22: {
    title: 'A wildcard needs validation by DNS',
    doc: 'Certificates for wildcards are issued over DNS-01 only. Gateway API lets the * stand for any number of labels, a certificate for exactly one.',
    who: 'platform',
    severity: problem,
  },
  D23: {
    title: 'A suffix that nobody can claim',
    doc: 'Under a public suffix anybody can register names, and some names of the platform are its own.',
    who: 'you',
    severity: problem,
  },
  D24: {
    title: 'Could not check',
    doc: 'Our own resolver or our own way out fails, or the last look is too old. The last result is kept.',
    who: 'platform',
    severity: 'unknown',
  },
  C01: {
    title: 'The Gateway does not admit the namespace',
    doc: 'The Gateway takes no ListenerSet from the team’s namespace, or the cluster’s policy refuses the hostname there.',
    who: 'platform',
    severity: problem,
  },
  C02: {
    title: 'Another listener has the name',
    doc: 'An older listener on the same port has the hostname, or the Gateway has no room for another one.',
    who: 'platform',
    severity: problem,
  },
  C03: {
    title: 'The Gateway has not answered yet',
    doc: 'The controller has not looked at the newest version of the listener, does not serve it, or the listener is gone.',
    who: 'platform',
    severity: 'in progress, after two minutes unknown, or a problem where the Gateway says no',
  },
  C04: {
    title: 'Nothing is behind the name',
    doc: 'No accepted route carries the hostname, so visitors get 404.',
    who: 'you',
    severity: problem,
  },
  C05: {
    title: 'Certificate and route wait for each other',
    doc: 'Validation over HTTP needs a listener that works, and the listener works only with a certificate.',
    who: 'platform',
    severity: problem,
  },
  T01: {
    title: 'cert-manager skips the listener',
    doc: 'cert-manager refuses to request a certificate for the listener and says why in an event.',
    who: 'platform',
    severity: problem,
  },
  T02: {
    title: 'Waiting for a free slot',
    doc: 'cert-manager validates a limited number of names at a time.',
    who: 'nobody',
    severity: 'in progress',
  },
  T03: {
    title: 'cert-manager does not see the proof yet',
    doc: 'Before it calls the certificate authority, cert-manager looks for the proof itself.',
    who: 'nobody',
    severity: 'in progress, after ten minutes a problem',
  },
  T04: {
    title: 'The certificate authority refused',
    doc: 'Validation failed. The text is that of the certificate authority.',
    who: 'you',
    severity: problem,
  },
  T05: {
    title: 'Waiting before the next try',
    doc: 'After a failure cert-manager waits, longer each time. The cause should be mended before the next try.',
    who: 'nobody',
    severity: 'in progress',
  },
  T06: {
    title: 'Too many requests to the certificate authority',
    doc: 'The certificate authority limits orders and accepts again at the time given.',
    who: 'nobody',
    severity: problem,
  },
  T07: {
    title: 'The issuer is not ready',
    doc: 'The platform’s issuer cannot be used at the moment.',
    who: 'platform',
    severity: problem,
  },
  T08: {
    title: 'The renewal is late',
    doc: 'The certificate should have been renewed by now, or cert-manager makes it anew and is not done.',
    who: 'platform',
    severity: 'warning, a problem with a tenth of its life left',
  },
  T09: {
    title: 'An old certificate is served',
    doc: 'A certificate was issued, and the Gateway still serves the one before, another one, or none.',
    who: 'platform',
    severity: 'warning, after five minutes a problem',
  },
  E01: {
    title: 'The record belongs to somebody else',
    doc: 'A record stands at the name that ExternalDNS did not write, or another ExternalDNS did: it is left alone.',
    who: 'platform',
    severity: problem,
  },
  E02: {
    title: 'ExternalDNS ignores the annotations',
    doc: 'Routes carry annotations under a prefix that the running version of ExternalDNS does not read.',
    who: 'you',
    severity: problem,
  },
  E03: {
    title: 'The record changes to and fro',
    doc: 'The value alternates: two routes with the same hostname want different records.',
    who: 'you',
    severity: warning,
  },
  E04: {
    title: 'Records are about to be deleted',
    doc: 'A route or its Gateway lost what ExternalDNS needs; at its next round it would delete the records.',
    who: 'platform',
    severity: problem,
  },
  E05: {
    title: 'The record is not written yet',
    doc: 'ExternalDNS has not brought the zone to what the route asks for.',
    who: 'platform',
    severity: 'in progress, after five minutes a problem',
  },
} as const satisfies Readonly<Record<string, DomainCodeEntry>>;

export type DomainCode = keyof typeof domainCodeEntries;

/** All codes, in the order of the catalogue. */
export const domainCodes: readonly DomainCode[] = Object.keys(domainCodeEntries).filter(isDomainCode);

function isDomainCode(code: string): code is DomainCode {
  return code in domainCodeEntries;
}
