import { ToolError } from '../build/run-tool.ts';
import type { Part } from '../parts/part.ts';
import { lastLinesOfStart, logFileOf } from './log-file.ts';

/** A part that could not be built or started, with what its log said last. */
export interface Failure {
  readonly part: Part;
  readonly message: string;
  readonly lines: readonly string[];
  /** Empty when another part's failure is the cause. */
  readonly logFile: string;
}

/** What of a runner a failure is told with. */
interface Failed {
  readonly part: Part;
  readonly context: { readonly sandbox: { readonly folders: { readonly state: string } } };
}

const shownLines = 12;

/** Puts an error of a build or a start into words. */
export function toFailure({ part, context }: Failed, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ToolError) {
    return { part, message, lines: error.lines.slice(-shownLines), logFile: error.logFile };
  }
  const logFile = logFileOf(context.sandbox.folders.state, part.name);
  return { part, message, lines: lastLinesOfStart(logFile, shownLines), logFile };
}
