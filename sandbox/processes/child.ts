import { spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { endingWithParent } from './death-signal.ts';
import { openLog, startMark } from './log-file.ts';
import { signalGroup } from './signal-group.ts';

/** How to start one process. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** How a process ended, for people. */
export type Ending = string;

/** A running process of the sandbox. */
export interface Child {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Asks it to end and kills it when it has not after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a process with its output in a log. It leads a group of its own, so that a Ctrl-C in the terminal reaches only
 * the launcher, which stops all in order. On Linux it also ends when the launcher is killed.
 *
 * @throws when the file cannot be started
 */
export async function startChild(command: Command, logFile: string): Promise<Child> {
  const log = openLog(logFile);
  writeSync(log, `${startMark} ${new Date().toISOString()} ${command.file}\n`);
  const [file, args] = endingWithParent(command.file, command.args);
  const child = spawn(file, args, {
    stdio: ['ignore', log, log],
    detached: true,
    env: { ...inheritedEnvironment(), ...command.env },
    ...(command.cwd ? { cwd: command.cwd } : {}),
  });
  closeSync(log);
  let hasEnded = false;
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      hasEnded = true;
      resolve(signal ? `ended by ${signal}` : `ended with code ${code}`);
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${command.file} cannot be started.`, { cause })));
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
  return {
    pid,
    ended,
    async stop(graceMs) {
      if (hasEnded) return;
      signalGroup(pid, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
      signalGroup(pid, 'SIGKILL'); // What it started itself and left behind.
    },
  };
}

/** Proxies of the developer's shell must not stand between parts on loopback, nor may a foreign kubeconfig leak in. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) {
    if (/^(https?|all)_proxy$/i.test(name) || name === 'KUBECONFIG' || name === 'NODE_OPTIONS')
      delete environment[name];
  }
  return environment;
}
