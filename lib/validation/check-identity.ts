import { externalDnsAnnotations, parseTtlSeconds, publishedNames } from '../gateway-api/external-dns.ts';
import { namespaceOf, stringEntries } from '../gateway-api/hostile.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { flawOfHostname } from './check-hostname.ts';
import type { ValidationContext } from './context.ts';
import { finding, quote } from './finding.ts';

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether a text is an RFC 1123 subdomain, as names of routes and of rules are. */
export function isSubdomain(name: string): boolean {
  return name.length <= 253 && subdomain.test(name);
}

/** Judges name and namespace of a draft. */
export function checkIdentity(draft: HttpRoute, context: ValidationContext): readonly Issue[] {
  return [...checkName(draft, context), ...checkNamespace(draft, context)];
}

function checkName(draft: HttpRoute, context: ValidationContext): readonly Issue[] {
  const { name } = draft.metadata;
  const path: Path = ['metadata', 'name'];
  if (typeof name !== 'string' || name === '') return [finding('route.name-missing', path, 'The route has no name.')];
  if (name.length > 253) {
    return [finding('route.name-malformed', path, `The name has ${name.length} characters, at most 253 are allowed.`)];
  }
  if (!subdomain.test(name)) {
    const better = betterName(name);
    const fix = better === null ? undefined : `Use ${quote(better)}.`;
    return [finding('route.name-malformed', path, `${quote(name)} is not a valid name.`, fix)];
  }
  if (!context.existingNames.includes(`${namespaceOf(draft)}/${name}`)) return [];
  return [finding('route.name-taken', path, `There is already a route ${quote(name)} in ${namespaceOf(draft)}.`)];
}

/** A name of the same words that Kubernetes takes; null when nothing is left of it. */
export function betterName(name: string): string | null {
  const better = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/-*\.[-.]*/g, '.')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return isSubdomain(better) ? better : null;
}

function checkNamespace(draft: HttpRoute, context: ValidationContext): readonly Issue[] {
  const { namespace } = draft.metadata;
  const path: Path = ['metadata', 'namespace'];
  if (typeof namespace !== 'string' || namespace === '') {
    return [finding('route.namespace-missing', path, 'The route has no namespace.')];
  }
  if (namespace.length > 63 || !label.test(namespace)) {
    return [finding('route.namespace-malformed', path, `${quote(namespace)} is not a valid namespace.`)];
  }
  if (context.namespaces === null || context.namespaces.includes(namespace)) return [];
  return [finding('route.namespace-not-yours', path, `Your team has no namespace ${quote(namespace)}.`)];
}

const knownSources = ['annotation-only', 'defined-hosts-only'];

/** Judges the annotations that ExternalDNS reads, and those that it does not read any more. */
export function checkAnnotations(draft: HttpRoute, context: ValidationContext): readonly Issue[] {
  const names = externalDnsAnnotations(context.annotationPrefix);
  const annotations = new Map(stringEntries(draft.metadata.annotations));
  const at = (key: string): Path => ['metadata', 'annotations', key];
  const ttl = annotations.get(names.ttl);
  const source = annotations.get(names.hostnameSource);
  const hostnames = (annotations.get(names.hostname) ?? '').split(',').map((name) => name.trim());
  const malformed = hostnames.filter((name) => name !== '' && flawOfHostname(name) !== null);
  const { unread } = publishedNames(draft, context.annotationPrefix);
  return [
    ...(ttl !== undefined && parseTtlSeconds(ttl) === null
      ? [finding('dns.ttl-malformed', at(names.ttl), `${quote(ttl)} is no TTL.`)]
      : []),
    ...malformed.map((name) =>
      finding('dns.hostname-malformed', at(names.hostname), `${quote(name)} is not a valid hostname.`),
    ),
    ...(source !== undefined && !knownSources.includes(source.toLowerCase())
      ? [finding('dns.source-unknown', at(names.hostnameSource), `${quote(source)} is not a source of names.`)]
      : []),
    ...unread.map((key) =>
      finding(
        'dns.annotation-unread',
        at(key),
        `The running ExternalDNS does not read ${key}.`,
        `Use ${context.annotationPrefix}${key.split('/')[1] ?? ''}.`,
      ),
    ),
  ];
}
