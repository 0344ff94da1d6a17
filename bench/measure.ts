/** How often something was done in a second, and how long single calls took. */
export type Measured = {
  readonly name: string;
  readonly perSecond: number;
  /** The same of a second of processor time, which other work on the machine hardly touches. */
  readonly perProcessorSecond: number;
  readonly p50Us: number;
  readonly p95Us: number;
  readonly p99Us: number;
};

/** Of processor time, so that it is warm and measured for as long beside other work. */
const warmUpMs = 600;
const runMs = 1_000;
const batchSize = 20;

/** Runs `ask` over the inputs in turn, warm, for about a second of processor time, and times batches of calls. */
export function measure<T>(name: string, inputs: readonly T[], ask: (input: T) => unknown): Measured {
  runFor(warmUpMs, inputs, ask);
  const { calls, elapsedMs, processorMs, samples } = runFor(runMs, inputs, ask);
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    name,
    perSecond: (calls / elapsedMs) * 1_000,
    perProcessorSecond: (calls / processorMs) * 1_000,
    p50Us: at(0.5),
    p95Us: at(0.95),
    p99Us: at(0.99),
  };
}

function runFor<T>(durationMs: number, inputs: readonly T[], ask: (input: T) => unknown) {
  const samples: number[] = [];
  const start = performance.now();
  const before = process.cpuUsage();
  const processorMs = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  let calls = 0;
  let kept: unknown;
  for (let now = start; processorMs() < durationMs; ) {
    for (let done = 0; done < batchSize; done += 1) {
      const input = inputs[calls % inputs.length];
      if (input !== undefined) kept = ask(input);
      calls += 1;
    }
    const next = performance.now();
    samples.push(((next - now) * 1_000) / batchSize);
    now = next;
  }
  // Keeps the engine from dropping calls whose answer nobody reads.
  if (kept === samples) throw new Error('unreachable');
  return { calls, elapsedMs: performance.now() - start, processorMs: processorMs(), samples };
}

/** Prints the first one's numbers and how the others compare with it. */
export function report(all: readonly [Measured, ...Measured[]]): void {
  const [first] = all;
  for (const { name, perSecond, perProcessorSecond, p50Us, p95Us, p99Us } of all) {
    const ratio = first.perSecond / perSecond;
    const times = [p50Us, p95Us, p99Us].map((us) => us.toFixed(us < 10 ? 2 : 0)).join(' / ');
    console.log(
      `${name.padEnd(26)} ${Math.round(perSecond).toLocaleString('en').padStart(11)} /s (${Math.round(perProcessorSecond).toLocaleString('en')} of processor time)   p50 / p95 / p99 ${times} µs` +
        (name === first.name
          ? ''
          : `   ${first.name} × ${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString('en')}`),
    );
  }
}
