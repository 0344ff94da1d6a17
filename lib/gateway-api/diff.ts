import type { Path } from '../outcome.ts';
import { diffLists } from './diff-lists.ts';
import { diffRules } from './diff-rules.ts';
import { diffValues, showValue } from './diff-values.ts';
import { isSame } from './document.ts';
import { asText, isPlainObject, objects, stringEntries, text } from './hostile.ts';
import type { HttpRoute, ParentRef } from './objects.ts';
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
    ...orElse(before.spec?.hostnames, after.spec?.hostnames, ['spec', 'hostnames'], 'The hostnames changed', () =>
      diffLists(before.spec?.hostnames, after.spec?.hostnames, {
        path: ['spec', 'hostnames'],
        toKey: asText,
        toLabel: (name) => `hostname ${asText(name)}`,
      }),
    ),
    ...orElse(before.spec?.parentRefs, after.spec?.parentRefs, ['spec', 'parentRefs'], 'The Gateways changed', () =>
      diffLists(objects(before.spec?.parentRefs), objects(after.spec?.parentRefs), {
        path: ['spec', 'parentRefs'],
        toKey: parentKey,
        toLabel: parentLabel,
      }),
    ),
    ...orElse(before.spec?.rules, after.spec?.rules, ['spec', 'rules'], 'The rules changed', () =>
      diffRules(objects(before.spec?.rules), objects(after.spec?.rules)),
    ),
    ...diffRest(before.spec, after.spec, ['spec'], ['hostnames', 'parentRefs', 'rules']),
    ...diffRest(before, after, [], ['apiVersion', 'kind', 'metadata', 'spec', 'status']),
  ];
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
  return orElse(before ?? {}, after ?? {}, path, `The ${word}s changed`, () => {
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

/** The detailed changes of a part, or one plain change where the details see none although the part differs. */
function orElse(
  before: unknown,
  after: unknown,
  path: Path,
  fallback: string,
  details: () => readonly RouteChange[],
): readonly RouteChange[] {
  if (isSame(before, after)) return [];
  const changes = details();
  return changes.length > 0 ? changes : [{ path, kind: 'changed', text: fallback, before, after }];
}

function parentKey(ref: ParentRef): string {
  return JSON.stringify([ref.group, ref.kind ?? 'Gateway', ref.namespace, ref.name, ref.sectionName, ref.port]);
}

function parentLabel(ref: ParentRef): string {
  const section = text(ref.sectionName);
  const owner = `${text(ref.kind) ?? 'Gateway'} ${text(ref.name) ?? '?'}`;
  return section === undefined ? owner : `listener ${section} of ${owner}`;
}
