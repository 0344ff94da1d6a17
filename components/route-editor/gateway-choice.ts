import { parentName } from '@/lib/gateway-api/attachment.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import type { HttpRoute, ParentRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import type { Edit } from './editor-state.ts';

/** What a route can attach to as a whole, a Gateway or a ListenerSet, with its listeners. */
export type ParentChoice = {
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly listeners: readonly ListenerChoice[];
};

const parentsPath: Path = ['spec', 'parentRefs'];

/** Listeners by what holds them, in the order in which they come: those that would take the route first. */
export function parentChoices(choices: readonly ListenerChoice[]): readonly ParentChoice[] {
  const byKey = new Map<string, ParentChoice>();
  for (const choice of choices) {
    const owner = choice.listenerSet ?? choice.gateway;
    const kind = choice.listenerSet ? 'ListenerSet' : 'Gateway';
    const key = `${kind} ${owner.namespace}/${owner.name}`;
    const known = byKey.get(key);
    byKey.set(key, { key, kind, ...owner, listeners: [...(known?.listeners ?? []), choice] });
  }
  return [...byKey.values()];
}

/** How a route is attached to one parent: not, to every listener that fits, or to some by name. */
export function attachmentTo(parent: ParentChoice, draft: HttpRoute): 'none' | 'all' | readonly string[] {
  const refs = refsTo(parent, draft);
  if (refs.length === 0) return 'none';
  if (refs.some(({ ref }) => ref.sectionName === undefined)) return 'all';
  return refs.flatMap(({ ref }) => ref.sectionName ?? []);
}

/** The edits that attach a route to every listener of a parent, or take it off. */
export function toggleParent(parent: ParentChoice, draft: HttpRoute): readonly Edit[] {
  const isAll = attachmentTo(parent, draft) === 'all';
  const removals = removalsOf(refsTo(parent, draft));
  return isAll ? removals : [...removals, append(draft, removals.length, refOf(parent, draft))];
}

/** The edits that choose or leave one listener. A parent is named either as a whole or by listeners, never both. */
export function toggleListener(parent: ParentChoice, listener: string, draft: HttpRoute): readonly Edit[] {
  const refs = refsTo(parent, draft);
  const chosen = refs.filter(({ ref }) => ref.sectionName === listener);
  if (chosen.length > 0) return removalsOf(chosen);
  const whole = removalsOf(refs.filter(({ ref }) => ref.sectionName === undefined));
  return [...whole, append(draft, whole.length, { ...refOf(parent, draft), sectionName: listener })];
}

/** The parentRefs that attach a new route to what would take it: the first parent with a fitting listener, as a whole. */
export function defaultParents(choices: readonly ListenerChoice[], namespace: string): readonly ParentRef[] {
  const parent = parentChoices(choices.filter((choice) => choice.wouldAccept))[0];
  return parent ? [parentRef(parent, namespace)] : [];
}

type IndexedRef = { readonly ref: ParentRef; readonly index: number };

function refsTo(parent: ParentChoice, draft: HttpRoute): readonly IndexedRef[] {
  const namespace = draft.metadata.namespace ?? '';
  return objects(draft.spec?.parentRefs)
    .map((ref, index) => ({ ref, index }))
    .filter(({ ref }) => {
      const owner = parentName(ref, namespace);
      return owner.kind === parent.kind && owner.namespace === parent.namespace && owner.name === parent.name;
    });
}

function removalsOf(refs: readonly IndexedRef[]): readonly Edit[] {
  return refs
    .map(({ index }) => index)
    .toSorted((a, b) => b - a)
    .map((index) => ({ op: 'remove', path: [...parentsPath, index] }));
}

function append(draft: HttpRoute, removed: number, value: ParentRef): Edit {
  return { op: 'insert', path: [...parentsPath, objects(draft.spec?.parentRefs).length - removed], value };
}

function refOf(parent: ParentChoice, draft: HttpRoute): ParentRef {
  return parentRef(parent, draft.metadata.namespace ?? '');
}

function parentRef(parent: ParentChoice, routeNamespace: string): ParentRef {
  return {
    ...(parent.kind === 'Gateway' ? {} : { kind: parent.kind }),
    ...(parent.namespace === routeNamespace ? {} : { namespace: parent.namespace }),
    name: parent.name,
  };
}
