import { setTimeout as sleep } from 'node:timers/promises';
import type { BinaryStore } from '../build/binary-store.ts';
import { recipeOf } from '../build/recipe.ts';
import type { Part } from '../parts/part.ts';
import type { PartName } from '../parts/part-name.ts';
import type { PlatformStatus } from '../state/platform-status.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { type Child, startChild } from './child.ts';
import { createGate } from './gate.ts';
import { capLog, lastLines, logFileOf } from './log-file.ts';
import type { ProcessRecords } from './process-records.ts';

/** A part that could not be built or started, with what its log said last. */
export interface Failure {
  readonly part: Part;
  readonly message: string;
  readonly lines: readonly string[];
  readonly logFile: string;
}

/** How long a part took: to be built or found, and from its start until it was ready. */
export interface PartTimes {
  readonly buildMs: number;
  readonly startMs: number;
}

/** Runs the parts: starts each when those that it needs are ready, restarts what dies, stops all in order. */
export interface Supervisor {
  /** Resolves when every part was ready once or has failed. */
  readonly settled: Promise<readonly Failure[]>;
  readonly times: ReadonlyMap<PartName, PartTimes>;
  pidOf(name: PartName): number | null;
  /** Stops a part and keeps it down until `release`. */
  hold(name: PartName): Promise<void>;
  release(name: PartName): void;
  restart(name: PartName): Promise<void>;
  stopAll(): Promise<void>;
}

/** What the supervisor works with. */
export interface SupervisorParts {
  readonly parts: readonly Part[];
  readonly sandbox: Sandbox;
  readonly store: BinaryStore;
  readonly status: PlatformStatus;
  readonly records: ProcessRecords;
}

interface Runner {
  readonly part: Part;
  readonly ready: Promise<void>;
  readonly settled: Promise<Failure | null>;
  child: Child | null;
  isHeld: boolean;
  /** Ends a wait: for the end of a hold, or of a pause between two attempts. */
  wake: () => void;
  readonly finished: Promise<void>;
}

const defaultStopGraceMs = 4_000;
const defaultStartTimeoutMs = 90_000;
const settleMs = 700;
const attemptsBeforeFailure = 3;

