/**
 * The hostname on which a route is served by one listener.
 *
 * @param listener `Listener.hostname`; undefined or empty offers every name
 * @param route one of `HTTPRoute.spec.hostnames`; undefined or empty takes every name
 * @returns the narrower one in lower case, `''` when both sides take every name, or null when no request fits both
 * @see Gateway API v1, HTTPRouteSpec.hostnames
 */
export function intersectHostnames(listener: string | undefined, route: string | undefined): string | null {
  const left = normaliseHostname(listener ?? '');
  const right = normaliseHostname(route ?? '');
  if (coversHostname(left, right)) return right;
  if (coversHostname(right, left)) return left;
  return null;
}

/**
 * Whether every request for `name` is also one for `pattern`: `*.a.test` covers `x.a.test`, `x.y.a.test` and `*.x.a.test`, but
 * not `a.test`. An empty pattern covers everything.
 *
 * @see Gateway API v1, Listener.hostname: a wildcard is a suffix match over any number of labels
 */
export function coversHostname(pattern: string, name: string): boolean {
  if (pattern === '') return true;
  if (name === '') return false;
  if (!pattern.startsWith('*.')) return pattern === name;
  return name.length >= pattern.length && name.endsWith(pattern.slice(1));
}

/** Whether a hostname starts with the wildcard label. */
export function isWildcard(hostname: string): boolean {
  return hostname.startsWith('*.');
}

/** Lower case, without spaces around it and without the final dot: how DNS and Gateway API compare names. */
export function normaliseHostname(hostname: string): string {
  const name = hostname.trim().toLowerCase();
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/**
 * Whether a name lies in a DNS zone, the zone's apex included: `x.apps.test` and `*.apps.test` are in `apps.test`.
 */
export function isInZone(hostname: string, zone: string): boolean {
  const name = normaliseHostname(hostname);
  const suffix = normaliseHostname(zone);
  return suffix !== '' && (name === suffix || name.endsWith(`.${suffix}`));
}
