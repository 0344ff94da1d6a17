import { asText, isPlainObject } from '../../gateway-api/hostile.ts';
import type { Path } from '../../outcome.ts';
import { quote } from '../finding.ts';
import { experimentalSince } from './experimental-fields.ts';
import { type Flaw, serverPath, serverValue } from './flaw.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * The findings of the structural check: plain words, and the sentence of the API server.
 *
 * @see k8s.io/apiextensions-apiserver, pkg/apiserver/validation; k8s.io/kube-openapi, pkg/validation/errors
 */
export function typeFlaw(path: Path, { format, type }: Pick<SchemaNode, 'type' | 'format'>, value: unknown): Flaw {
  const given = nameOfType(value);
  // A fraction is a number of Go to the server, and an integer with a format is called by its format.
  const isFraction = type === 'integer' && given === 'number' && format !== '';
  const said = serverValue(isFraction ? 'float64' : given);
  const wanted = isFraction ? format : type;
  return {
    code: 'schema.type',
    path,
    plain: `${subject(path)} must be ${withArticle(type)}, not ${typeof value === 'object' ? withArticle(given) : quote(value)}.`,
    server: `Invalid value: ${said}: ${serverPath(path)} in body must be of type ${wanted}: ${said}`,
    blocks: true,
  };
}

export function requiredFlaw(path: Path): Flaw {
  return {
    code: 'schema.required',
    path,
    plain: `${subject(path)} is missing.`,
    server: 'Required value',
    blocks: true,
  };
}

export function notAllowed(path: Path, value: unknown, allowed: readonly unknown[]): Flaw {
  const supported = allowed.map((one) => `"${asText(one)}"`).join(', ');
  return {
    code: 'schema.enum',
    path,
    plain: `${quote(value)} is none of the values that ${subject(path)} takes.`,
    server: `Unsupported value: ${serverValue(value)}: supported values: ${supported}`,
    blocks: true,
    fix: `Choose one of ${allowed.map(String).join(', ')}.`,
  };
}

export function patternFlaw(path: Path, value: string, pattern: string): Flaw {
  return {
    code: 'schema.format',
    path,
    plain: `${quote(value)} is not written as ${subject(path)} must be.`,
    server: `Invalid value: ${serverValue(value)}: ${serverPath(path)} in body should match '${pattern}'`,
    blocks: false,
  };
}

export function formatFlaw(path: Path, value: string, format: string): Flaw {
  return {
    code: 'schema.format',
    path,
    plain: `${quote(value)} is not a value of the form ${format}.`,
    server: `Invalid value: ${serverValue(value)}: ${serverPath(path)} in body must be of type ${format}: ${serverValue(value)}`,
    blocks: false,
  };
}

export function integerFlaw(path: Path, value: number, format: string): Flaw {
  return {
    code: 'schema.range',
    path,
    plain: `${value} is outside of the range that ${subject(path)} takes.`,
    server: `Invalid value: ${value}: ${serverPath(path)} in body must be of type ${format}: ${value}`,
    blocks: false,
  };
}

type Range = { readonly side: 'greater' | 'less'; readonly limit: number; readonly isExclusive: boolean };

export function rangeFlaw(path: Path, value: number, { side, limit, isExclusive }: Range): Flaw {
  const bound = isExclusive ? `${side} than ${limit}` : `${side} than or equal to ${limit}`;
  const words = side === 'greater' ? ['too small', 'at least'] : ['too large', 'at most'];
  return {
    code: 'schema.range',
    path,
    plain: `${value} is ${words[0]} for ${subject(path)}.`,
    server: `Invalid value: ${value}: ${serverPath(path)} in body should be ${bound}`,
    blocks: false,
    fix: isExclusive ? `Enter a number ${bound}.` : `Enter ${words[1]} ${limit.toLocaleString('en')}.`,
  };
}

export function multipleFlaw(path: Path, value: number, multipleOf: number): Flaw {
  return {
    code: 'schema.range',
    path,
    plain: `${value} is not a multiple of ${multipleOf}.`,
    server: `Invalid value: ${value}: ${serverPath(path)} in body should be a multiple of ${multipleOf}`,
    blocks: false,
  };
}

export function tooLongFlaw(path: Path, length: number, limit: number): Flaw {
  return {
    code: 'schema.too-long',
    path,
    plain: `${subject(path)} has ${length} characters; at most ${limit} are allowed.`,
    server: `Too long: may not be more than ${limit} bytes`,
    blocks: true,
  };
}

export function tooShortFlaw(path: Path, value: string, limit: number): Flaw {
  return {
    code: 'schema.too-few',
    path,
    plain: value === '' ? `${subject(path)} is empty.` : `${subject(path)} must have at least ${limit} characters.`,
    server: `Invalid value: ${serverValue(value)}: ${serverPath(path)} in body should be at least ${limit} chars long`,
    blocks: false,
  };
}

export function tooFewFlaw(path: Path, what: 'items' | 'properties', count: number, limit: number): Flaw {
  return {
    code: 'schema.too-few',
    path,
    plain: `${subject(path)} has ${count === 0 ? 'no entry' : `only ${count} entries`}; at least ${limit} is needed.`,
    server: `Invalid value: ${count}: ${serverPath(path)} in body should have at least ${limit} ${what}`,
    blocks: false,
  };
}

export function tooManyFlaw(path: Path, what: 'items' | 'properties', count: number, limit: number): Flaw {
  return {
    code: 'schema.too-many',
    path,
    plain: `${subject(path)} has ${count.toLocaleString('en')} entries; at most ${limit} are allowed.`,
    server: `Too many: ${count}: must have at most ${limit} ${what}`,
    blocks: true,
  };
}

export function duplicateFlaw(path: Path, value: unknown, key: string | null): Flaw {
  const said = key ?? serverValue(value);
  return {
    code: 'schema.duplicate',
    path,
    plain: `${subject(path.slice(0, -1))} has ${key === null ? quote(value) : `the entry ${quote(Object.values(parsed(key)).join(' '))}`} twice.`,
    server: `Duplicate value: ${said}`,
    blocks: false,
  };
}

export function combinationFlaw(path: Path, rule: string): Flaw {
  return {
    code: 'schema.type',
    path,
    plain: `${subject(path)} has none of the forms that are allowed here.`,
    server: `Invalid value: "": "${serverPath(path)}" ${rule}`,
    blocks: false,
  };
}

/** A field that the cluster's schema does not have. @see Kubernetes, "Field validation" */
export function unknownFlaw(path: Path): Flaw {
  const needs = experimentalSince(path);
  const server = `unknown field "${serverPath(path)}"`;
  if (needs !== null) {
    return {
      code: 'schema.experimental-field',
      path,
      plain: `${subject(path)} needs ${needs}. This cluster does not have that, and would refuse the field or drop it.`,
      server,
      blocks: false,
    };
  }
  return {
    code: 'schema.unknown-field',
    path,
    plain: `The cluster does not know the field ${subject(path)} and would refuse or drop it.`,
    server,
    blocks: false,
  };
}

/** What a finding is about: the field's name, or the place of an entry in its list. */
export function subject(path: Path): string {
  const step = path.at(-1);
  if (step === undefined) return 'The document';
  if (typeof step === 'string') return step.length > 60 ? `${step.slice(0, 59)}…` : step;
  return `entry ${step + 1} of ${subject(path.slice(0, -1))}`;
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'object' ? 'object' : typeof value;
}

const articles: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'empty',
};

function withArticle(type: string): string {
  return articles[type] ?? type;
}

function parsed(key: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(key);
  return isPlainObject(value) ? value : {};
}
