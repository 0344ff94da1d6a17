import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';

/** Names from the cluster by the path at which a route may have them, for completion. */
export function knownNames(facts: EditorFacts, namespace: string): Readonly<Record<string, readonly string[]>> {
  const listeners = facts.listeners[namespace] ?? [];
  const parents = listeners.map(({ listenerSet, gateway }) => listenerSet ?? gateway);
  const services = facts.services.map(({ name }) => name);
  const ports = facts.services.flatMap((service) => service.ports.map(({ port }) => String(port)));
  return {
    'metadata.namespace': facts.namespaces,
    'spec.parentRefs.*.name': distinct(parents.map(({ name }) => name)),
    'spec.parentRefs.*.namespace': distinct(parents.map((parent) => parent.namespace)),
    'spec.parentRefs.*.sectionName': distinct(listeners.map(({ listener }) => listener)),
    'spec.rules.*.backendRefs.*.name': distinct(services),
    'spec.rules.*.backendRefs.*.namespace': distinct(facts.services.map((service) => service.namespace)),
    'spec.rules.*.backendRefs.*.port': distinct(ports),
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
