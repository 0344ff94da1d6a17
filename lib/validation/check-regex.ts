import { RE2JS } from 're2js';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';

/** Repetitions are written out when an expression is compiled: more than these are not even tried. */
const maxRepetitions = 1_000;
const maxProgramSize = 3_000;

/**
 * Judges a regular expression as Envoy and Go read it: RE2, in linear time, so that no expression can hang the page.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function checkRegex(expression: string, path: Path): readonly Issue[] {
  if (expression === '') return [finding('regex.empty', path, 'The regular expression is empty.')];
  const repetitions = countRepetitions(expression);
  if (repetitions > maxRepetitions) {
    const message = `${quote(expression)} repeats its parts ${repetitions.toLocaleString('en')} times.`;
    return [finding('regex.pathological', path, message)];
  }
  const { flaw, size } = compile(expression);
  if (flaw !== null) return [finding('regex.malformed', path, `${quote(expression)} does not compile: ${flaw}.`)];
  if (size <= maxProgramSize) return [];
  const message = `${quote(expression)} compiles to ${size.toLocaleString('en')} steps.`;
  return [finding('regex.pathological', path, message)];
}

/** The sum of the counts in `{n}` and `{n,m}`: what an expression can grow by. */
function countRepetitions(expression: string): number {
  let sum = 0;
  for (const [, least, most] of expression.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)) {
    sum += Math.max(Number(least), Number(most ?? 0));
  }
  return sum;
}

type Compiled = { readonly flaw: string | null; readonly size: number };

/** Nothing but speed depends on it: a draft is judged at every key, and most of its expressions are those of the key before. */
const compiled = new Map<string, Compiled>();
const maxCompiled = 4_000;

/** Why an expression does not compile, in RE2's words, or null and how large it is compiled. */
function compile(expression: string): Compiled {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  if (compiled.size >= maxCompiled) compiled.clear();
  const result = tryCompile(expression);
  compiled.set(expression, result);
  return result;
}

function tryCompile(expression: string): Compiled {
  try {
    return { flaw: null, size: RE2JS.compile(expression).programSize() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { flaw: message.replace(/^error parsing regexp: /, ''), size: 0 };
  }
}
