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
  const refs = refsOf(draft).filter((ref) => isTo(parent, ref, draft));
  if (refs.length === 0) return 'none';
  if (refs.some((ref) => ref.sectionName === undefined)) return 'all';
  return refs.flatMap((ref) => ref.sectionName ?? []);
}

/** The edit that attaches a route to every listener of a parent, or takes it off. */
export function toggleParent(parent: ParentChoice, draft: HttpRoute): Edit {
  const others = refsOf(draft).filter((ref) => !isTo(parent, ref, draft));
  return write(attachmentTo(parent, draft) === 'all' ? others : [...others, refOf(parent, draft)]);
}

/** The edit that chooses or leaves one listener. A parent is named either as a whole or by listeners, never both. */
export function toggleListener(parent: ParentChoice, listener: string, draft: HttpRoute): Edit {
  const isChosen = (ref: ParentRef) => isTo(parent, ref, draft) && ref.sectionName === listener;
  const refs = refsOf(draft);
  if (refs.some(isChosen)) return write(refs.filter((ref) => !isChosen(ref)));
  const others = refs.filter((ref) => !isTo(parent, ref, draft) || ref.sectionName !== undefined);
  return write([...others, { ...refOf(parent, draft), sectionName: listener }]);
}

/** The parentRefs that attach a new route to what would take it: the first parent with a fitting listener, as a whole. */
export function defaultParents(choices: readonly ListenerChoice[], namespace: string): readonly ParentRef[] {
  const parent = parentChoices(choices.filter((choice) => choice.wouldAccept))[0];
  return parent ? [parentRef(parent, namespace)] : [];
}

/** What a listener takes, in words. */
export function listenerWords({ protocol, port, hostname }: ListenerChoice): string {
  return `${protocol} on port ${port} · ${hostname ?? 'every name'}`;
}

function refsOf(draft: HttpRoute): readonly ParentRef[] {
  return objects(draft.spec?.parentRefs);
}

function isTo(parent: ParentChoice, ref: ParentRef, draft: HttpRoute): boolean {
  const owner = parentName(ref, draft.metadata.namespace ?? '');
  return owner.kind === parent.kind && owner.namespace === parent.namespace && owner.name === parent.name;
}

/** The whole list at once, so that it keeps its place in the document; refs that stay are the same objects. */
function write(refs: readonly ParentRef[]): Edit {
  return { op: 'set', path: parentsPath, value: refs.length > 0 ? refs : undefined };
}

function refOf(parent: ParentChoice, draft: HttpRoute): ParentRef {
  return parentRef(parent, draft.metadata.namespace ?? '');
}

function parentRef(parent: ParentChoice, routeNamespace: string): ParentRef {
  return {
    ...(parent.kind === 'Gateway' ? {} : { kind: parent.kind }),
    name: parent.name,
    ...(parent.namespace === routeNamespace ? {} : { namespace: parent.namespace }),
  };
}
