import { setTimeout as sleep } from 'node:timers/promises';
import type { BinaryStore } from '../build/binary-store.ts';
import { recipeOf } from '../build/recipe.ts';
import type { Part } from '../parts/part.ts';
import type { PartName } from '../parts/part-name.ts';
import type { PlatformStatus } from '../state/platform-status.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { type Child, startChild } from './child.ts';
import { type Failure, toFailure } from './failure.ts';
import { createGate, type Gate } from './gate.ts';
import { logFileOf } from './log-file.ts';
import type { ProcessRecords } from './process-records.ts';

/** How long a part took: to be built or found, and from its start until it was ready. */
export interface PartTimes {
  readonly buildMs: number;
  readonly startMs: number;
}

/** What all runners share. */
export interface RunnerContext {
  readonly sandbox: Sandbox;
  readonly store: BinaryStore;
  readonly status: PlatformStatus;
  readonly records: ProcessRecords;
  readonly times: Map<PartName, PartTimes>;
  /** Aborted when the sandbox stops. */
  readonly stopping: AbortSignal;
  readonly runnerOf: (name: PartName) => Runner;
}

/** One part while the sandbox runs. */
export interface Runner {
  readonly part: Part;
  readonly context: RunnerContext;
  /** Opened when the part was ready once. */
  readonly ready: Gate<void>;
  /** Opened when its first start is over, well or not. */
  readonly settled: Gate<Failure | null>;
  child: Child | null;
  /** Kept down until somebody releases it. */
  isHeld: boolean;
  /** Ends a wait: for the end of a hold, or of the pause between two attempts. */
  wake: () => void;
}

const defaultStopGraceMs = 4_000;
const defaultStartTimeoutMs = 90_000;
const settleMs = 700;
const attemptsBeforeFailure = 3;
const longestPauseMs = 15_000;

/** Makes the runner of a part; `runPart` sets it going. */
export function createRunner(part: Part, context: RunnerContext): Runner {
  return {
    part,
    context,
    ready: createGate(),
    settled: createGate(),
    child: null,
    isHeld: false,
    wake: () => undefined,
  };
}

/** Builds a part, starts it when those that it needs are ready, and restarts it whenever it ends, until the sandbox stops. */
export async function runPart(runner: Runner): Promise<void> {
  const beganAt = Date.now();
  try {
    await buildPart(runner);
  } catch (error) {
    if (!runner.context.stopping.aborted) fail(runner, error);
    return;
  }
  const buildMs = Date.now() - beganAt;
  await awaitNeeds(runner);
  for (let attempt = 1; !runner.context.stopping.aborted; ) {
    if (runner.isHeld) {
      await untilWoken(runner);
      continue;
    }
    const startedAt = Date.now();
    const child = await tryStart(runner, attempt);
    if (child) {
      const { times } = runner.context;
      if (!times.has(runner.part.name)) times.set(runner.part.name, { buildMs, startMs: Date.now() - startedAt });
      markEnded(runner, await child.ended);
    }
    attempt = child ? 1 : attempt + 1;
    if (!runner.context.stopping.aborted && !runner.isHeld) await pause(runner, 250 * 2 ** attempt);
  }
}

/** Ends the part's process, without holding it down. */
export async function stopProcess(runner: Runner): Promise<void> {
  await runner.child?.stop(runner.part.stopGraceMs ?? defaultStopGraceMs);
}

async function buildPart({ part, context }: Runner): Promise<void> {
  const report = (detail: string) => {
    if (!context.stopping.aborted) context.status.set(part.name, 'building', detail);
  };
  const recipes = [...new Set(part.binaries.map(recipeOf))];
  const work = recipes.map((recipe) => context.store.resolve(recipe, report));
  await Promise.all([...work, part.build?.(context.sandbox, report)]);
}

/** Waits for the parts that this one needs. When one of them failed this one is settled too, yet it goes on waiting. */
async function awaitNeeds(runner: Runner): Promise<void> {
  const { part, context } = runner;
  const missing = part.needs.filter((name) => context.status.get(name).state !== 'ready');
  context.status.set(part.name, 'waiting', missing.length > 0 ? `for ${missing.join(', ')}` : '');
  const needed = part.needs.map((name) => context.runnerOf(name));
  for (const need of needed) {
    void need.settled.opened.then((failure) => {
      if (failure)
        runner.settled.open({ part, message: `it needs ${need.part.name}, which failed`, lines: [], logFile: '' });
    });
  }
  await Promise.race([Promise.all(needed.map(({ ready }) => ready.opened)), untilAborted(context.stopping)]);
}

async function tryStart(runner: Runner, attempt: number): Promise<Child | null> {
  const { part, context } = runner;
  try {
    const child = await startOnce(runner);
    runner.ready.open();
    runner.settled.open(null);
    return child;
  } catch (error) {
    await runner.child?.stop(0);
    runner.child = null;
    if (context.stopping.aborted || runner.isHeld) return null;
    if (attempt >= attemptsBeforeFailure) fail(runner, error);
    else context.status.set(part.name, 'down', `${toFailure(runner, error).message} Trying again.`);
    return null;
  }
}

async function startOnce(runner: Runner): Promise<Child> {
  const { part, context } = runner;
  const { sandbox, status, records, stopping } = context;
  const report = (detail: string) => status.set(part.name, 'starting', detail);
  report('');
  await part.prepare?.(sandbox, report);
  stopping.throwIfAborted();
  const child = await startChild(part.command(sandbox), logFileOf(sandbox.folders.state, part.name));
  runner.child = child;
  records.add(part.name, child.pid);
  if (stopping.aborted || runner.isHeld) await child.stop(0);
  await untilReady(part, child, sandbox);
  await part.afterReady?.(sandbox, report);
  status.set(part.name, 'ready');
  return child;
}

async function untilReady(part: Part, child: Child, sandbox: Sandbox): Promise<void> {
  let ending: string | null = null;
  void child.ended.then((text) => {
    ending = text;
  });
  if (!part.isReady) await Promise.race([sleep(settleMs), child.ended]);
  for (const end = Date.now() + (part.startTimeoutMs ?? defaultStartTimeoutMs); Date.now() < end; await sleep(100)) {
    if (ending !== null) throw new Error(`It ${ending}.`);
    if (!part.isReady || (await part.isReady(sandbox))) return;
  }
  throw new Error('It was not ready in time.');
}

function markEnded(runner: Runner, ending: string): void {
  const { part, context } = runner;
  runner.child = null;
  context.records.remove(part.name);
  const restarting = runner.isHeld ? 'stopped on request' : `It ${ending}; starting it again.`;
  context.status.set(part.name, 'down', context.stopping.aborted ? 'stopped' : restarting);
}

function fail(runner: Runner, error: unknown): void {
  const failure = toFailure(runner, error);
  runner.context.status.set(runner.part.name, 'failed', failure.message);
  runner.settled.open(failure);
}

function untilWoken(runner: Runner): Promise<void> {
  return new Promise((resolve) => {
    runner.wake = resolve;
  });
}

async function pause(runner: Runner, ms: number): Promise<void> {
  await Promise.race([sleep(Math.min(longestPauseMs, ms)), untilWoken(runner)]);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
