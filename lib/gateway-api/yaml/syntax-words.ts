import type { YAMLParseError } from 'yaml';
import type { YamlFinder, YamlIssue } from './yaml-issue.ts';

/** What the parser's own findings are called here: what is wrong, and how to mend it. */
const words: Readonly<Record<string, readonly [message: string, fix: string]>> = {
  BAD_INDENT: ['The indentation does not fit the lines around it.', 'Give the fields of one map the same indentation.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'A second colon on one line, or a line that is indented too far.',
    'Put the text in quotes if the colon belongs to it; else give the line the indentation of the one above.',
  ],
  MULTILINE_IMPLICIT_KEY: ['A key without a colon behind it.', 'Write a colon and a space after the key.'],
  MISSING_CHAR: ['Something that was opened is not closed.', 'Close the quotes or the bracket.'],
  BAD_SCALAR_START: ['A value cannot begin with this character.', 'Put the value in quotes.'],
  BAD_DQ_ESCAPE: ['This backslash means nothing in double quotes.', 'Use single quotes, or write the backslash twice.'],
  UNEXPECTED_TOKEN: [
    'This does not belong here.',
    'A list and a map cannot stand side by side: check the indentation and the brackets.',
  ],
  BLOCK_IN_FLOW: ['Inside brackets everything stands in brackets.', 'Close the bracket first.'],
  BAD_ALIAS: ['An alias needs a name.', 'Put the text in quotes if it is meant as it stands.'],
  KEY_OVER_1024_CHARS: ['The key is longer than 1,024 characters.', 'Check whether a colon is missing.'],
};

const fallback = ['The text cannot be read from here on.', 'Compare the place with the lines around it.'] as const;

/** A finding of the YAML parser in our words. */
export function toSyntaxIssue(error: YAMLParseError, text: string, finder: YamlFinder): YamlIssue {
  const [from, to] = error.pos;
  const range = [from, Math.min(to, endOfLine(text, from))] as const;
  if (error.code === 'MULTIPLE_DOCS') {
    const line = finder.lineAt(from);
    return finder.find('yaml.several-documents', range, `A second document begins on line ${line}.`);
  }
  if (error.code === 'TAB_AS_INDENT' || hasTabInIndent(text, from)) {
    return finder.find('yaml.tab', tabRange(text, from), `Line ${finder.lineAt(from)} begins with a tab.`);
  }
  const [message, fix] = words[kindOf(error)] ?? fallback;
  return finder.find('yaml.syntax', range, message, fix);
}

/** Two of the parser's codes each stand for two mistakes; its sentence tells which. */
function kindOf({ code, message }: YAMLParseError): string {
  if (code === 'BAD_INDENT' && message.includes('end with a')) return 'MISSING_CHAR';
  if (code === 'MISSING_CHAR' && message.includes('map keys')) return 'MULTILINE_IMPLICIT_KEY';
  return code;
}

function hasTabInIndent(text: string, offset: number): boolean {
  return /^ *\t/.test(text.slice(startOfLine(text, offset), endOfLine(text, offset)));
}

function tabRange(text: string, offset: number): readonly [number, number] {
  const at = text.indexOf('\t', startOfLine(text, offset));
  return at === -1 ? [offset, offset] : [at, at + 1];
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
