import type { RequestRedirect } from '../gateway-api/filters.ts';
import { isPlainObject, objects, text } from '../gateway-api/hostile.ts';
import { intersectHostnames } from '../gateway-api/hostname.ts';
import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import type { Issue, Path } from '../outcome.ts';
import { flawOfHostname } from './check-hostname.ts';
import { finding, quote } from './finding.ts';
import { checkPathChange, keepsPath, matchesOf, pathTypeOf, pathValueOf, trimmedPrefix } from './path-change.ts';
import type { RulePlace, RuleScope } from './rule-scope.ts';

/** Judges a redirect: its parts, and whether it leads back to where the request came from. */
export function checkRedirect(
  redirect: RequestRedirect | undefined,
  path: Path,
  place: RulePlace,
  scope: RuleScope,
): readonly Issue[] {
  if (!isPlainObject(redirect)) return [];
  const flaws = [...checkParts(redirect, path), ...checkPathChange(redirect.path, [...path, 'path'], place.rule)];
  const address = flaws.length > 0 ? null : addressOfCircle(redirect, place, scope);
  if (address === null) return flaws;
  return [finding('redirect.to-itself', path, `Requests for ${address} are sent back to the same address.`)];
}

function checkParts(redirect: RequestRedirect, path: Path): readonly Issue[] {
  const { hostname, port, scheme, statusCode } = redirect;
  const parts: readonly [string, unknown, boolean, string][] = [
    ['scheme', scheme, scheme === 'http' || scheme === 'https', 'neither http nor https'],
    ['hostname', hostname, isFullName(hostname), 'not a full hostname'],
    ['port', port, typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536, 'not a port'],
    ['statusCode', statusCode, [301, 302, 303, 307, 308].includes(Number(statusCode)), 'not the code of a redirect'],
  ];
  return parts.flatMap(([field, value, isGood, words]) =>
    value === undefined || value === null || isGood
      ? []
      : [finding('redirect.value-malformed', [...path, field], `${quote(value)} is ${words}.`)],
  );
}

/** Whether a value is a hostname without wildcard. @see Gateway API v1, PreciseHostname */
export function isFullName(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('*') && flawOfHostname(value) === null;
}

/**
 * An address whose requests come back to it, or null when none certainly does. A name that only a wildcard covers does not count:
 * another route may serve that name.
 */
function addressOfCircle(redirect: RequestRedirect, place: RulePlace, scope: RuleScope): string | null {
  const pathOfCircle = circlingPath(redirect, place);
  if (pathOfCircle === null) return null;
  const { path } = pathOfCircle;
  const hostnames = scope.hostnames.length === 0 ? [''] : scope.hostnames;
  for (const hostname of hostnames) {
    if (!pathOfCircle.isSure && Object.hasOwn(scope.context.otherHostnames, hostname)) continue;
    if (scope.chosen === null) {
      const isSame = !redirect.scheme && !redirect.port && isSameHost(redirect, hostname);
      if (isSame) return `${hostname || 'any hostname'}${path}`;
      continue;
    }
    for (const listener of scope.chosen) {
      const served = intersectHostnames(listener.hostname ?? '', hostname);
      if (served === null || !isSameHost(redirect, served) || !isSameOrigin(redirect, listener)) continue;
      return `${schemeOf(listener)}://${served || 'any hostname'}:${listener.port}${path}`;
    }
  }
  return null;
}

function isSameHost(redirect: RequestRedirect, hostname: string): boolean {
  return !redirect.hostname || redirect.hostname === hostname;
}

/** @see Gateway API v1, HTTPRequestRedirectFilter.port: without a port the scheme's own, without a scheme the listener's */
function isSameOrigin(redirect: RequestRedirect, listener: ListenerChoice): boolean {
  const scheme = schemeOf(listener);
  if (redirect.scheme && redirect.scheme !== scheme) return false;
  const port = redirect.port ?? (redirect.scheme ? (redirect.scheme === 'https' ? 443 : 80) : listener.port);
  return port === listener.port;
}

function schemeOf(listener: ListenerChoice): string {
  return listener.protocol === 'HTTPS' || listener.protocol === 'TLS' ? 'https' : 'http';
}

/** The path of requests that keep it; `isSure` where no other rule or route can take the new request instead. */
function circlingPath(redirect: RequestRedirect, { rule, siblings }: RulePlace) {
  if (keepsPath(redirect.path, rule)) return { path: '', isSure: true };
  const full = text(redirect.path?.replaceFullPath);
  if (redirect.path?.type !== 'ReplaceFullPath' || full === undefined || !/^\/[^?#]*$/.test(full)) return null;
  const matches = matchesOf(rule);
  if (matches.some((match) => pathTypeOf(match) === 'Exact' && pathValueOf(match) === full && isPathOnly(match))) {
    return { path: full, isSure: true };
  }
  const others = siblings.filter((one) => one !== rule).flatMap(matchesOf);
  const mayBeTaken = others.some(
    (match) => pathTypeOf(match) === 'RegularExpression' || isUnder(full, pathValueOf(match)),
  );
  const isTaken = matches.some(
    (match) => pathTypeOf(match) === 'PathPrefix' && isUnder(full, pathValueOf(match)) && isPathOnly(match),
  );
  return isTaken && !mayBeTaken ? { path: full, isSure: false } : null;
}

function isPathOnly(match: ReturnType<typeof matchesOf>[number]): boolean {
  return objects(match.headers).length === 0 && objects(match.queryParams).length === 0 && !match.method;
}

function isUnder(path: string, prefix: string): boolean {
  const trimmed = trimmedPrefix(prefix);
  return path === trimmed || path.startsWith(`${trimmed}/`);
}
