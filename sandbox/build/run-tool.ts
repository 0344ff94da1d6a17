import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A command that ended with an error: what it was, and its last lines. */
export class ToolError extends Error {
  readonly lines: readonly string[];
  readonly logFile: string;
  constructor(command: string, lines: readonly string[], logFile: string) {
    super(`${command} failed.`);
    this.name = 'ToolError';
    this.lines = lines;
    this.logFile = logFile;
  }
}

/** One run of a build tool. */
export interface ToolRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Called with each line of the error output, where Go tells its progress. */
  readonly onErrorLine?: (line: string) => void;
  readonly signal: AbortSignal;
}

const keptLines = 40;

/**
 * Runs a build tool to its end and answers with its output.
 *
 * @throws ToolError when it fails or cannot be started
 */
export async function runTool(run: ToolRun): Promise<string> {
  mkdirSync(dirname(run.logFile), { recursive: true });
  const title = [run.file, ...run.args.slice(0, 2)].join(' ');
  appendFileSync(run.logFile, `$ ${[run.file, ...run.args].join(' ')}\n`);
  const child = spawn(run.file, [...run.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...run.env },
    signal: run.signal,
    ...(run.cwd ? { cwd: run.cwd } : {}),
  });
  const output: string[] = [];
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  createInterface({ input: child.stderr }).on('line', (line) => {
    appendFileSync(run.logFile, `${line}\n`);
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    run.onErrorLine?.(line);
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new ToolError(title, [...lines, String(cause)], run.logFile)));
    child.once('close', (code) => {
      const text = output.join('');
      if (code === 0) resolve(text);
      else
        reject(
          new ToolError(title, lines.length > 0 ? lines : text.trimEnd().split('\n').slice(-keptLines), run.logFile),
        );
    });
  });
}
