import { z } from 'zod';
import { type PartName, shownParts } from '../parts/part-name.ts';
import { parts } from '../parts/table.ts';
import { askSandbox } from '../processes/control-socket.ts';
import { partLine } from '../screen/part-line.ts';
import type { Settings } from '../settings/settings.ts';

const statusShape = z.record(
  z.string(),
  z.object({
    title: z.string(),
    state: z.enum(['waiting', 'building', 'starting', 'ready', 'down', 'failed']),
    detail: z.string(),
    since: z.string(),
  }),
);

const envoyRole = 'takes the requests for all hostnames';

/** Prints the state of every part of a running sandbox. The exit code is 0 when all are ready, 3 when none runs. */
export async function status(settings: Settings): Promise<number> {
  const answer = await askSandbox(settings.stateFolder, { command: 'status' });
  if (!answer) {
    console.log('No sandbox is running. Start it with "npm start" or "npm run sandbox -- up".');
    return 3;
  }
  const states = statusShape.parse(answer.data);
  const names: readonly PartName[] = [...shownParts, 'knot-secondary', 'knot-parent'];
  for (const name of names) {
    const state = states[name];
    if (!state) continue;
    const role = parts.find((part) => part.name === name)?.role ?? envoyRole;
    console.log(`${partLine(name, state, { hasColour: process.stdout.isTTY })}  ${role}`);
  }
  return Object.values(states).every(({ state }) => state === 'ready') ? 0 : 1;
}
