import { Lexer } from 'yaml';
import { findingAtStart, type YamlIssue } from './yaml-issue.ts';

/** The longest text that is read, in characters. */
export const maxTextLength = 1_000_000;
/** The deepest nesting of lists and maps that is read. */
export const maxDepth = 100;

/**
 * What is wrong with a text before anything is read of it: its size and its depth. Takes time in proportion to the text and none
 * for what lies past the size.
 */
export function findTooMuch(text: string): YamlIssue | null {
  if (text.length > maxTextLength) {
    const megabytes = (text.length / 1_000_000).toFixed(1);
    return findingAtStart('yaml.too-large', `The text has ${megabytes} million characters; 1 million are read.`);
  }
  const line = cannotBeDeep(text) ? null : lineTooDeep(text);
  if (line === null) return null;
  return findingAtStart('yaml.too-deep', `Line ${line} is more than ${maxDepth} levels deep.`, line);
}

/** Each level needs a bracket, a dash or a column of its own: with fewer of them than levels there is nothing to look at. */
function cannotBeDeep(text: string): boolean {
  let brackets = 0;
  let widest = 0;
  let lineStart = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) brackets += 1;
    if (index < text.length && code !== 10) continue;
    widest = Math.max(widest, blockLevelsOf(text, lineStart));
    lineStart = index + 1;
  }
  return brackets + widest < maxDepth;
}

/** How many levels a line can open at most: a column each, up to the first character that is neither space nor dash. */
function blockLevelsOf(text: string, start: number): number {
  let end = start;
  while (end < text.length && (text[end] === ' ' || text[end] === '-' || text[end] === '?')) end += 1;
  return end - start + 1;
}

/** The first line that is too deep, by the words of the YAML lexer, which reads without nesting itself. */
function lineTooDeep(text: string): number | null {
  const columns: number[] = [];
  let flow = 0;
  let line = 1;
  let column = 0;
  for (const token of new Lexer().lex(text)) {
    const isSpace = token.trim() === '';
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    else if (!isSpace && token !== ':' && !token.startsWith('#') && !isMark(token) && flow === 0) {
      while ((columns.at(-1) ?? -1) > column) columns.pop();
      if ((columns.at(-1) ?? -1) < column) columns.push(column);
    }
    if (flow + columns.length > maxDepth) return line;
    const breaks = token.split('\n').length - 1;
    line += breaks;
    if (breaks > 0) column = token.length - token.lastIndexOf('\n') - 1;
    else if (!isMark(token)) column += token.length;
  }
  return null;
}

/** Marks of the lexer that stand for no character of the text. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === '\u001f' || token === '\ufeff';
}
