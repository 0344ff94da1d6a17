import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../parts/part.ts';
import type { PartName } from '../parts/part-name.ts';
import type { Failure } from './failure.ts';
import { createGate } from './gate.ts';
import { capLog, logFileOf } from './log-file.ts';
import { createRunner, type PartTimes, type Runner, type RunnerContext, runPart, stopProcess } from './part-runner.ts';

/** Runs the parts: starts each when those that it needs are ready, restarts what dies, stops all in order. */
export interface Supervisor {
  /** Resolves when every part was ready once or has failed. */
  readonly settled: Promise<readonly Failure[]>;
  /** Resolves when a part failed without which the sandbox is of no use. */
  readonly essentialFailure: Promise<Failure>;
  readonly times: ReadonlyMap<PartName, PartTimes>;
  pidOf(name: PartName): number | null;
  /** Stops a part and keeps it down until `release`. */
  hold(name: PartName): Promise<void>;
  release(name: PartName): void;
  restart(name: PartName): Promise<void>;
  stopAll(): Promise<void>;
}

/** What the supervisor works with. */
export type SupervisorSettings = { readonly parts: readonly Part[] } & Pick<
  RunnerContext,
  'sandbox' | 'store' | 'status' | 'records'
>;

const logCheckMs = 15_000;
const lastWaitMs = 2_000;

/** Starts to run the given parts. */
export function createSupervisor({ parts, ...settings }: SupervisorSettings): Supervisor {
  const stopping = new AbortController();
  const times = new Map<PartName, PartTimes>();
  const runners = new Map<PartName, Runner>();
  const runnerOf = (name: PartName): Runner => {
    const runner = runners.get(name);
    if (!runner) throw new Error(`"${name}" is not run by this sandbox.`);
    return runner;
  };
  for (const part of parts) {
    runners.set(part.name, createRunner(part, { ...settings, times, stopping: stopping.signal, runnerOf }));
  }
  const all = [...runners.values()];
  const finished = all.map(runPart);
  const essentialFailure = createGate<Failure>();
  for (const { part, settled } of all) {
    if (part.isEssential) void settled.opened.then((failure) => failure && essentialFailure.open(failure));
  }
  const capping = setInterval(() => capLogs(settings.sandbox.folders.state, parts), logCheckMs);
  return {
    settled: Promise.all(all.map(({ settled }) => settled.opened)).then(withoutNulls),
    essentialFailure: essentialFailure.opened,
    times,
    pidOf: (name) => runnerOf(name).child?.pid ?? null,
    async hold(name) {
      const runner = runnerOf(name);
      runner.isHeld = true;
      runner.wake();
      await stopProcess(runner);
      settings.status.set(name, 'down', 'stopped on request');
    },
    release(name) {
      const runner = runnerOf(name);
      runner.isHeld = false;
      runner.wake();
    },
    async restart(name) {
      const runner = runnerOf(name);
      await stopProcess(runner);
      runner.wake();
    },
    async stopAll() {
      stopping.abort();
      clearInterval(capping);
      for (const runner of all) runner.wake();
      await stopInOrder(all);
      await Promise.all(finished.map((run) => Promise.race([run, sleep(lastWaitMs)])));
      await Promise.all(all.map((runner) => runner.child?.stop(0)));
    },
  };
}

/** Stops each part after all that need it: the API server takes minutes to end when etcd has gone before. */
async function stopInOrder(runners: readonly Runner[]): Promise<void> {
  const stops = new Map<PartName, Promise<void>>();
  const stop = (runner: Runner): Promise<void> => {
    const { name } = runner.part;
    const known = stops.get(name) ?? stopAfterDependents(runner);
    stops.set(name, known);
    return known;
  };
  const stopAfterDependents = async (runner: Runner): Promise<void> => {
    const dependents = runners.filter(({ part }) => part.needs.includes(runner.part.name));
    await Promise.all(dependents.map(stop));
    await stopProcess(runner);
    runner.context.records.remove(runner.part.name);
  };
  await Promise.all(runners.map(stop));
}

function capLogs(stateFolder: string, parts: readonly Part[]): void {
  for (const part of parts) capLog(logFileOf(stateFolder, part.name));
}

function withoutNulls(failures: readonly (Failure | null)[]): readonly Failure[] {
  return failures.filter((failure) => failure !== null);
}
