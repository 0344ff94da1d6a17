import { asText, text } from '../gateway-api/hostile.ts';
import type { HeaderMatch, HttpRouteMatch, PathMatch } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkRegex } from './check-regex.ts';
import type { ValidationCode } from './codes.ts';
import { entriesAt, finding, quote, tooMany } from './finding.ts';
import { headerRole } from './sensitive-headers.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
/** What the name of a header or of a query parameter is made of. @see RFC 9110, token */
export const nameCharacters = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;

/** Judges one match: path, method, headers and query parameters. */
export function checkMatch(match: HttpRouteMatch, path: Path): readonly Issue[] {
  return [
    ...checkPath(match.path, [...path, 'path']),
    ...checkMethod(match.method, [...path, 'method']),
    ...checkNamed(match.headers, [...path, 'headers'], headerRules),
    ...checkNamed(match.queryParams, [...path, 'queryParams'], queryRules),
  ];
}

function checkMethod(method: unknown, path: Path): readonly Issue[] {
  if (method === undefined || method === null || (typeof method === 'string' && methods.includes(method))) return [];
  const upper = asText(method).toUpperCase();
  const fix = methods.includes(upper) ? `Write ${upper}.` : undefined;
  return [finding('method.unknown', path, `${quote(method)} is not a method.`, fix)];
}

function checkPath(match: PathMatch | undefined, path: Path): readonly Issue[] {
  if (match === undefined || match === null) return [];
  const type: unknown = match.type ?? 'PathPrefix';
  const value: unknown = match.value ?? '/';
  const at: Path = [...path, 'value'];
  if (typeof value !== 'string') return [finding('route.wrong-shape', at, `The path ${quote(value)} is not a text.`)];
  if (value.length > 1024) {
    return [finding('path.too-long', at, `The path has ${value.length} characters, at most 1024 are allowed.`)];
  }
  if (type === 'RegularExpression') return checkRegex(value, at);
  if (type !== 'Exact' && type !== 'PathPrefix') {
    return [finding('match.type-unknown', [...path, 'type'], `${quote(type)} is not a kind of path match.`)];
  }
  const flaw = pathFlaws.find(({ isFlawed }) => isFlawed(value));
  return flaw === undefined ? [] : [finding(flaw.code, at, flaw.message(value))];
}

type PathFlaw = {
  readonly code: ValidationCode;
  readonly isFlawed: (value: string) => boolean;
  readonly message: (value: string) => string;
};

/** @see Gateway API v1, the CEL rules of HTTPPathMatch; the most telling flaw comes first. */
const pathFlaws: readonly PathFlaw[] = [
  {
    code: 'path.no-slash',
    isFlawed: (value) => !value.startsWith('/'),
    message: (value) => (value === '' ? 'The path is empty.' : `The path ${quote(value)} does not begin with /.`),
  },
  {
    code: 'path.query',
    isFlawed: (value) => value.includes('?'),
    message: (value) => `The path ${quote(value)} has a ? in it.`,
  },
  {
    code: 'path.fragment',
    isFlawed: (value) => value.includes('#'),
    message: (value) => `The path ${quote(value)} has a # in it.`,
  },
  {
    code: 'path.double-slash',
    isFlawed: (value) => value.includes('//'),
    message: (value) => `The path ${quote(value)} has two slashes in a row.`,
  },
  {
    code: 'path.dots',
    isFlawed: (value) => /\/\.\.?(\/|$)/.test(value),
    message: (value) => `The path ${quote(value)} has a dot segment.`,
  },
  {
    code: 'path.encoded-slash',
    isFlawed: (value) => /%2f/i.test(value),
    message: (value) => `The path ${quote(value)} has an encoded slash.`,
  },
  {
    code: 'path.characters',
    isFlawed: (value) => !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value),
    message: (value) => `The path ${quote(value)} has ${quote(oddCharacter(value))} in it.`,
  },
];

