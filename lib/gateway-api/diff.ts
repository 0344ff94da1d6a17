import type { Path } from '../outcome.ts';
import { orElse, type Sides } from './diff-fields.ts';
import { diffLists } from './diff-lists.ts';
import { diffParents } from './diff-parents.ts';
import { diffRules } from './diff-rules.ts';
import { diffValues, showValue } from './diff-values.ts';
import { asText, isPlainObject, objects, stringEntries } from './hostile.ts';
import type { HttpRoute, HttpRouteSpec } from './objects.ts';
import type { RouteChange } from './route-change.ts';
import { serverWrittenMetadata } from './server-fields.ts';

/**
 * What changes from one version of a route to another, in the domain's language. What the server writes (status, managedFields,
 * generation, …) does not count. Empty exactly when the rest is the same; a reordering is a `moved`, not a rewrite.
 *
 * Paths of what is added, changed or moved point into `after`, those of what is removed into `before`.
 */
export function diffRoutes(before: HttpRoute, after: HttpRoute): readonly RouteChange[] {
  return [
    ...diffKindAndName(before, after),
    ...diffMap('label', before.metadata.labels, after.metadata.labels, ['metadata', 'labels']),
    ...diffMap('annotation', before.metadata.annotations, after.metadata.annotations, ['metadata', 'annotations']),
    ...diffRest(before.metadata, after.metadata, ['metadata'], [...serverWrittenMetadata, ...shownMetadata]),
    ...orElse('The hostnames changed', sidesOf(before, after, 'hostnames'), () =>
      diffLists(before.spec?.hostnames, after.spec?.hostnames, {
        path: ['spec', 'hostnames'],
        toKey: asText,
        toLabel: (name) => `hostname ${asText(name)}`,
      }),
    ),
    ...diffParents(sidesOf(before, after, 'parentRefs')),
    ...orElse('The rules changed', sidesOf(before, after, 'rules'), () =>
      diffRules(objects(before.spec?.rules), objects(after.spec?.rules)),
    ),
    ...diffRest(before.spec, after.spec, ['spec'], ['hostnames', 'parentRefs', 'rules']),
    ...diffRest(before, after, [], ['apiVersion', 'kind', 'metadata', 'spec', 'status']),
  ];
}

/** One field of the specs of two routes. */
function sidesOf(before: HttpRoute, after: HttpRoute, field: keyof HttpRouteSpec): Sides {
  return { before: before.spec?.[field], after: after.spec?.[field], path: ['spec', field] };
}

const shownMetadata = ['name', 'namespace', 'labels', 'annotations'];

function diffKindAndName(before: HttpRoute, after: HttpRoute): readonly RouteChange[] {
  return [
    ...diffValues('apiVersion', before.apiVersion, after.apiVersion, ['apiVersion']),
    ...diffValues('kind', before.kind, after.kind, ['kind']),
    ...diffValues('the name', before.metadata.name, after.metadata.name, ['metadata', 'name']),
    ...diffValues('the namespace', before.metadata.namespace, after.metadata.namespace, ['metadata', 'namespace']),
  ];
}

function diffMap(word: string, before: unknown, after: unknown, path: Path): readonly RouteChange[] {
  return orElse(`The ${word}s changed`, { before: before ?? {}, after: after ?? {}, path }, () => {
    const old = new Map(stringEntries(before));
    const now = new Map(stringEntries(after));
    const keys = [...new Set([...old.keys(), ...now.keys()])];
    return keys.flatMap((key): RouteChange[] => {
      const [was, is] = [old.get(key), now.get(key)];
      const at = [...path, key];
      if (was === is) return [];
      if (was === undefined)
        return [{ path: at, kind: 'added', text: `${word} ${key} added: ${showValue(is)}`, after: is }];
      if (is === undefined) return [{ path: at, kind: 'removed', text: `${word} ${key} removed`, before: was }];
      const text = `${word} ${key} is ${showValue(is)} instead of ${showValue(was)}`;
      return [{ path: at, kind: 'changed', text, before: was, after: is }];
    });
  });
}

/** Fields that no other part compares, so that nothing can change unseen. */
function diffRest(before: unknown, after: unknown, path: Path, shown: readonly string[]): readonly RouteChange[] {
  const old = isPlainObject(before) ? before : {};
  const now = isPlainObject(after) ? after : {};
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !shown.includes(key));
  return keys.flatMap((key) => diffValues(key, old[key], now[key], [...path, key]));
}
