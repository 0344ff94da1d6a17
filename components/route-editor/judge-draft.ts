import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';
import { validateRoute } from '@/lib/validation/validate-route.ts';
import type { EditorFacts } from './editor-facts.ts';
import type { FieldText } from './editor-state.ts';

/** All findings of a draft: of the document, and of text that waits in fields. */
export function judgeDraft(draft: HttpRoute, facts: EditorFacts): readonly Issue[] {
  return validateRoute(draft, facts);
}

/** Text that a document cannot hold stops a review like any other error. */
export function textIssues(texts: readonly FieldText[]): readonly Issue[] {
  return texts.map(({ path, message }) => ({ code: 'editor.unfinished-text', severity: 'error', path, message }));
}
