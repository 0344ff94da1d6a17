import type { Issue, Path } from '../outcome.ts';
import type { ValidationCode } from './codes.ts';

/**
 * The findings of the hand-written checks and of the cluster's schema as one list, each defect once: where both found it, the
 * hand-written finding stays, since it has the better words. Where a check says that the API server refuses something and the
 * schema takes it, the schema is right: the cluster may have a newer Gateway API than this portal knows.
 *
 * @param written from `validateRoute`
 * @param bySchema from the judge of `createSchemaJudge` for the very same draft; null when it has not been judged (yet)
 */
export function mergeFindings(written: readonly Issue[], bySchema: readonly Issue[] | null): readonly Issue[] {
  if (bySchema === null) return written;
  const refusals = bySchema.filter((issue) => issue.severity === 'error');
  const standing = written.filter(
    (issue) => !isClaim(issue) || refusals.some((refusal) => areNear(issue.path, refusal.path)),
  );
  const errors = standing.filter((issue) => issue.severity === 'error');
  return [...standing, ...bySchema.filter((issue) => !errors.some((error) => tellsTheSame(error, issue)))];
}

/** Codes of checks that foresee a refusal by the schema; one that stands without it has another reason as well. */
export const claimsOfSchema = [
  'route.wrong-shape',
  'hostname.empty',
  'hostname.with-scheme',
  'hostname.with-path',
  'hostname.with-port',
  'hostname.upper-case',
  'hostname.trailing-dot',
  'hostname.underscore',
  'hostname.too-long',
  'hostname.wildcard',
  'hostname.malformed',
  'hostname.too-many',
  'parent.too-many',
  'parent.duplicate',
  'rule.none',
  'rule.too-many',
  'rule.name-malformed',
  'rule.redirect-with-backends',
  'match.too-many',
  'match.total-too-many',
  'match.type-unknown',
  'path.no-slash',
  'path.double-slash',
  'path.dots',
  'path.encoded-slash',
  'path.fragment',
  'path.query',
  'path.characters',
  'path.too-long',
  'method.unknown',
  'header.name-missing',
  'header.name-malformed',
  'header.name-too-long',
  'header.value-missing',
  'header.value-too-long',
  'header.duplicate',
  'header.too-many',
  'query.name-missing',
  'query.name-malformed',
  'query.name-too-long',
  'query.value-missing',
  'query.value-too-long',
  'query.duplicate',
  'query.too-many',
  'weight.not-a-number',
  'weight.fraction',
  'weight.negative',
  'weight.too-large',
  'backend.too-many',
  'backend.name-missing',
  'backend.port-missing',
  'backend.port-range',
  'filter.too-many',
  'filter.type-unknown',
  'filter.settings-missing',
  'filter.settings-foreign',
  'filter.repeated',
  'header-filter.name-missing',
  'header-filter.name-malformed',
  'header-filter.value-missing',
  'header-filter.duplicate',
  'redirect.with-rewrite',
  'redirect.value-malformed',
  'rewrite.hostname-malformed',
  'rewrite.path-mismatch',
  'rewrite.needs-one-prefix',
  'mirror.share-twice',
  'mirror.share-malformed',
  'cors.star-with-others',
  'cors.origin-malformed',
  'timeout.malformed',
  'timeout.backend-longer',
  'retry.code-malformed',
  'retry.attempts-malformed',
] as const satisfies readonly ValidationCode[];

/** The schema says nothing about metadata. */
function isClaim(issue: Issue): boolean {
  return issue.path[0] === 'spec' && claimsOfSchema.some((code) => code === issue.code);
}

function tellsTheSame(written: Issue, bySchema: Issue): boolean {
  // One error at a value says enough about it, and what is wrong with the form of a value is said at the value itself.
  if (bySchema.code !== 'schema.rule') {
    return isSamePath(written.path, bySchema.path) || isPair(wholeLists, written, bySchema);
  }
  return isPair(rules, written, bySchema);
}

type Pair = {
  /** In the schema's finding: a code, or a part of the API server's sentence. */
  readonly says: string;
  readonly codes: readonly ValidationCode[];
};

/** The schema's finding lies at or above the hand-written one. */
function isPair(pairs: readonly Pair[], written: Issue, bySchema: Issue): boolean {
  return (
    areNear(written.path, bySchema.path) &&
    pairs.some(
      ({ codes, says }) =>
        (bySchema.code === says || bySchema.message.includes(says)) && codes.some((code) => code === written.code),
    )
  );
}

/** Structural findings whose place differs from the hand-written one. */
const wholeLists: readonly Pair[] = [
  {
    says: 'schema.duplicate',
    codes: ['header.duplicate', 'query.duplicate', 'header-filter.duplicate', 'parent.duplicate'],
  },
  {
    says: 'schema.required',
    codes: ['header.name-missing', 'query.name-missing', 'parent.none', 'backend.name-missing', 'filter.type-unknown'],
  },
  { says: 'schema.type', codes: ['route.wrong-shape'] },
];

/** Rules of the Gateway API and the codes that tell the same in other words. */
const rules: readonly Pair[] = [
  { says: 'Must have port for Service reference', codes: ['backend.port-missing'] },
  { says: 'must not be used together with backendRefs', codes: ['rule.redirect-with-backends'] },
  { says: 'exactly one PathPrefix match must be specified', codes: ['rewrite.needs-one-prefix'] },
  { says: 'Rule name must be unique', codes: ['rule.name-duplicate'] },
  { says: 'references to the same parent', codes: ['parent.duplicate'] },
  { says: 'total number of matches across all rules', codes: ['match.total-too-many'] },
  { says: 'must be specified for', codes: ['filter.settings-missing'] },
  { says: 'must be nil if the filter.type is not', codes: ['filter.settings-foreign'] },
  { says: 'filter cannot be repeated', codes: ['filter.repeated'] },
  { says: 'httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite', codes: ['redirect.with-rewrite'] },
  { says: 'Only one of percent or fraction', codes: ['mirror.share-twice'] },
  { says: 'numerator must be less than or equal to denominator', codes: ['mirror.share-malformed'] },
  { says: 'backendRequest timeout cannot be longer', codes: ['timeout.backend-longer'] },
  { says: "cannot contain '*' alongside other", codes: ['cors.star-with-others'] },
  { says: 'replaceFullPath', codes: ['rewrite.path-mismatch'] },
  { says: 'replacePrefixMatch', codes: ['rewrite.path-mismatch'] },
  { says: "must start with '/' when type", codes: ['path.no-slash'] },
  {
    says: "when type one of ['Exact', 'PathPrefix']",
    codes: ['path.no-slash', 'path.double-slash', 'path.dots', 'path.encoded-slash', 'path.fragment', 'path.query'],
  },
  {
    says: "for types ['Exact', 'PathPrefix']",
    codes: ['path.characters', 'path.query', 'path.fragment', 'path.no-slash', 'path.encoded-slash'],
  },
  { says: 'type must be one of', codes: ['match.type-unknown'] },
];

/** Whether one of two places holds the other. */
function areNear(a: Path, b: Path): boolean {
  return startsWith(a, b) || startsWith(b, a);
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && startsWith(a, b);
}

function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((step, index) => path[index] === step);
}
