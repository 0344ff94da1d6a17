import { LineCounter } from 'yaml';
import type { Severity } from '../../outcome.ts';
import { type YamlCode, yamlCodes } from './codes.ts';

/** A finding in a text of YAML. Lines and columns count from one, as editors show them. */
export type YamlIssue = {
  readonly code: YamlCode;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly line: number;
  readonly column: number;
  /** How many characters from there are meant; 0 where it is a place and no text. */
  readonly length: number;
};

/** Turns offsets of a text into findings with lines and columns. */
export type YamlFinder = {
  readonly counter: LineCounter;
  readonly lineAt: (offset: number) => number;
  readonly find: (code: YamlCode, range: readonly [number, number], message: string, fix?: string) => YamlIssue;
};

/** A finder for a text whose lines the parser counts while it reads. */
export function createFinder(): YamlFinder {
  const counter = new LineCounter();
  const placeOf = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  return {
    counter,
    lineAt: (offset) => placeOf(offset).line,
    find: (code, [from, to], message, fix) => ({
      code,
      severity: yamlCodes[code].severity,
      message,
      fix: fix ?? yamlCodes[code].fix,
      ...placeOf(from),
      length: Math.max(0, to - from),
    }),
  };
}

/** A finding at the beginning of the text: what is said before anything is read. */
export function findingAtStart(code: YamlCode, message: string, line = 1): YamlIssue {
  const { severity, fix } = yamlCodes[code];
  return { code, severity, message, fix, line, column: 1, length: 0 };
}
