import { parentName } from '@/lib/gateway-api/attachment.ts';
import { objects, strings } from '@/lib/gateway-api/hostile.ts';
import { coversHostname, intersectHostnames, normaliseHostname } from '@/lib/gateway-api/hostname.ts';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import type { HttpRoute, ParentRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import type { Edit } from './editor-state.ts';

const parentsPath: Path = ['spec', 'parentRefs'];

/**
 * The listener that a claimed hostname has of its own: with the very name, or else the wildcard that covers it; that for HTTPS where
 * there are two, because HTTP only leads there. Null where the name has none, or none yet.
 */
export function ownListener(hostname: string, choices: readonly ListenerChoice[]): ListenerChoice | null {
  const name = normaliseHostname(hostname);
  const own = choices.filter((choice) => choice.wouldAccept && isOfItsOwn(choice, name));
  const exact = own.filter((choice) => choice.hostname === name);
  const fitting = exact.length > 0 ? exact : own;
  return fitting.find(({ protocol }) => protocol === 'HTTPS') ?? fitting[0] ?? null;
}

/** A listener that is there for one claim: in a ListenerSet, or with exactly this name. */
function isOfItsOwn(choice: ListenerChoice, name: string): boolean {
  if (choice.hostname === null) return false;
  return choice.listenerSet === null ? choice.hostname === name : coversHostname(choice.hostname, name);
}

/** Whether a route asks for a listener, by its name or with all of its parent's. */
export function isAttachedTo(choice: ListenerChoice, draft: HttpRoute): boolean {
  return refsOf(draft).some((ref) => isTo(choice, ref, draft));
}

/** The edits that bring a route to the hostname's own listener; none where it has none or is there already. */
export function attachTo(hostname: string, draft: HttpRoute, choices: readonly ListenerChoice[]): readonly Edit[] {
  const own = ownListener(hostname, choices);
  if (own === null || isAttachedTo(own, draft)) return [];
  return [write([...refsOf(draft), own.parentRef])];
}

/** The edits that take a route off the listener of a hostname that it gives up, unless another of its names needs it. */
export function detachFrom(hostname: string, draft: HttpRoute, choices: readonly ListenerChoice[]): readonly Edit[] {
  const own = ownListener(hostname, choices);
  if (own === null || own.hostname === null) return [];
  const { hostname: served } = own;
  const others = strings(draft.spec?.hostnames).filter((other) => other !== hostname);
  const isNeeded = others.some((other) => intersectHostnames(served, other) !== null);
  const refs = refsOf(draft);
  const kept = refs.filter((ref) => !isTo(own, ref, draft));
  return isNeeded || kept.length === refs.length ? [] : [write(kept)];
}

function refsOf(draft: HttpRoute): readonly ParentRef[] {
  return objects(draft.spec?.parentRefs);
}

function isTo(choice: ListenerChoice, ref: ParentRef, draft: HttpRoute): boolean {
  const owner = choice.listenerSet ?? choice.gateway;
  const named = parentName(ref, draft.metadata.namespace ?? '');
  return (
    named.kind === (choice.listenerSet ? 'ListenerSet' : 'Gateway') &&
    named.namespace === owner.namespace &&
    named.name === owner.name &&
    (ref.sectionName === undefined || ref.sectionName === choice.listener)
  );
}

/** The whole list at once, so that it keeps its place in the document; refs that stay are the same objects. */
function write(refs: readonly ParentRef[]): Edit {
  return { op: 'set', path: parentsPath, value: refs.length > 0 ? refs : undefined };
}