/** Starts to run the given parts. */
export function createSupervisor(context: SupervisorParts): Supervisor {
  const runners = new Map<PartName, Runner>();
  const times = new Map<PartName, PartTimes>();
  const stopping = new AbortController();
  for (const part of context.parts) runners.set(part.name, createRunner(part));
  const capping = setInterval(() => {
    for (const part of context.parts) capLog(logFileOf(context.sandbox.folders.state, part.name));
  }, 15_000);

  function runnerOf(name: PartName): Runner {
    const runner = runners.get(name);
    if (!runner) throw new Error(`"${name}" is not run by this sandbox.`);
    return runner;
  }

  function createRunner(part: Part): Runner {
    const ready = createGate<void>();
    const settled = createGate<Failure | null>();
    const runner: Runner = {
      part,
      ready: ready.opened,
      settled: settled.opened,
      child: null,
      isHeld: false,
      wake: () => undefined,
      // Begins in the next turn, when all runners are known.
      finished: Promise.resolve().then(() => run(runner, ready.open, settled.open)),
    };
    return runner;
  }

  async function run(runner: Runner, openReady: () => void, settle: (failure: Failure | null) => void): Promise<void> {
    const { part } = runner;
    const beganAt = Date.now();
    try {
      await build(part);
    } catch (error) {
      if (!stopping.signal.aborted)
        settle(fail(part, error, `build-${part.binaries[0] ? recipeOf(part.binaries[0]).name : part.name}`));
      return;
    }
    const buildMs = Date.now() - beganAt;
    const needed = part.needs.filter((name) => context.status.get(name).state !== 'ready');
    context.status.set(part.name, 'waiting', needed.length > 0 ? `for ${needed.join(', ')}` : '');
    await Promise.race([Promise.all(part.needs.map((name) => runnerOf(name).ready)), aborted(stopping.signal)]);
    for (let attempt = 1; !stopping.signal.aborted; ) {
      if (runner.isHeld) {
        await waitForWake(runner);
        continue;
      }
      const startedAt = Date.now();
      try {
        const child = await startOnce(runner);
        if (!times.has(part.name)) times.set(part.name, { buildMs, startMs: Date.now() - startedAt });
        attempt = 1;
        openReady();
        settle(null);
        const ending = await child.ended;
        markEnded(runner, ending);
      } catch (error) {
        await runner.child?.stop(0);
        runner.child = null;
        if (stopping.signal.aborted || runner.isHeld) continue;
        attempt += 1;
        if (attempt > attemptsBeforeFailure) settle(fail(part, error, part.name));
        else context.status.set(part.name, 'down', `${messageOf(error)} Trying again.`);
      }
      if (!stopping.signal.aborted && !runner.isHeld) await pause(runner, Math.min(15_000, 250 * 2 ** attempt));
    }
  }

  async function build(part: Part): Promise<void> {
    const report = (detail: string) => {
      if (!stopping.signal.aborted) context.status.set(part.name, 'building', detail);
    };
    const recipes = new Set(part.binaries.map(recipeOf));
    await Promise.all([
      ...[...recipes].map((recipe) => context.store.resolve(recipe, report)),
      part.build?.(context.sandbox, report),
    ]);
  }

  async function startOnce(runner: Runner): Promise<Child> {
    const { part } = runner;
    const { sandbox, status, records } = context;
    const report = (detail: string) => status.set(part.name, 'starting', detail);
    report('');
    await part.prepare?.(sandbox, report);
    stopping.signal.throwIfAborted();
    const child = await startChild(part.command(sandbox), logFileOf(sandbox.folders.state, part.name));
    runner.child = child;
    records.add(part.name, child.pid);
    if (stopping.signal.aborted || runner.isHeld) await child.stop(0);
    await untilReady(part, child);
    await part.afterReady?.(sandbox, report);
    status.set(part.name, 'ready');
    return child;
  }

  async function untilReady(part: Part, child: Child): Promise<void> {
    let ending: string | null = null;
    void child.ended.then((text) => {
      ending = text;
    });
    const end = Date.now() + (part.startTimeoutMs ?? defaultStartTimeoutMs);
    if (!part.isReady) await Promise.race([sleep(settleMs), child.ended]);
    while (Date.now() < end) {
      if (ending !== null) throw new Error(`It ${ending}.`);
      if (!part.isReady || (await part.isReady(context.sandbox))) return;
      await sleep(100);
    }
    throw new Error('It was not ready in time.');
  }

  function markEnded(runner: Runner, ending: string): void {
    runner.child = null;
    context.records.remove(runner.part.name);
    if (stopping.signal.aborted) return;
    context.status.set(
      runner.part.name,
      'down',
      runner.isHeld ? 'stopped on request' : `It ${ending}; starting it again.`,
    );
  }

  function fail(part: Part, error: unknown, logName: string): Failure {
    const logFile = logFileOf(context.sandbox.folders.state, logName);
    const message = messageOf(error);
    context.status.set(part.name, 'failed', message);
    return { part, message, lines: lastLines(logFile, 12), logFile };
  }

  async function stop(runner: Runner): Promise<void> {
    await Promise.all(dependentsOf(runner.part.name).map((name) => stop(runnerOf(name))));
    await runner.child?.stop(runner.part.stopGraceMs ?? defaultStopGraceMs);
    context.records.remove(runner.part.name);
  }

  function dependentsOf(name: PartName): readonly PartName[] {
    return context.parts.filter(({ needs }) => needs.includes(name)).map((part) => part.name);
  }

  return {
    settled: Promise.all([...runners.values()].map(({ settled }) => settled)).then((failures) =>
      failures.filter((failure) => failure !== null),
    ),
    times,
    pidOf: (name) => runnerOf(name).child?.pid ?? null,
    async hold(name) {
      const runner = runnerOf(name);
      runner.isHeld = true;
      runner.wake();
      await runner.child?.stop(defaultStopGraceMs);
      context.status.set(name, 'down', 'stopped on request');
    },
    release(name) {
      const runner = runnerOf(name);
      runner.isHeld = false;
      runner.wake();
    },
    async restart(name) {
      const runner = runnerOf(name);
      await runner.child?.stop(defaultStopGraceMs);
      runner.wake();
    },
    async stopAll() {
      stopping.abort();
      clearInterval(capping);
      for (const runner of runners.values()) runner.wake();
      await Promise.all([...runners.values()].map(stop));
      await Promise.all([...runners.values()].map((runner) => Promise.race([runner.finished, sleep(2_000)])));
      await Promise.all([...runners.values()].map((runner) => runner.child?.stop(0)));
    },
  };

  function waitForWake(runner: Runner): Promise<void> {
    return new Promise((resolve) => {
      runner.wake = resolve;
    });
  }

  function pause(runner: Runner, ms: number): Promise<void> {
    return Promise.race([sleep(ms), waitForWake(runner)]);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
