import 'server-only';
import { lastEditors } from '../db/audit.ts';
import { log } from '../log.ts';

/** managedFields carry whole seconds, and the event is written after the apply. */
const toleranceMs = 5_000;
const pollMs = 3_000;

type Change = { readonly at: number; readonly by: string; readonly manager: string };

/** Puts people's names to changes that the cluster knows only as the portal's. */
export function followEditors(onChange: (ids: readonly string[]) => void) {
  let known: Awaited<ReturnType<typeof lastEditors>> = new Map();

  async function poll(): Promise<void> {
    const now = await lastEditors();
    const changed = [...now].flatMap(([id, { at }]) => (known.get(id)?.at === at ? [] : [id]));
    known = now;
    if (changed.length > 0) onChange(changed);
  }

  const run = () =>
    void poll().catch((error: unknown) => log.error({ err: error }, 'the last editors could not be read'));
  const timer = setInterval(run, pollMs);
  run();
  return {
    /** The change with the person's name, when it was made through the portal. */
    nameChange: (id: string, change: Change | null): { readonly at: number; readonly by: string } | null => {
      if (change === null) return null;
      const editor = known.get(id);
      const isTheirs =
        change.manager === 'signalbox' && editor !== undefined && Math.abs(editor.at - change.at) <= toleranceMs;
      return { at: change.at, by: isTheirs ? editor.who : change.by };
    },
    close: () => clearInterval(timer),
  };
}
