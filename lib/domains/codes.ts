/** Who can do something about a finding. */
export type Actor = 'you' | 'DNS provider' | 'platform' | 'certificate authority' | 'nobody';

/** What a code means, for the screens and for docs/codes/domains.md. */
export type DomainCodeEntry = {
  readonly title: string;
  readonly doc: string;
  readonly who: Actor;
  /** When it is a problem, in progress, unknown or a warning, in words. */
  readonly severity: string;
  /** How it is found. */
  readonly detection: string;
  /** What mends it; Markdown, code between backticks. */
  readonly fix: string;
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
    detection:
      'Every authoritative name server is asked for the record; they answer for the zone and have none (NXDOMAIN or no data).',
    fix: 'Add the record that the domain’s page shows, in the words of the DNS provider.',
  },
  D02: {
    title: 'The record says something else',
    doc: 'A record stands at the name, with another value than the one wanted.',
    who: 'you',
    severity: problem,
    detection: 'An authoritative name server has another value than the wanted one.',
    fix: 'Replace the value. Before the switch a name may go on leading where it did.',
  },
  D03: {
    title: 'The zone’s name was written twice',
    doc: 'The provider adds the zone to whatever is typed, and the whole name was typed: the record is one level too deep.',
    who: 'you',
    severity: problem,
    detection: 'The wanted value stands at the challenge name with the zone’s name once more behind it.',
    fix: 'Change the record’s name to the part in front of the zone, such as `_acme-challenge.shop`.',
  },
  D04: {
    title: 'Traffic comes through a proxy',
    doc: 'The name leads to somebody’s proxy, and a request with a random number still came out at the Gateway: it works.',
    who: 'nobody',
    severity: warning,
    detection:
      'The addresses are not the Gateway’s, and a request with a random path that was sent to them was answered as only the Gateway answers.',
    fix: 'Nothing to do. Keep the proxy’s origin at the Gateway’s name, and let it pass on HTTP for validation over HTTP.',
  },
  D05: {
    title: 'A proxy keeps the check out',
    doc: 'The name leads to a proxy, and a request with a random number did not come out at the Gateway. Visitors may fare better.',
    who: 'you',
    severity: 'unknown, after three losses a problem',
    detection:
      'The addresses belong to a proxy, and the request with the random path was answered otherwise, or nobody could send it.',
    fix: 'Set the record to DNS only, or let the proxy fetch from the Gateway’s name without redirects of its own.',
  },
  D06: {
    title: 'A CNAME at the root of the zone',
    doc: 'No other record may stand beside a CNAME, so it hides the zone’s mail and other records.',
    who: 'you',
    severity: problem,
    detection: 'The zone’s own root answers with a CNAME.',
    fix: 'Replace it with the provider’s ALIAS or ANAME record, or with A and AAAA records of the Gateway’s addresses.',
  },
  D07: {
    title: 'The root has a former address',
    doc: 'The address was the Gateway’s once: it was copied, or the provider flattened the name and did not look again.',
    who: 'you',
    severity: problem,
    detection: 'The root’s address is one that the Gateway had before.',
    fix: 'Use an ALIAS record, which follows changes, or set the address that the page shows.',
  },
  D08: {
    title: 'IPv6 leads elsewhere',
    doc: 'The IPv4 address is right, the AAAA record is not. Certificate authorities prefer IPv6.',
    who: 'you',
    severity: problem,
    detection: 'The A records are the Gateway’s, an AAAA record is not.',
    fix: 'Delete the AAAA record, or let it lead to the Gateway’s IPv6 address.',
  },
  D09: {
    title: 'Some addresses are not the Gateway’s',
    doc: 'The name has several addresses, and part of the visitors go elsewhere.',
    who: 'you',
    severity: problem,
    detection: 'Part of the addresses are the Gateway’s and part are not.',
    fix: 'Delete the addresses that are not.',
  },
  D10: {
    title: 'CAA forbids the certificate authority',
    doc: 'CAA records name who may issue for the domain, and ours is not among them, or only for another account or method. Nothing is ordered before that changes.',
    who: 'you',
    severity: problem,
    detection:
      'The first CAA records from the name (or where its CNAME leads) upwards name no certificate authority of the platform’s, or only with another account or method; a critical property is unknown.',
    fix: 'Add the CAA record that the page shows beside those that are there.',
  },
  D11: {
    title: 'CAA cannot be read',
    doc: 'A name server fails when asked for CAA. A certificate authority has to refuse then.',
    who: 'DNS provider',
    severity: problem,
    detection: 'An authoritative name server answers CAA questions with an error, or not at all.',
    fix: 'Ask the DNS provider to answer CAA questions, be it that there is no such record.',
  },
  D12: {
    title: 'DNSSEC signatures do not fit',
    doc: 'Resolvers that check signatures refuse the zone’s answers; mostly the registrar still has a former DS record.',
    who: 'you',
    severity: problem,
    detection:
      'A resolver that checks signatures gives SERVFAIL, and answers when asked not to check; its extended error says what does not fit.',
    fix: 'Correct the DS record at the registrar, or delete it.',
  },
  D13: {
    title: 'A resolver remembers the old answer',
    doc: 'The name servers are right; a resolver that was asked earlier keeps what it got until the time given.',
    who: 'nobody',
    severity: 'in progress',
    detection:
      'The authoritative servers are right, and a public resolver still gives what it got before; its remaining time is known.',
    fix: 'Wait until the time given. Nothing else helps.',
  },
  D14: {
    title: 'Name servers disagree',
    doc: 'Not all name servers of the zone give the same answer, one of them gives none, or the parent zone names other servers than the zone does.',
    who: 'DNS provider',
    severity: 'in progress, after an hour a problem',
    detection:
      'Authoritative servers give different answers, refuse or are silent, or the parent zone names other servers than the zone.',
    fix: 'Wait for the zone transfer; after an hour have the servers synchronised, or correct the delegation.',
  },
  D15: {
    title: 'The provider’s own record is in the way',
    doc: 'The challenge name carries a TXT record of the provider’s, which hides the CNAME from those who ask for TXT.',
    who: 'you',
    severity: problem,
    detection: 'The challenge name has a TXT record of somebody else’s.',
    fix: 'Delete it. Where the provider keeps it, publish the TXT fallback: validation then goes over HTTP.',
  },
  D16: {
    title: 'A wildcard answers instead',
    doc: 'The challenge name has no record of its own; what comes back is that of a wildcard.',
    who: 'you',
    severity: problem,
    detection: 'A random name beside the challenge name gets the same answer.',
    fix: 'Add the challenge record itself. The wildcard may stay.',
  },
  D17: {
    title: 'Answers differ inside the cluster',
    doc: 'The cluster’s own resolver gives another answer than public ones. Visitors are fine; checks from inside may fail.',
    who: 'platform',
    severity: warning,
    detection: 'The cluster’s resolver leads elsewhere while public resolvers lead to the Gateway.',
    fix: 'Correct the cluster’s resolver, or let cert-manager skip its own check (`waitInsteadOfSelfCheck`).',
  },
  D18: {
    title: 'The zone does not exist',
    doc: 'The parent zone knows no such name or gives no name servers: the domain is not registered or not delegated.',
    who: 'you',
    severity: problem,
    detection: 'The parent zone says that the name does not exist, or names no servers for it.',
    fix: 'Register the domain, or enter its name servers at the registrar.',
  },
  D19: {
    title: 'A record still points here',
    doc: 'Nobody claims the name any more, and its record still leads to the Gateway, where it gets 404.',
    who: 'you',
    severity: warning,
    detection: 'The claim was given up, and a look after that finds the name leading to the Gateway.',
    fix: 'Delete the record. Until then visitors get 404, never another team’s site.',
  },
  D20: {
    title: 'The name is in use',
    doc: 'Another claim holds the name or one that overlaps it. It passes on only to somebody who proves control while the holder’s proof is gone. Who holds it is not told.',
    who: 'you',
    severity: problem,
    detection:
      'Another claim holds the name or one that overlaps it; or, for its holder, somebody else has proven control.',
    fix: 'Publish the own proof and take the other one out of the zone: after 72 hours of that the name passes on.',
  },
  D21: {
    title: 'The name can be mistaken for another',
    doc: 'It mixes scripts, or looks the same as a name that is claimed already.',
    who: 'platform',
    severity: 'warning, a problem where it looks like another claim',
    detection:
      'The name’s skeleton (letters that look alike taken for one) is that of a claimed name, or one label mixes scripts.',
    fix: 'The platform team decides whether the name may stay.',
  },
  D22: {
    title: 'A wildcard needs validation by DNS',
    doc: 'Certificates for wildcards are issued over DNS-01 only. Gateway API lets the * stand for any number of labels, a certificate for exactly one.',
    who: 'platform',
    severity: problem,
    detection: 'A wildcard is claimed, and its validation goes over HTTP.',
    fix: 'Claim the hostnames one by one, or have the platform offer validation over DNS.',
  },
  D23: {
    title: 'A suffix that nobody can claim',
    doc: 'Under a public suffix anybody can register names, and some names of the platform are its own.',
    who: 'you',
    severity: problem,
    detection:
      'The name is in the Public Suffix List, the root of one of the platform’s zones, or a reserved label below one.',
    fix: 'Claim another name.',
  },
  D24: {
    title: 'Could not check',
    doc: 'Our own resolver or our own way out fails, or the last look is too old. The last result is kept.',
    who: 'platform',
    severity: 'unknown',
    detection: 'The latest look failed or is older than twice its interval, or the cluster does not answer.',
    fix: 'Wait: it is tried again by itself. If it lasts, look at the platform’s resolver and way out.',
  },
  C01: {
    title: 'The Gateway does not admit the namespace',
    doc: 'The Gateway takes no ListenerSet from the team’s namespace, or the cluster’s policy refuses the hostname there.',
    who: 'platform',
    severity: problem,
    detection:
      'The ListenerSet has Accepted=False with reason NotAllowed, or a dry run as the team is refused by the hostname policy.',
    fix: 'The platform team admits the namespace. A grant follows the proof within a minute.',
  },
  C02: {
    title: 'Another listener has the name',
    doc: 'An older listener on the same port has the hostname, or the Gateway has no room for another one.',
    who: 'platform',
    severity: problem,
    detection: 'The entry is Conflicted or not accepted, or the Gateway has no room for two more of its 64 listeners.',
    fix: 'Release the name where it is, or have the platform team make room.',
  },
  C03: {
    title: 'The Gateway has not answered yet',
    doc: 'The controller has not looked at the newest version of the listener, does not serve it, or the listener is gone.',
    who: 'platform',
    severity: 'in progress, after two minutes unknown, or a problem where the Gateway says no',
    detection:
      'Accepted or Programmed is Unknown or about an older version; Programmed is False although there is a certificate; a listener that was there is gone.',
    fix: 'If it lasts, the platform team looks at the Gateway’s controller.',
  },
  C04: {
    title: 'Nothing is behind the name',
    doc: 'No accepted route carries the hostname, so visitors get 404.',
    who: 'you',
    severity: problem,
    detection: 'The listener is accepted, and no accepted route of the team carries the hostname.',
    fix: 'Make a route with the hostname, or see why the Gateway does not accept the one that is there.',
  },
  C05: {
    title: 'Certificate and route wait for each other',
    doc: 'Validation over HTTP needs a listener that works, and the listener works only with a certificate.',
    who: 'platform',
    severity: problem,
    detection: 'InvalidCertificateRef, a pending HTTP-01 challenge, and a route that is refused with NoReadyListeners.',
    fix: 'Have the platform offer validation over DNS, or a Gateway that accepts routes without a certificate.',
  },
  T01: {
    title: 'cert-manager skips the listener',
    doc: 'cert-manager refuses to request a certificate for the listener and says why in an event.',
    who: 'platform',
    severity: problem,
    detection: 'cert-manager wrote a BadConfig event on the listener’s owner.',
    fix: 'Show the event’s text to the platform team.',
  },
  T02: {
    title: 'Waiting for a free slot',
    doc: 'cert-manager validates a limited number of names at a time.',
    who: 'nobody',
    severity: 'in progress',
    detection: 'A challenge exists and is not processed yet.',
    fix: 'Wait for its turn.',
  },
  T03: {
    title: 'cert-manager does not see the proof yet',
    doc: 'Before it calls the certificate authority, cert-manager looks for the proof itself.',
    who: 'nobody',
    severity: 'in progress, after ten minutes a problem',
    detection: 'A challenge is processed and gives a reason why it waits.',
    fix: 'If it lasts, look at the findings about name servers and proxies.',
  },
  T04: {
    title: 'The certificate authority refused',
    doc: 'Validation failed. The text is that of the certificate authority.',
    who: 'you',
    severity: problem,
    detection: 'The Order or a Challenge is invalid, errored or expired, and the certificate is not ready.',
    fix: 'Mend what the text says; the next try follows by itself. Never delete the Certificate to try again.',
  },
  T05: {
    title: 'Waiting before the next try',
    doc: 'After a failure cert-manager waits, longer each time. The cause should be mended before the next try.',
    who: 'nobody',
    severity: 'in progress',
    detection:
      'The Certificate has a last failure, and its next try is still to come: an hour after the first, twice as long after each further one, 32 hours at most.',
    fix: 'Mend the cause before the time given.',
  },
  T06: {
    title: 'Too many requests to the certificate authority',
    doc: 'The certificate authority limits orders and accepts again at the time given.',
    who: 'nobody',
    severity: problem,
    detection: 'The Order’s or Challenge’s reason is a rate limit, and its time is not over.',
    fix: 'Wait until the time given; nothing is ordered before.',
  },
  T07: {
    title: 'The issuer is not ready',
    doc: 'The platform’s issuer cannot be used at the moment, or nothing is heard of cert-manager for two minutes.',
    who: 'platform',
    severity: 'problem, unknown where cert-manager is silent',
    detection: 'The issuer has Ready=False, or cert-manager has said nothing for two minutes.',
    fix: 'The platform team mends the issuer.',
  },
  T08: {
    title: 'The renewal is late',
    doc: 'The certificate should have been renewed by now, or cert-manager makes it anew and is not done.',
    who: 'platform',
    severity: 'warning, a problem with a tenth of its life left',
    detection:
      'A sixth of the certificate’s life has gone by since its renewal was due; or it was live and its Certificate is not ready.',
    fix: 'Mend what the other findings say; without any, ask the platform team.',
  },
  T09: {
    title: 'An old certificate is served',
    doc: 'A certificate was issued, and the Gateway still serves the one before, another one, or none.',
    who: 'platform',
    severity: 'warning, after five minutes a problem',
    detection:
      'A handshake after the newest request’s certificate gets another one, one that is not trusted or not for the name, or none.',
    fix: 'The platform team looks at the Gateway.',
  },
  E01: {
    title: 'The record belongs to somebody else',
    doc: 'A record stands at the name that ExternalDNS did not write, or another ExternalDNS did: it is left alone.',
    who: 'platform',
    severity: problem,
    detection: 'The record leads elsewhere, and the TXT record beside it names another owner or there is none.',
    fix: 'The platform team deletes the record or lets ExternalDNS take it over.',
  },
  E02: {
    title: 'ExternalDNS ignores the annotations',
    doc: 'Routes carry annotations under a prefix that the running version of ExternalDNS does not read.',
    who: 'you',
    severity: problem,
    detection: 'A route has annotations under the prefix that the running version does not read.',
    fix: 'Open the route and apply it again: the editor writes the prefix that counts.',
  },
  E03: {
    title: 'The record changes to and fro',
    doc: 'The value alternates: two routes with the same hostname want different records.',
    who: 'you',
    severity: warning,
    detection: 'The value at the name servers came back at least once among three changes in ten minutes.',
    fix: 'Give all routes with the hostname the same ExternalDNS annotations.',
  },
  E04: {
    title: 'Records are about to be deleted',
    doc: 'A route or its Gateway lost what ExternalDNS needs; at its next round it would delete the records.',
    who: 'platform',
    severity: problem,
    detection: 'A route that carries the name is not accepted, or its Gateway has no address.',
    fix: 'See why the Gateway has no address or does not accept the route.',
  },
  E05: {
    title: 'The record is not written yet',
    doc: 'ExternalDNS has not brought the zone to what the route asks for.',
    who: 'platform',
    severity: 'in progress, after five minutes a problem',
    detection: 'A route of the team is accepted with the name, and the name servers do not lead to the Gateway yet.',
    fix: 'If it lasts, the platform team looks at ExternalDNS.',
  },
} as const satisfies Readonly<Record<string, DomainCodeEntry>>;

export type DomainCode = keyof typeof domainCodeEntries;

/** All codes, in the order of the catalogue. */
export const domainCodes: readonly DomainCode[] = Object.keys(domainCodeEntries).filter(isDomainCode);

function isDomainCode(code: string): code is DomainCode {
  return code in domainCodeEntries;
}
