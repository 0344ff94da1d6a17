/** What somebody typed or pasted for a hostname, read as the hostname they most likely mean. */
export type HostnameReading = {
  /** The cleaned name: lower case, without scheme, port, path and final dot; punycode where letters need it. */
  readonly hostname: string;
  /** What was taken away, in words, for example `the scheme https://`. Empty when nothing was. */
  readonly removed: readonly string[];
  /** True when only capital letters were lowered. */
  readonly lowered: boolean;
};

/**
 * Reads a pasted address as a hostname. It never refuses: what is still wrong with the name is the validation's to say.
 */
export function readHostname(typed: string): HostnameReading {
  const removed: string[] = [];
  let rest = typed.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(rest)?.[0];
  if (scheme) {
    removed.push(`the scheme ${scheme.toLowerCase()}`);
    rest = rest.slice(scheme.length);
  }
  const user = /^[^/?#@]*@/.exec(rest)?.[0];
  if (user) {
    removed.push('the part before @');
    rest = rest.slice(user.length);
  }
  const path = /[/?#].*$/s.exec(rest)?.[0];
  if (path) {
    if (path !== '/') removed.push(`the path ${path}`);
    rest = rest.slice(0, -path.length);
  }
  const port = /(?<=[^:]):\d*$/.exec(rest)?.[0];
  if (port) {
    removed.push(`the port ${port}`);
    rest = rest.slice(0, -port.length);
  }
  if (rest.endsWith('.') && rest.length > 1) rest = rest.slice(0, -1);
  const lower = rest.toLowerCase();
  const ascii = toPunycode(lower);
  if (ascii !== lower) removed.push(`letters outside ASCII (${lower})`);
  return { hostname: ascii, removed, lowered: lower !== rest };
}

/** Names that the team has claimed in which the text occurs, without those that the route has already; all while nothing is typed. */
export function claimedCompletions(
  typed: string,
  claimed: readonly string[],
  taken: readonly string[],
): readonly string[] {
  const { hostname } = readHostname(typed);
  return claimed.filter((name) => name.includes(hostname) && name !== hostname && !taken.includes(name)).slice(0, 8);
}

/** `NAME.zone` for what was typed so far: every zone that the text could still become a name of. */
export function completeHostname(typed: string, zones: readonly string[]): readonly string[] {
  const { hostname } = readHostname(typed);
  if (hostname === '' || zones.some((zone) => hostname === zone || hostname.endsWith(`.${zone}`))) return [];
  return zones.map((zone) => {
    const dots = [...hostname].flatMap((letter, index) => (letter === '.' ? [index] : []));
    const cut = dots.find((index) => zone.startsWith(hostname.slice(index + 1)));
    return `${cut === undefined ? hostname : hostname.slice(0, cut)}.${zone}`;
  });
}

function toPunycode(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether all is ASCII
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  const wildcard = name.startsWith('*.');
  const url = URL.parse(`http://${wildcard ? name.slice(2) : name}`);
  if (!url) return name;
  return wildcard ? `*.${url.hostname}` : url.hostname;
}
