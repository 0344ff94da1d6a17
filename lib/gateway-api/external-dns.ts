import { stringEntries, strings } from './hostile.ts';
import { coversHostname, normaliseHostname } from './hostname.ts';
import type { HttpRoute } from './objects.ts';

/** Read by ExternalDNS up to 0.21; also what is taken where nobody says which one the running version reads. */
export const alphaAnnotationPrefix = 'external-dns.alpha.kubernetes.io/';
/** Read by ExternalDNS from 0.22 on, which no longer reads the alpha one. */
export const stableAnnotationPrefix = 'external-dns.kubernetes.io/';

/** Full names of the annotations that an HTTPRoute may carry. `target` is not among them: routes' is ignored. */
export type ExternalDnsAnnotations = {
  readonly hostname: string;
  readonly ttl: string;
  readonly hostnameSource: string;
  readonly controller: string;
};

/**
 * The annotations' names under one prefix, with or without its final slash.
 *
 * @see ExternalDNS docs/annotations/annotations.md
 */
export function externalDnsAnnotations(prefix: string): ExternalDnsAnnotations {
  const start = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return {
    hostname: `${start}hostname`,
    ttl: `${start}ttl`,
    hostnameSource: `${start}gateway-hostname-source`,
    controller: `${start}controller`,
  };
}

/** What ExternalDNS makes of a route's annotations. */
export type PublishedNames = {
  /** Names that get a record, without doubles; a name without a listener is not judged here. */
  readonly names: readonly string[];
  /** Hostnames of the route that get no record because of `gateway-hostname-source` or `controller`. */
  readonly leftOut: readonly string[];
  readonly ttlSeconds: number | null;
  /** Another controller than `dns-controller` is named: ExternalDNS leaves the route alone. */
  readonly ignored: boolean;
  /** Annotations under the other prefix, which the running version does not read. */
  readonly unread: readonly string[];
};

/**
 * The names that ExternalDNS would publish for an accepted route.
 *
 * `gateway-hostname-source: annotation-only` takes the annotation's names alone, `defined-hosts-only` those of the spec alone;
 * anything else takes both.
 *
 * @param prefix the prefix that the running version reads
 * @see ExternalDNS source/gateway.go, `hosts`
 */
export function publishedNames(route: HttpRoute, prefix: string): PublishedNames {
  const names = externalDnsAnnotations(prefix);
  const annotations = new Map(stringEntries(route.metadata.annotations));
  const annotated = splitList(annotations.get(names.hostname));
  const specified = strings(route.spec?.hostnames).map(normaliseHostname);
  const source = annotations.get(names.hostnameSource)?.trim().toLowerCase();
  const controller = annotations.get(names.controller);
  const ignored = controller !== undefined && controller !== 'dns-controller';
  const wanted =
    source === 'annotation-only'
      ? annotated
      : source === 'defined-hosts-only'
        ? specified
        : [...specified, ...annotated];
  const published = ignored ? [] : [...new Set(wanted)];
  return {
    names: published,
    leftOut: specified.filter((name) => !published.some((other) => coversHostname(other, name))),
    ttlSeconds: parseTtlSeconds(annotations.get(names.ttl)),
    ignored,
    unread: unreadAnnotations([...annotations.keys()], names),
  };
}

/**
 * Seconds of a `ttl` annotation: a number of seconds (`300`) or a Go duration (`5m`, `1h30m`). Null when absent,
 * malformed, or out of the range 1 to 2147483647, which ExternalDNS ignores.
 *
 * @see ExternalDNS source/annotations/processors.go, `TTLFromAnnotations`
 */
export function parseTtlSeconds(ttl: string | undefined): number | null {
  const value = ttl?.trim();
  if (!value) return null;
  const seconds = /^\d{1,10}$/.test(value) ? Number(value) : goDurationSeconds(value);
  return seconds !== null && seconds >= 1 && seconds <= 2_147_483_647 ? seconds : null;
}

const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
]);

function goDurationSeconds(value: string): number | null {
  if (!/^(\d{1,10}(\.\d{1,9})?(h|ms|m|s))+$/.test(value)) return null;
  const parts = value.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g);
  return Math.floor(
    [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds.get(unit ?? '') ?? 0), 0),
  );
}

function splitList(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((name) => normaliseHostname(name.replaceAll(/\s/g, '')))
    .filter((name) => name !== '');
}

function unreadAnnotations(keys: readonly string[], read: ExternalDnsAnnotations): readonly string[] {
  const known = [alphaAnnotationPrefix, stableAnnotationPrefix].flatMap((prefix) =>
    Object.values(externalDnsAnnotations(prefix)),
  );
  const readKeys = new Set<string>(Object.values(read));
  return keys.filter((key) => known.includes(key) && !readKeys.has(key));
}
