import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';
import type { ValidationContext } from '@/lib/validation/context.ts';
import { validateRoute } from '@/lib/validation/validate-route.ts';
import type { EditorFacts } from './editor-facts.ts';
import type { FieldText } from './editor-state.ts';

/** All findings of a draft: of the document, and of text that waits in fields. */
export function judgeDraft(draft: HttpRoute, base: HttpRoute | null, facts: EditorFacts): readonly Issue[] {
  return validateRoute(draft, toContext(facts, base));
}

/** Text that a document cannot hold stops a review like any other error. */
export function textIssues(texts: readonly FieldText[]): readonly Issue[] {
  return texts.map(({ path, message }) => ({ code: 'editor.unfinished-text', severity: 'error', path, message }));
}

/** A route must not be told that its own name and hostnames are taken. */
function toContext(facts: EditorFacts, base: HttpRoute | null): ValidationContext {
  const own = base ? `${base.metadata.namespace}/${base.metadata.name}` : null;
  const others = Object.entries(facts.otherHostnames).flatMap(([hostname, users]) => {
    const user = users.find((one) => one !== own);
    return user === undefined ? [] : [[hostname, user] as const];
  });
  return {
    zones: facts.zones,
    otherHostnames: Object.fromEntries(others),
    existingNames: facts.existing.filter((id) => id !== own),
    namespaces: facts.namespaces,
    services: facts.services,
    // No Service at all more likely means that they have not been listed yet.
    servicesKnownIn: facts.services.length > 0 ? facts.namespaces : [],
    grants: null,
    listeners: facts.listeners,
    annotationPrefix: facts.externalDnsPrefix,
  };
}
