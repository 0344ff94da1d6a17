import { coversHostname, isInZone, normaliseHostname } from '../gateway-api/hostname.ts';
import type { Issue, Path } from '../outcome.ts';
import type { ValidationCode } from './codes.ts';
import type { ValidationContext } from './context.ts';
import { finding, quote } from './finding.ts';

type Flaw = { readonly code: ValidationCode; readonly message: string; readonly fix?: string };

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * What is wrong with the way a hostname is written, the most telling flaw only; null when it can be applied.
 *
 * @see Gateway API v1, Hostname; RFC 1123
 */
export function flawOfHostname(hostname: string): Flaw | null {
  const name = hostname.trim();
  if (name === '') return { code: 'hostname.empty', message: 'A hostname is empty.' };
  // Far too long: not worth guessing what was pasted.
  return name.length > 1_000 ? tooLong(name) : (pastedFlaw(name) ?? spellingFlaw(hostname));
}

function tooLong(name: string): Flaw {
  return {
    code: 'hostname.too-long',
    message: `The hostname has ${name.length} characters, at most 253 are allowed.`,
  };
}

/** Things that come with copy and paste: schemes, paths, ports, addresses. */
function pastedFlaw(name: string): Flaw | null {
  const bare = name.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/, '');
  const withoutPort = bare.replace(/:\d*$/, '');
  const suggest = (text: string) => ({ fix: `Write ${quote(normaliseHostname(text))}.` });
  if (name.includes('://')) {
    return {
      code: 'hostname.with-scheme',
      message: `${quote(name)} is a URL, a hostname is wanted.`,
      ...suggest(withoutPort),
    };
  }
  if (name.includes('/')) {
    return {
      code: 'hostname.with-path',
      message: `${quote(name)} has a path; paths are matched in rules.`,
      ...suggest(withoutPort),
    };
  }
  if (/^\[?[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*\]?(:\d+)?$/i.test(name)) return address(name);
  if (/:\d*$/.test(name)) {
    if (isIpv4(withoutPort)) return address(name);
    return {
      code: 'hostname.with-port',
      message: `${quote(name)} has a port; the listener decides the port.`,
      ...suggest(withoutPort),
    };
  }
  return isIpv4(name.replace(/\.$/, '')) ? address(name) : null;
}

function address(name: string): Flaw {
  return { code: 'hostname.is-address', message: `${quote(name)} is an IP address, a name is wanted.` };
}

function isIpv4(name: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
}

function spellingFlaw(name: string): Flaw | null {
  if (name.endsWith('.') && name.length > 1) {
    return {
      code: 'hostname.trailing-dot',
      message: `${quote(name)} ends with a dot.`,
      fix: `Write ${quote(normaliseHostname(name))}.`,
    };
  }
  if (/[A-Z]/.test(name)) {
    return {
      code: 'hostname.upper-case',
      message: `${quote(name)} has upper-case letters.`,
      fix: `Write ${quote(name.toLowerCase())}.`,
    };
  }
  if (name.includes('_')) return { code: 'hostname.underscore', message: `${quote(name)} has an underscore.` };
  if (name.length > 253) {
    return {
      code: 'hostname.too-long',
      message: `The hostname has ${name.length} characters, at most 253 are allowed.`,
    };
  }
  const labels = (name.startsWith('*.') ? name.slice(2) : name).split('.');
  const long = labels.find((part) => part.length > 63);
  if (long !== undefined) {
    return {
      code: 'hostname.label-too-long',
      message: `${quote(long)} has ${long.length} characters between two dots, at most 63 are allowed.`,
    };
  }
  if (name.includes('*') && (!name.startsWith('*.') || name.lastIndexOf('*') > 0 || labels[0] === '')) {
    return { code: 'hostname.wildcard', message: `${quote(name)} has its * in the wrong place.` };
  }
  return labels.every((part) => label.test(part))
    ? null
    : { code: 'hostname.malformed', message: `${quote(name)} is not a valid hostname.` };
}

/** An issue when a name lies in none of the zones and in no domain that the team has proven; names in any of no zones are free. */
export function checkZone(
  hostname: string,
  { zones, ownedNames = [] }: Pick<ValidationContext, 'zones' | 'ownedNames'>,
  path: Path,
): readonly Issue[] {
  if (zones.length === 0 || zones.some((zone) => isInZone(hostname, zone))) return [];
  if (ownedNames.some((name) => coversHostname(name, hostname))) return [];
  const places = zones.length === 1 ? `the zone ${zones[0]}` : `one of the zones ${zones.join(', ')}`;
  return [finding('hostname.outside-zone', path, `${quote(hostname)} is not in ${places}.`)];
}
