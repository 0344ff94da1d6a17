/** What a broken rule of the Gateway API means, in plain words. */
export type PlainRule = { readonly plain: string; readonly fix?: string };

/**
 * Plain words for a rule, known by the message that its CRD gives it; rules that are not known here keep the API's own words.
 *
 * @see Gateway API v1, the validation rules of HTTPRoute
 */
export function plainRule(message: string): PlainRule {
  const known = words.find(({ says }) => message.includes(says));
  return known ?? { plain: 'This does not follow a rule of the Gateway API.' };
}

/** The first entry whose text is in the rule's message counts. */
const words: readonly (PlainRule & { readonly says: string })[] = [
  {
    says: 'must be nil if the filter.type is not',
    plain: 'The filter has settings that belong to another kind of filter.',
    fix: 'Remove those settings, or change the filter’s type.',
  },
  {
    says: 'must be specified for',
    plain: 'The filter lacks the settings of its kind.',
    fix: 'Fill them in, or remove the filter.',
  },
  {
    says: 'filter cannot be repeated',
    plain: 'The list has two filters of one kind.',
    fix: 'Put both into one filter, or remove one of them.',
  },
  {
    says: 'httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite',
    plain: 'A redirect and a URL rewrite cannot be used together.',
    fix: 'Keep one of them.',
  },
  {
    says: 'must not be used together with backendRefs',
    plain: 'A rule that redirects cannot have backends.',
    fix: 'Remove the backends or the redirect.',
  },
  {
    says: 'exactly one PathPrefix match must be specified',
    plain: 'Replacing the matched prefix needs a rule with exactly one match, of the kind “path prefix”.',
    fix: 'Keep one path prefix match in the rule, or replace the full path instead.',
  },
  {
    says: 'Only one of percent or fraction',
    plain: 'A mirror has both a percentage and a fraction.',
    fix: 'Keep one of them.',
  },
  {
    says: 'numerator must be less than or equal to denominator',
    plain: 'The fraction is greater than 1.',
    fix: 'Make the numerator at most as large as the denominator.',
  },
  {
    says: 'backendRequest timeout cannot be longer than request timeout',
    plain: 'The timeout for one try is longer than the timeout for the whole request.',
    fix: 'Shorten backendRequest, or lengthen request.',
  },
  {
    says: "cannot contain '*' alongside other",
    plain: 'The list has * and other entries; * already means all of them.',
    fix: 'Keep either * or the other entries.',
  },
  {
    says: 'Must have port for Service reference',
    plain: 'A reference to a Service needs a port.',
    fix: 'Enter a port of the Service.',
  },
  {
    says: 'Rule name must be unique within the route',
    plain: 'Two rules have one name.',
    fix: 'Rename one of them.',
  },
  {
    says: 'when parentRefs includes 2 or more references to the same parent',
    plain: 'Several references lead to one parent without naming different listeners.',
    fix: 'Name a different listener (sectionName) in each of them.',
  },
  {
    says: 'total number of matches across all rules',
    plain: 'The rules have more than 128 matches together.',
    fix: 'Move rules to a second route.',
  },
  {
    says: "type must be 'ReplaceFullPath' when replaceFullPath is set",
    plain: 'The new path is set for replacing the full path, but the type says otherwise.',
    fix: 'Set the type to ReplaceFullPath, or remove replaceFullPath.',
  },
  {
    says: "replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
    plain: 'The new path is missing.',
    fix: 'Enter the path in replaceFullPath.',
  },
  {
    says: "type must be 'ReplacePrefixMatch' when replacePrefixMatch is set",
    plain: 'The new prefix is set for replacing the prefix, but the type says otherwise.',
    fix: 'Set the type to ReplacePrefixMatch, or remove replacePrefixMatch.',
  },
  {
    says: "replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'",
    plain: 'The new prefix is missing.',
    fix: 'Enter the prefix in replacePrefixMatch; an empty text or / removes the old one.',
  },
];
