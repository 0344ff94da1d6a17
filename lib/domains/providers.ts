/** A DNS provider as somebody who has to enter a record there needs to know it. */
export type DnsProvider = {
  readonly name: string;
  /** Ends of its name servers' names, in lower case; one that ends with a hyphen may stand anywhere in the name. */
  readonly nameServers: readonly string[];
  /** Where the form for records is, as one reads it on the screen; `ZONE` stands for the zone's name. */
  readonly path: string;
  readonly url: string | null;
  /** What its name field wants for the root of the zone: a word such as `@`, nothing, or the zone's own name. */
  readonly root: '@' | '' | 'zone';
  /** How a name can follow another one at the root: an ALIAS or ANAME record, a CNAME that it flattens, or not at all. */
  readonly apex: 'ALIAS' | 'ANAME' | 'flattened CNAME' | 'none';
  /** Whether it adds the zone's name to whatever is typed into the name field. */
  readonly appendsZone: boolean;
  /** What has to be switched off so that it answers with the record itself; null where it never stands in between. */
  readonly proxySwitch: string | null;
};

function provider(name: string, nameServers: readonly string[], rest: Partial<DnsProvider>): DnsProvider {
  return {
    name,
    nameServers,
    path: 'ZONE → DNS records',
    url: null,
    root: '@',
    apex: 'none',
    appendsZone: true,
    proxySwitch: null,
    ...rest,
  };
}

const providers: readonly DnsProvider[] = [
  provider('Cloudflare', ['.ns.cloudflare.com'], {
    path: 'ZONE → DNS → Records',
    url: 'https://dash.cloudflare.com/?to=/:account/:zone/dns/records',
    apex: 'flattened CNAME',
    proxySwitch: 'Proxy status: DNS only (grey cloud)',
  }),
  provider('Amazon Route 53', ['.awsdns-'], {
    path: 'Hosted zones → ZONE → Create record',
    url: 'https://console.aws.amazon.com/route53/v2/hostedzones',
    root: '',
  }),
  provider('Google Cloud DNS', ['.googledomains.com'], {
    path: 'Network services → Cloud DNS → ZONE → Add standard',
    url: 'https://console.cloud.google.com/net-services/dns/zones',
    root: '',
    apex: 'ALIAS',
  }),
  provider('Azure DNS', ['.azure-dns.com', '.azure-dns.net', '.azure-dns.org', '.azure-dns.info'], {
    path: 'DNS zones → ZONE → DNS Management → Recordsets',
    url: 'https://portal.azure.com/#browse/Microsoft.Network%2FdnsZones',
  }),
  provider('GoDaddy', ['.domaincontrol.com'], {
    path: 'Domain Portfolio → ZONE → DNS → Add New Record',
    url: 'https://dcc.godaddy.com/control/portfolio',
  }),
  provider('Namecheap', ['.registrar-servers.com'], {
    path: 'Domain List → ZONE → Manage → Advanced DNS',
    url: 'https://ap.www.namecheap.com/domains/list/',
    apex: 'ALIAS',
  }),
  provider('Squarespace', ['.squarespacedns.com'], {
    path: 'Domains → ZONE → DNS → DNS Settings',
    url: 'https://account.squarespace.com/domains',
    apex: 'ALIAS',
  }),
  provider('IONOS', ['.ui-dns.com', '.ui-dns.de', '.ui-dns.org', '.ui-dns.biz'], {
    path: 'Domains & SSL → ZONE → DNS',
    url: 'https://my.ionos.com/domains',
  }),
  provider('OVHcloud', ['.ovh.net', '.anycast.me'], {
    path: 'Web Cloud → Domain names → ZONE → DNS zone',
    url: 'https://www.ovh.com/manager/#/web/domain',
    root: '',
  }),
  provider('Gandi', ['.gandi.net'], {
    path: 'Domain → ZONE → DNS Records',
    url: 'https://admin.gandi.net/domain/',
    apex: 'ALIAS',
  }),
  provider('Hetzner', ['.ns.hetzner.com', '.ns.hetzner.de', '.first-ns.de', '.second-ns.de', '.second-ns.com'], {
    path: 'DNS → ZONE → Records',
    url: 'https://console.hetzner.com/',
  }),
  provider('DigitalOcean', ['.digitalocean.com'], {
    path: 'Networking → Domains → ZONE',
    url: 'https://cloud.digitalocean.com/networking/domains',
  }),
  provider('DNSimple', ['.dnsimple.com', '.dnsimple-edge.net', '.dnsimple-edge.org', '.dnsimple-edge.com'], {
    path: 'Domains → ZONE → DNS → Record Editor',
    url: 'https://dnsimple.com/dashboard',
    root: '',
    apex: 'ALIAS',
  }),
  provider('Porkbun', ['.porkbun.com'], {
    path: 'Domain Management → ZONE → DNS',
    url: 'https://porkbun.com/account/domainsSpeedy',
    root: '',
    apex: 'ALIAS',
  }),
  provider('Vercel', ['.vercel-dns.com'], {
    path: 'Domains → ZONE → DNS Records',
    url: 'https://vercel.com/dashboard/domains',
    root: '',
    apex: 'ALIAS',
  }),
  provider('Netlify (NS1)', ['.nsone.net'], {
    path: 'Domains → ZONE → DNS records',
    url: 'https://app.netlify.com/',
    apex: 'ALIAS',
    root: '@',
  }),
  provider('Wix', ['.wixdns.net'], {
    path: 'Domains → ZONE → Manage DNS Records',
    url: 'https://manage.wix.com/account/domains',
    root: '',
  }),
  provider('Bluehost', ['.bluehost.com'], {
    path: 'Domains → ZONE → DNS → Manage Advanced DNS Records',
    url: 'https://my.bluehost.com/',
  }),
  provider('Hostinger', ['.dns-parking.com', '.hostinger.com'], {
    path: 'Domains → ZONE → DNS / Nameservers → DNS records',
    url: 'https://hpanel.hostinger.com/domains',
    apex: 'ALIAS',
  }),
  provider('name.com', ['.name.com'], {
    path: 'My Domains → ZONE → Manage DNS Records',
    url: 'https://www.name.com/account/domain',
    root: '',
    apex: 'ANAME',
  }),
];

/**
 * The provider that runs a zone, recognised by the zone's name servers; null when they belong to none that is known, or to two.
 *
 * @param nameServers in lower case, without the final dot
 * @param extra providers beside the well-known ones; they come first
 */
export function findProvider(nameServers: readonly string[], extra: readonly DnsProvider[]): DnsProvider | null {
  const [first, ...others] = nameServers.map((server) => providerOf(server, extra));
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** The names of all well-known providers. */
export const providerNames: readonly string[] = providers.map(({ name }) => name);

/** The way to the record form with the zone's name filled in. */
export function pathTo(provider: DnsProvider, zone: string): string {
  return provider.path.replace('ZONE', zone);
}

/** What the provider's name field wants for a name of a zone. */
export function fieldOf(name: string, zone: string, provider: DnsProvider | null): string {
  if (name === zone) return provider?.root === 'zone' ? zone : (provider?.root ?? '@');
  if (provider?.appendsZone === false) return name;
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : name;
}

function providerOf(server: string, extra: readonly DnsProvider[]): DnsProvider | null {
  return [...extra, ...providers].find((one) => one.nameServers.some((part) => isOf(server, part))) ?? null;
}

/** Amazon numbers its name servers' domains: a part that ends with a hyphen may stand anywhere. */
function isOf(server: string, part: string): boolean {
  return server === part || server.endsWith(part) || (part.endsWith('-') && server.includes(part));
}
