import type { Path } from '../outcome.ts';
import { alphaAnnotationPrefix, externalDnsAnnotations } from './external-dns.ts';
import { isPlainObject, text } from './hostile.ts';
import { serverWrittenMetadata } from './server-fields.ts';

/** What the form has a control for: a whole value, the fields of an object, the entries of a list, or what an entry's `type` says. */
type FormPart =
  | 'edited'
  | { readonly fields: Readonly<Record<string, FormPart>> }
  | { readonly entries: FormPart }
  | { readonly byType: Readonly<Record<string, FormPart>> };

const pathMatch: FormPart = { fields: { type: 'edited', value: 'edited' } };
const namedMatches: FormPart = { entries: { fields: { type: 'edited', name: 'edited', value: 'edited' } } };

const parentRef: FormPart = {
  fields: {
    group: 'edited',
    kind: 'edited',
    namespace: 'edited',
    name: 'edited',
    sectionName: 'edited',
    port: 'edited',
  },
};

const reference = { group: 'edited', kind: 'edited', name: 'edited', namespace: 'edited', port: 'edited' } as const;
const headers: FormPart = { entries: { fields: { name: 'edited', value: 'edited' } } };
const headerModifier: FormPart = { fields: { set: headers, add: headers, remove: 'edited' } };
const pathModifier: FormPart = { fields: { type: 'edited', replaceFullPath: 'edited', replacePrefixMatch: 'edited' } };

/** A filter carries the field of its type; one of another type beside it has no control, nor has an unknown type. */
const filters: FormPart = {
  entries: {
    byType: {
      RequestHeaderModifier: filterWith('requestHeaderModifier', headerModifier),
      ResponseHeaderModifier: filterWith('responseHeaderModifier', headerModifier),
      RequestRedirect: filterWith('requestRedirect', {
        fields: { scheme: 'edited', hostname: 'edited', port: 'edited', statusCode: 'edited', path: pathModifier },
      }),
      URLRewrite: filterWith('urlRewrite', { fields: { hostname: 'edited', path: pathModifier } }),
      RequestMirror: filterWith('requestMirror', {
        fields: {
          backendRef: { fields: reference },
          percent: 'edited',
          fraction: { fields: { numerator: 'edited', denominator: 'edited' } },
        },
      }),
      CORS: filterWith('cors', {
        fields: {
          allowOrigins: 'edited',
          allowMethods: 'edited',
          allowHeaders: 'edited',
          exposeHeaders: 'edited',
          allowCredentials: 'edited',
          maxAge: 'edited',
        },
      }),
      ExtensionRef: filterWith('extensionRef', { fields: { group: 'edited', kind: 'edited', name: 'edited' } }),
    },
  },
};

function filterWith(member: string, form: FormPart): FormPart {
  return { fields: { type: 'edited', [member]: form } };
}

const backendRef: FormPart = { fields: { ...reference, weight: 'edited', filters } };

const rule: FormPart = {
  fields: {
    name: 'edited',
    matches: {
      entries: {
        fields: { path: pathMatch, headers: namedMatches, queryParams: namedMatches, method: 'edited' },
      },
    },
    filters,
    timeouts: { fields: { request: 'edited', backendRequest: 'edited' } },
    retry: { fields: { attempts: 'edited', codes: 'edited', backoff: 'edited' } },
    sessionPersistence: {
      fields: {
        type: 'edited',
        sessionName: 'edited',
        absoluteTimeout: 'edited',
        idleTimeout: 'edited',
        cookieConfig: { fields: { lifetimeType: 'edited' } },
      },
    },
    backendRefs: { entries: backendRef },
  },
};

/**
 * Paths that no control of the route form edits, the shallowest first of each branch: they are listed as "kept, not
 * editable here" and survive every edit. What the server writes (status, uid, managedFields) is not listed.
 *
 * @param annotationPrefix the prefix that the running ExternalDNS reads: annotations under another one are kept
 */
export function keptPaths(doc: unknown, annotationPrefix: string = alphaAnnotationPrefix): Path[] {
  return keptIn(doc, formOf(annotationPrefix), []);
}

function formOf(annotationPrefix: string): FormPart {
  const metadata: Record<string, FormPart> = { name: 'edited', namespace: 'edited' };
  for (const key of serverWrittenMetadata) metadata[key] = 'edited';
  const annotations: Record<string, FormPart> = {};
  for (const key of Object.values(externalDnsAnnotations(annotationPrefix))) annotations[key] = 'edited';
  return {
    fields: {
      apiVersion: 'edited',
      kind: 'edited',
      status: 'edited',
      metadata: { fields: { ...metadata, annotations: { fields: annotations } } },
      spec: { fields: { parentRefs: { entries: parentRef }, hostnames: 'edited', rules: { entries: rule } } },
    },
  };
}

function keptIn(value: unknown, form: FormPart | undefined, path: Path): Path[] {
  if (value === undefined || value === null || form === 'edited') return [];
  if (form === undefined) return [path];
  if ('entries' in form) {
    if (!Array.isArray(value)) return [path];
    return value.flatMap((entry: unknown, index) => keptIn(entry, form.entries, [...path, index]));
  }
  if (!isPlainObject(value)) return [path];
  if ('byType' in form) {
    const type = text(value.type) ?? '';
    return keptIn(value, Object.hasOwn(form.byType, type) ? form.byType[type] : undefined, path);
  }
  return Object.keys(value).flatMap((key) =>
    keptIn(value[key], Object.hasOwn(form.fields, key) ? form.fields[key] : undefined, [...path, key]),
  );
}
