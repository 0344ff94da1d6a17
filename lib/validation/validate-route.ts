import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkFeatures } from './check-features.ts';
import { checkHostnames } from './check-hostnames.ts';
import { checkAnnotations, checkIdentity } from './check-identity.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkParents } from './check-parents.ts';
import { checkRules } from './check-rules.ts';
import type { ValidationContext } from './context.ts';
import { checkRivals } from './rivals.ts';

/**
 * Every finding about a draft, while it is typed: what the API server would refuse, what the platform forbids, and what would not
 * work as meant. Errors stop an apply; warnings do not. Findings come in the order of the document.
 *
 * @param draft may be half typed and hold anything
 * @see docs/codes/routes.md for every code
 */
export function validateRoute(draft: HttpRoute, context: ValidationContext): readonly Issue[] {
  const parents = checkParents(draft, context);
  return [
    ...checkIdentity(draft, context),
    ...checkMetadata(draft),
    ...checkAnnotations(draft, context),
    ...parents.issues,
    ...checkHostnames(draft, context, parents.chosen),
    ...checkRules(draft, context, parents.chosen),
    ...checkRivals(draft, context.rivals),
    ...checkFeatures(draft, context, parents.chosen),
  ];
}

/** Whether any finding stops an apply. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

/** The findings at a path or, with `below`, anywhere under it: for a control or a whole rule of the form. */
export function issuesAt(
  issues: readonly Issue[],
  path: Path,
  scope: 'exactly' | 'below' = 'exactly',
): readonly Issue[] {
  return issues.filter(
    (issue) =>
      (scope === 'below' || issue.path.length === path.length) &&
      path.every((step, index) => issue.path[index] === step),
  );
}
