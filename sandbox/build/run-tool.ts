import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { endingWithParent } from '../processes/death-signal.ts';
import { signalGroup } from '../processes/signal-group.ts';

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
  run.signal.throwIfAborted();
  mkdirSync(dirname(run.logFile), { recursive: true });
  appendFileSync(run.logFile, `$ ${[run.file, ...run.args].join(' ')}\n`);
  const [file, args] = endingWithParent(run.file, run.args);
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Its own group, so that stopping reaches what the tool itself started.
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...run.env },
    ...(run.cwd ? { cwd: run.cwd } : {}),
  });
  const stop = () => signalGroup(child.pid ?? 0, 'SIGTERM');
  run.signal.addEventListener('abort', stop);
  const output: string[] = [];
  const errorLines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  createInterface({ input: child.stderr }).on('line', (line) => {
    appendFileSync(run.logFile, `${line}\n`);
    errorLines.push(line);
    if (errorLines.length > keptLines) errorLines.shift();
    run.onErrorLine?.(line);
  });
  const failure = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : `${run.file} ended with ${code ?? signal}`));
  });
  run.signal.removeEventListener('abort', stop);
  const text = output.join('');
  if (failure === null) return text;
  appendFileSync(run.logFile, `${text}${failure}\n`);
  const lines = [...text.trimEnd().split('\n').slice(-keptLines), ...errorLines].filter((line) => line.trim() !== '');
  throw new ToolError([run.file, ...run.args.slice(0, 2)].join(' '), [...lines, failure], run.logFile);
}
