import { isPlainObject } from '../gateway-api/hostile.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue } from '../outcome.ts';
import type { ValidationContext } from './context.ts';
import { backendFixes } from './fixes/backend-fixes.ts';
import { filterFixes } from './fixes/filter-fixes.ts';
import type { Fix, FixMakers } from './fixes/fix.ts';
import { matchFixes } from './fixes/match-fixes.ts';
import { routeFixes } from './fixes/route-fixes.ts';
import { schemaFixes } from './fixes/schema-fixes.ts';

const makers: FixMakers = { ...routeFixes, ...matchFixes, ...backendFixes, ...filterFixes, ...schemaFixes };

/**
 * What can be done about a finding with one click: patches of the draft that mend it, the likeliest first. Empty where somebody has to
 * think, or where the mend lies outside of the draft (a Service, a grant: see `grantFor`).
 *
 * @param issue a finding about this very draft
 */
export function fixesFor(issue: Issue, draft: HttpRoute, context: ValidationContext): readonly Fix[] {
  const make = Object.hasOwn(makers, issue.code) ? makers[issue.code] : undefined;
  return make === undefined || !isPlainObject(draft) ? [] : make({ issue, path: issue.path, draft, context });
}
