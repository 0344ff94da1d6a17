import { getAt } from '@/lib/gateway-api/document.ts';
import { isPlainObject } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { filterKinds, isFilterType } from './filter-kinds.ts';

const fields: Readonly<Record<string, readonly string[]>> = {
  requestHeaderModifier: ['set.*', 'add.*', 'remove.*'],
  responseHeaderModifier: ['set.*', 'add.*', 'remove.*'],
  requestRedirect: [
    'statusCode',
    'scheme',
    'hostname',
    'port',
    'path',
    'path.replaceFullPath',
    'path.replacePrefixMatch',
  ],
  urlRewrite: ['hostname', 'path', 'path.replaceFullPath', 'path.replacePrefixMatch'],
  requestMirror: ['backendRef', 'percent', 'fraction', 'fraction.numerator', 'fraction.denominator'],
  cors: [
    'allowOrigins',
    'allowOrigins.*',
    'allowMethods',
    'allowHeaders',
    'allowHeaders.*',
    'exposeHeaders',
    'exposeHeaders.*',
    'allowCredentials',
    'maxAge',
  ],
  extensionRef: ['group', 'kind', 'name'],
};

/** Where findings about the filters of one list have a place, as patterns below that list. */
export const filterAnchors: readonly string[] = [
  '*',
  ...Object.entries(fields).flatMap(([member, names]) => names.map((name) => `*.${member}.${name}`)),
];

/** Whether the filter around a path has the editor of its type on the form: another type's field is kept and has no control. */
export function hasFilterEditor(path: Path, doc: unknown): boolean {
  const at = path.lastIndexOf('filters');
  const member = path[at + 2];
  if (at < 0 || member === undefined) return true;
  const filter = getAt(doc, path.slice(0, at + 2));
  return isPlainObject(filter) && isFilterType(filter.type) && filterKinds[filter.type].member === member;
}
