import { openBinaryStore } from '../build/binary-store.ts';
import { recipes } from '../build/recipe.ts';
import { ToolError } from '../build/run-tool.ts';
import { buildPortal } from '../portal/build.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';

/** What `prepare` is to make ready. */
export interface PrepareOptions {
  readonly hasPortal: boolean;
  /** Only these recipes; empty for all. */
  readonly only: readonly string[];
}

const quietMs = 3_000;

/** Resolves and builds all that a sandbox needs, and starts nothing: afterwards one can start without a network. Answers with the exit code. */
export async function prepare(settings: Settings, { hasPortal, only }: PrepareOptions): Promise<number> {
  const folders = foldersOf(settings.stateFolder);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const store = openBinaryStore(settings, folders.logs, stop.signal);
  const wanted = recipes.filter(({ name }) => only.length === 0 || only.includes(name));
  const results = await Promise.all([
    ...wanted.map((recipe) => timed(recipe.name, stop.signal, (report) => store.resolve(recipe, report))),
    ...(hasPortal ? [timed('portal', stop.signal, (report) => buildPortal({ settings, folders }, report))] : []),
  ]);
  if (!results.every(Boolean)) return 1;
  store.cleanUp();
  console.log('All is prepared.');
  return 0;
}

async function timed(
  name: string,
  stop: AbortSignal,
  run: (report: (detail: string) => void) => Promise<void>,
): Promise<boolean> {
  const beganAt = Date.now();
  let toldAt = 0;
  try {
    await run((detail) => {
      if (Date.now() - toldAt < quietMs) return;
      toldAt = Date.now();
      console.log(`${name}: ${detail}`);
    });
    console.log(`${name}: prepared in ${((Date.now() - beganAt) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    if (stop.aborted) return false;
    console.error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof ToolError) console.error(error.lines.map((line) => `    ${line}`).join('\n'));
    return false;
  }
}
