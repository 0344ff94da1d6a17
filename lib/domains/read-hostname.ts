import { parse } from 'tldts';
import { isInZone } from '../gateway-api/hostname.ts';
import type { Issue } from '../outcome.ts';
import { quote } from '../validation/finding.ts';
import { type HostnameRules, keptByPlatform } from './kept-names.ts';
import { hasValidALabels, toAsciiName, toUnicodeName } from './punycode.ts';
import { type HostnameCode, hostnameCodes } from './read-hostname-codes.ts';
import { mixedScripts } from './read-hostname-scripts.ts';

/** A name that somebody wants to claim, read from what was typed or pasted. Refusals and advice have codes of `hostnameCodes`. */
export type HostnameReading =
  | {
      readonly status: 'read';
      /** In A-labels and lower case, without `*.`. */
      readonly name: string;
      readonly scope: 'exact' | 'wildcard';
      readonly origin: 'custom' | 'platform';
      /** In U-labels, with `*.` where there is one: what people read. */
      readonly unicode: string;
      readonly advice: readonly Issue[];
    }
  | {
      readonly status: 'refused';
      readonly issue: Issue;
      /** What was understood of it, for screens; null when nothing was. */
      readonly hostname: string | null;
      readonly unicode: string | null;
    };

/** Far too long to be worth guessing what was pasted. */
const mostCharacters = 2_000;
const mostNames = 50;

/**
 * Reads a hostname as people type and paste it: a URL is read as its host, with advice.
 *
 * @see RFC 1123, section 2.1; UTS #46; UTS #39
 */
export function readHostname(text: string, settings: HostnameRules): HostnameReading {
  const typed = text.trim();
  if (typed.length > mostCharacters) {
    return refused('domain.too-long', `The text has ${typed.length} characters, a name 253 at most.`);
  }
  const pasted = unpack(typed);
  if (pasted.host === '') {
    return refused('domain.empty', typed === '' ? 'No name was entered.' : `There is no name in ${quote(typed)}.`);
  }
  const flaw = flawOfText(pasted.host);
  if (flaw !== null) return { status: 'refused', issue: flaw, hostname: null, unicode: null };
  const scope = pasted.host.startsWith('*.') ? 'wildcard' : 'exact';
  const bare = scope === 'wildcard' ? pasted.host.slice(2) : pasted.host;
  const name = toAsciiName(bare);
  if (name === null) return refused('domain.malformed', `${quote(bare)} is not a hostname.`);
  const star = scope === 'wildcard' ? '*.' : '';
  const shown = { hostname: `${star}${name}`, unicode: `${star}${toUnicodeName(name)}` };
  const issue = flawOfName(name, bare) ?? flawOfScripts(name) ?? refusalOfName(name, scope, settings);
  if (issue !== null) return { status: 'refused', issue, ...shown };
  return {
    status: 'read',
    name,
    scope,
    origin: settings.platformZones.some((zone) => isInZone(name, zone)) ? 'platform' : 'custom',
    unicode: shown.unicode,
    advice: adviceOn(typed, pasted, shown),
  };
}

/**
 * The names in a paste, separated by spaces, lines, commas or semicolons: each once, at most 50, and what was left out.
 *
 * @returns as they were typed: each is still to be read
 */
export function readHostnames(text: string): {
  readonly names: readonly string[];
  readonly leftOut: readonly string[];
} {
  const found = new Map<string, string>();
  for (const word of text.split(/[\s,;]+/u).filter((part) => part !== '')) {
    const key = sameName(word);
    if (!found.has(key)) found.set(key, word);
  }
  const all = [...found.values()];
  return { names: all.slice(0, mostNames), leftOut: all.slice(mostNames) };
}

function sameName(word: string): string {
  const host = unpack(word).host.toLowerCase();
  return host.startsWith('*.') ? `*.${toAsciiName(host.slice(2)) ?? host.slice(2)}` : (toAsciiName(host) ?? host);
}

type Pasted = {
  readonly host: string;
  readonly hasMore: boolean;
  readonly port: string | null;
  readonly hasDot: boolean;
};

