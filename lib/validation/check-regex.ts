import { RE2JS } from 're2js';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';

/**
 * Judges a regular expression as Envoy and Go read it: RE2, in linear time, so that no expression can hang the page.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function checkRegex(expression: string, path: Path): readonly Issue[] {
  if (expression === '') return [finding('regex.empty', path, 'The regular expression is empty.')];
  const flaw = flawOfRegex(expression);
  if (flaw === null) return [];
  return [finding('regex.malformed', path, `${quote(expression)} does not compile: ${flaw}.`)];
}

/** Why an expression does not compile, in RE2's words; null when it does. */
function flawOfRegex(expression: string): string | null {
  try {
    RE2JS.compile(expression);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^error parsing regexp: /, '');
  }
}