function oddCharacter(value: string): string {
  return /[^-A-Za-z0-9/._~!$&'()*+,;=:@%]/u.exec(value)?.[0] ?? '%';
}

type NamedRules = {
  readonly what: string;
  readonly maxValueLength: number;
  readonly codes: Readonly<
    Record<
      'missing' | 'malformed' | 'nameTooLong' | 'noValue' | 'valueTooLong' | 'duplicate' | 'tooMany',
      ValidationCode
    >
  >;
  /** Whether names that differ in case only are the same. */
  readonly ignoresCase: boolean;
};

const headerRules: NamedRules = {
  what: 'header',
  maxValueLength: 4096,
  ignoresCase: true,
  codes: {
    missing: 'header.name-missing',
    malformed: 'header.name-malformed',
    nameTooLong: 'header.name-too-long',
    noValue: 'header.value-missing',
    valueTooLong: 'header.value-too-long',
    duplicate: 'header.duplicate',
    tooMany: 'header.too-many',
  },
};

const queryRules: NamedRules = {
  what: 'query parameter',
  maxValueLength: 1024,
  ignoresCase: false,
  codes: {
    missing: 'query.name-missing',
    malformed: 'query.name-malformed',
    nameTooLong: 'query.name-too-long',
    noValue: 'query.value-missing',
    valueTooLong: 'query.value-too-long',
    duplicate: 'query.duplicate',
    tooMany: 'query.too-many',
  },
};

function checkNamed(list: readonly HeaderMatch[] | undefined, path: Path, rules: NamedRules): readonly Issue[] {
  const { entries, issues } = entriesAt(list, path);
  const names = entries.map(({ value }) => text(value.name) ?? '');
  return [
    ...issues,
    ...tooMany(rules.codes.tooMany, entries, 16, path, `${rules.what}s`),
    ...entries.flatMap((entry, index) => [
      ...checkName(names[index] ?? '', [...entry.path, 'name'], rules),
      ...checkDouble(names, index, entry.path, rules),
      ...checkValue(entry.value, entry.path, rules),
      ...(rules.ignoresCase ? checkTrust(names[index] ?? '', [...entry.path, 'name']) : []),
    ]),
  ];
}

/** Cookies are what canaries are chosen by, and nobody takes a cookie for a proof by itself. */
function checkTrust(name: string, path: Path): readonly Issue[] {
  if (headerRole(name) === null || name.toLowerCase() === 'cookie') return [];
  return [finding('header.from-outside', path, `Clients can send ${quote(name)} with any value.`)];
}

function checkName(name: string, path: Path, rules: NamedRules): readonly Issue[] {
  if (name === '') return [finding(rules.codes.missing, path, `A ${rules.what} has no name.`)];
  if (name.length > 256) {
    return [finding(rules.codes.nameTooLong, path, `The name has ${name.length} characters, at most 256 are allowed.`)];
  }
  if (nameCharacters.test(name)) return [];
  const odd = /[^A-Za-z0-9!#$%&'*+\-.^_`|~]/u.exec(name)?.[0] ?? '';
  const what = odd === ' ' ? 'a space' : quote(odd);
  return [finding(rules.codes.malformed, path, `The ${rules.what} name ${quote(name)} has ${what} in it.`)];
}

/** Two equal names are refused by the API server; names that differ in case only are one header, of which the first counts. */
function checkDouble(names: readonly string[], index: number, path: Path, rules: NamedRules): readonly Issue[] {
  const name = names[index] ?? '';
  const earlier = names.slice(0, index);
  if (name === '') return [];
  if (earlier.includes(name)) {
    return [finding(rules.codes.duplicate, path, `The ${rules.what} ${quote(name)} is matched twice.`)];
  }
  const twin = earlier.find((other) => other.toLowerCase() === name.toLowerCase());
  if (!rules.ignoresCase || twin === undefined) return [];
  return [
    finding('header.ignored', path, `${quote(name)} is the same header as ${quote(twin)}; only the first counts.`),
  ];
}

function checkValue(match: HeaderMatch, path: Path, rules: NamedRules): readonly Issue[] {
  const at: Path = [...path, 'value'];
  const type: unknown = match.type ?? 'Exact';
  const value: unknown = match.value;
  if (type !== 'Exact' && type !== 'RegularExpression') {
    return [finding('match.type-unknown', [...path, 'type'], `${quote(type)} is not a kind of ${rules.what} match.`)];
  }
  if (value === undefined || value === null || value === '') {
    return [finding(rules.codes.noValue, at, `The ${rules.what} ${quote(match.name ?? '')} has no value.`)];
  }
  if (typeof value !== 'string') return [finding('route.wrong-shape', at, `The value ${quote(value)} is not a text.`)];
  if (value.length > rules.maxValueLength) {
    const limit = `at most ${rules.maxValueLength} are allowed`;
    return [finding(rules.codes.valueTooLong, at, `The value has ${value.length} characters, ${limit}.`)];
  }
  if (type === 'RegularExpression') return checkRegex(value, at);
  if (rules.what !== 'header' || ![...value].some(isControl)) return [];
  return [
    finding('header.value-malformed', at, `The value of ${quote(match.name ?? '')} has a control character in it.`),
  ];
}

/** Whether a character cannot be sent in a header's value; a tab can. */
export function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 0x20 && code !== 0x09) || code === 0x7f;
}