/** Takes away what comes with copy and paste: scheme, user, path, port, final dot. */
function unpack(typed: string): Pasted {
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(typed)?.[0] ?? '';
  const afterScheme = typed.slice(scheme.length);
  const authority = afterScheme.replace(/[/?#\\].*$/su, '');
  const withoutUser = scheme === '' ? authority : authority.slice(authority.lastIndexOf('@') + 1);
  const withPort = withoutUser.trim();
  const isAddress = /^[^.:]*:[^.]*:/.test(withPort) || withPort.startsWith('[');
  const port = isAddress ? null : (/:(\d*)$/.exec(withPort)?.[1] ?? null);
  const named = port === null ? withPort : withPort.slice(0, -port.length - 1);
  // Some keyboards have other full stops; DNS knows only one.
  const dotted = named.replaceAll(/[。．｡]/gu, '.');
  const hasDot = dotted.length > 1 && dotted.endsWith('.') && !dotted.endsWith('..');
  const host = hasDot ? dotted.slice(0, -1) : dotted;
  return { host, hasMore: scheme !== '' || authority !== afterScheme || withoutUser !== authority, port, hasDot };
}

/** What is wrong with the text before it is taken for a name. */
function flawOfText(host: string): Issue | null {
  if (/\s/u.test(host)) return issue('domain.spaces', `${quote(host)} has a space in it.`);
  if (/^\[?[0-9a-f.]*:[0-9a-f:.]*:[0-9a-f:.]*(%[^\]]*)?\]?(:\d*)?$/i.test(host)) {
    return issue('domain.address', `${quote(host)} is an IPv6 address.`);
  }
  const rest = host.startsWith('*.') ? host.slice(2) : host;
  if (rest.includes('*') || rest === '' || host === '*') {
    return issue('domain.wildcard', `${quote(host)} has its * in the wrong place.`, fixOfWildcard(rest));
  }
  if (rest.includes('_')) {
    const without = rest
      .split('.')
      .filter((label) => !label.includes('_'))
      .join('.');
    const message = `${quote(host)} has an underscore, which hostnames cannot have.`;
    return issue('domain.underscore', message, without.includes('.') ? `Enter ${without}.` : undefined);
  }
  const strange = /[\p{ASCII}--[a-z0-9.\-]]/iv.exec(rest)?.[0];
  return strange === undefined
    ? null
    : issue('domain.malformed', `${quote(host)} has the character ${quote(strange)}.`);
}

function fixOfWildcard(rest: string): string | undefined {
  const end = rest.slice(rest.lastIndexOf('*') + 1).replace(/^[^.]*\.?/, '');
  return end.includes('.') ? `Enter *.${end} to claim everything below ${end}.` : undefined;
}

/** What is wrong with the name as DNS would have it. */
function flawOfName(name: string, typed: string): Issue | null {
  if (/^\d+(\.\d+){3}$/.test(name)) {
    const message = name === typed ? `${name} is an IP address.` : `${quote(typed)} is the IP address ${name}.`;
    return issue('domain.address', message);
  }
  if (name.length > 253) {
    return issue('domain.too-long', `The name has ${name.length} characters, at most 253 are allowed.`);
  }
  const labels = name.split('.');
  const long = labels.find((label) => label.length > 63);
  if (long !== undefined) {
    const message = `${quote(toUnicodeName(long))} has ${long.length} characters in DNS, at most 63 are allowed between two dots.`;
    return issue('domain.label-too-long', message);
  }
  const odd = labels.find((label) => !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label));
  if (odd === '') return issue('domain.malformed', `${quote(typed)} has two dots in a row, or one at the start.`);
  if (odd !== undefined) return issue('domain.malformed', `${quote(odd)} begins or ends with a hyphen.`);
  if (!hasValidALabels(name)) {
    return issue('domain.malformed', `${quote(name)} has a part that begins with xn-- and stands for no letters.`);
  }
  if (name === 'localhost') return issue('domain.localhost', 'localhost is every machine’s name for itself.');
  return labels.length > 1 ? null : issue('domain.single-label', `${quote(typed)} has only one part.`);
}

function flawOfScripts(name: string): Issue | null {
  for (const label of toUnicodeName(name).split('.')) {
    const mixed = mixedScripts(label);
    if (mixed === null) continue;
    const scripts = mixed.filter((script) => script !== 'unknown').join(' and ') || 'several scripts';
    return issue('domain.mixed-scripts', `${quote(label)} mixes ${scripts}; in DNS the name is ${name}.`);
  }
  return null;
}

/** Names that nobody can claim, however well they are written. */
function refusalOfName(name: string, scope: 'exact' | 'wildcard', settings: HostnameRules): Issue | null {
  const kept = keptByPlatform(scope === 'wildcard' ? `*.${name}` : name, settings);
  if (kept !== null) return issue(kept.code, kept.message);
  const { publicSuffix } = parse(name, { allowPrivateDomains: true });
  return publicSuffix === name
    ? issue('domain.public-suffix', `${name} is a public suffix: anybody can register names below it.`)
    : null;
}

function adviceOn(
  typed: string,
  { host, hasMore, port, hasDot }: Pasted,
  { hostname, unicode }: { readonly hostname: string; readonly unicode: string },
): readonly Issue[] {
  const emoji = /\p{Extended_Pictographic}/u.exec(unicode)?.[0];
  const isInternational = hostname !== unicode;
  return [
    hasMore ? issue('domain.scheme-and-path', `${hostname} was read from ${quote(typed)}.`) : null,
    port === null ? null : issue('domain.port', `${hostname} was read without the port ${port || 'after the colon'}.`),
    hasDot ? issue('domain.trailing-dot', `${hostname} was read without the dot at its end.`) : null,
    /[A-Z]/.test(host) ? issue('domain.upper-case', `${quote(host)} is ${hostname} in DNS.`) : null,
    isInternational && emoji === undefined
      ? issue(
          'domain.international',
          `${unicode} is ${hostname} in DNS.`,
          `Enter ${hostname} where a provider does not take the letters.`,
        )
      : null,
    emoji === undefined ? null : issue('domain.emoji', `${unicode} is ${hostname} in DNS.`),
  ].filter((one) => one !== null);
}

function refused(code: HostnameCode, message: string): HostnameReading {
  return { status: 'refused', issue: issue(code, message), hostname: null, unicode: null };
}

function issue(code: HostnameCode, message: string, fix?: string): Issue {
  const entry = hostnameCodes[code];
  return { code, severity: entry.severity, path: ['names'], message, fix: fix ?? entry.fix };
}
