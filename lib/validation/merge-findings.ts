import type { Issue, Path } from '../outcome.ts';
import type { ValidationCode } from './codes.ts';

/**
 * The findings of the hand-written checks and of the cluster's schema as one list, each defect once: where both found it, the
 * hand-written finding stays, since it has the better words.
 *
 * @param written from `validateRoute`
 * @param bySchema from the judge of `createSchemaJudge`, for the same draft
 */
export function mergeFindings(written: readonly Issue[], bySchema: readonly Issue[]): readonly Issue[] {
  const errors = written.filter((issue) => issue.severity === 'error');
  return [...written, ...bySchema.filter((issue) => !errors.some((error) => tellsTheSame(error, issue)))];
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
  const isNear = startsWith(written.path, bySchema.path) || startsWith(bySchema.path, written.path);
  return (
    isNear &&
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

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && startsWith(a, b);
}

function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((step, index) => path[index] === step);
}
