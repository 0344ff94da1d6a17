import type { BinaryStore } from '../build/binary-store.ts';
import type { PartName, PartState } from '../parts/part-name.ts';
import type { Failure } from '../processes/failure.ts';
import type { RunningSandbox } from './running-sandbox.ts';
import { failureText, portalText, readyText, timesText } from './texts.ts';

/** What the report needs to know of the start. */
export interface Start {
  readonly beganAt: number;
  readonly hasPortal: boolean;
  readonly store: BinaryStore;
}

/** Tells how the start goes and went. Answers false when the sandbox is of no use and should end. */
export async function reportStart(running: RunningSandbox, { beganAt, hasPortal, store }: Start): Promise<boolean> {
  const { supervisor, envoy, screen, sandbox } = running;
  tellWhenPortalIsOpen(running);
  const end = await Promise.race([
    Promise.all([supervisor.settled, envoy.firstReady]).then(([failures]) => ({ isUsable: true, failures })),
    supervisor.essentialFailure.then((failure) => ({ isUsable: false, failures: [failure] })),
  ]);
  const failures: readonly Failure[] = end.failures;
  const isUsable = end.isUsable && !failures.some(({ part }) => part.isEssential);
  screen.close();
  for (const failure of failures) console.error(failureText(failure));
  if (!isUsable) return false;
  if (failures.length === 0) store.cleanUp();
  console.log(timesText(supervisor.times));
  const seconds = (Date.now() - beganAt) / 1000;
  console.log(readyText(sandbox, { hasPortal, seconds, isWhole: failures.length === 0 }));
  followChanges(running);
  return true;
}

/** While later parts are still built the portal can be used: it shows them as being prepared. */
function tellWhenPortalIsOpen({ status, screen, sandbox }: RunningSandbox): void {
  let hasTold = false;
  status.onChange((name, part) => {
    if (hasTold || name !== 'portal' || part.state !== 'ready') return;
    hasTold = true;
    screen.say(portalText(sandbox));
  });
}

/** Tells when a part ends, fails or returns; the steps in between are in its log. */
function followChanges({ status }: RunningSandbox): void {
  const told = new Map<PartName, PartState>(status.entries().map(([name, { state }]) => [name, state]));
  status.onChange((name, { state, detail }) => {
    const isWorthALine = state === 'ready' || state === 'down' || state === 'failed';
    if (!isWorthALine || detail === 'stopped' || told.get(name) === state) return;
    told.set(name, state);
    console.log(`${new Date().toTimeString().slice(0, 8)} ${name}: ${state}${detail ? `, ${detail}` : ''}`);
  });
}
