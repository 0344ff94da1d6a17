import { askSandbox, type ControlRequest } from '../processes/control-socket.ts';
import type { Settings } from '../settings/settings.ts';

/** Asks something of the running sandbox and prints its answer. Answers with the exit code. */
export async function ask(settings: Settings, request: ControlRequest): Promise<number> {
  const answer = await askSandbox(settings.stateFolder, request);
  if (!answer) {
    console.error('No sandbox is running.');
    return 3;
  }
  if (answer.ok) console.log(answer.message);
  else console.error(answer.message);
  return answer.ok ? 0 : 1;
}
