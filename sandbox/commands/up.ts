import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type BinaryStore, diskNeed, openBinaryStore } from '../build/binary-store.ts';
import { watchEnvoy } from '../parts/envoy.ts';
import type { PartName } from '../parts/part-name.ts';
import { parts as allParts } from '../parts/table.ts';
import { askSandbox, openControlSocket } from '../processes/control-socket.ts';
import { findTakenPorts } from '../processes/port-check.ts';
import { openProcessRecords } from '../processes/process-records.ts';
import { createSupervisor, type Failure } from '../processes/supervisor.ts';
import { openScreen, type Screen } from '../screen/screen.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';
import { createPlatformStatus } from '../state/platform-status.ts';
import { answerControl } from './answer-control.ts';
import { openFaultProxy } from './fault-proxy-part.ts';
import { openSandbox } from './open-sandbox.ts';
import { untilAskedToStop } from './stop-signals.ts';
import { failureText, readyText, timesText } from './texts.ts';

/** How the sandbox is to be started. */
export interface UpOptions {
  readonly hasPortal: boolean;
  readonly usesFaultProxy: boolean;
}

/** Starts the sandbox, stays until it is asked to stop, and answers with the exit code. */
export async function up(settings: Settings, options: UpOptions): Promise<number> {
  const beganAt = Date.now();
  const folders = foldersOf(settings.stateFolder);
  if (await askSandbox(settings.stateFolder, { command: 'status' })) {
    console.error(
      'This sandbox is running already. See it with "npm run sandbox -- status", end it with "npm run sandbox -- down".',
    );
    return 1;
  }
  const records = openProcessRecords(folders.processes);
  const leftovers = await records.endLeftovers();
  if (leftovers.length > 0) console.log(`Ended what an unclean end left running: ${leftovers.join(', ')}.`);
  const unused = [
    ...(options.hasPortal ? [] : (['portal'] as const)),
    ...(options.usesFaultProxy ? [] : (['faultProxy'] as const)),
  ];
  const problems = await findTakenPorts(settings.ports, unused);
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    return 1;
  }
  const asked = untilAskedToStop();
  const stopBuilds = new AbortController();
  const store = openBinaryStore(settings, folders.logs, stopBuilds.signal);
  if (!tellWhatIsBuilt(store, settings)) return 1;
  const sandbox = await openSandbox(settings, store, options.usesFaultProxy);
  const parts = allParts.filter(({ name }) => options.hasPortal || name !== 'portal');
  const titles = new Map<PartName, string>(parts.map(({ name, title }) => [name, title]));
  titles.set('envoy', 'Envoy');
  const status = createPlatformStatus(folders.statusFile, titles);
  const screen = openScreen(status);
  const supervisor = createSupervisor({ parts, sandbox, store, status, records });
  const envoy = watchEnvoy({ sandbox, status, supervisor });
  const faultProxy = options.usesFaultProxy ? await openFaultProxy(sandbox) : null;
  let hasSettled = false;
  const control = await openControlSocket(settings.stateFolder, (request) =>
    answerControl(request, { status, supervisor, envoy, faultProxy, hasSettled: () => hasSettled, stop: asked.stop }),
  );
  const begun = reportStart();
  await asked.stopped;
  screen.close();
  console.log('Stopping …');
  stopBuilds.abort();
  envoy.close();
  control.close();
  await supervisor.stopAll();
  await faultProxy?.close();
  await sandbox.cluster.close();
  status.close();
  return (await begun) ? 0 : 1;

  /** Tells how the start went; false when an essential part failed, which ends the sandbox. */
  async function reportStart(): Promise<boolean> {
    const failures = await Promise.race([Promise.all([supervisor.settled, envoy.firstReady]), asked.stopped]);
    if (!failures) return true;
    const [failed] = failures;
    screen.close();
    followAfterStart(screen);
    linkKubectl();
    for (const failure of failed) console.error(failureText(failure));
    if (failed.some(isEssential)) {
      asked.stop();
      return false;
    }
    store.cleanUp();
    console.log(timesText(supervisor.times));
    console.log(
      readyText(sandbox, {
        hasPortal: options.hasPortal,
        seconds: (Date.now() - beganAt) / 1000,
        isWhole: failed.length === 0,
      }),
    );
    hasSettled = true;
    return true;
  }

  function followAfterStart(_screen: Screen): void {
    status.onChange((name, part, before) => {
      if (part.state !== before.state)
        console.log(
          `${new Date().toLocaleTimeString()} ${name}: ${part.state}${part.detail ? `: ${part.detail}` : ''}`,
        );
    });
  }

  /** kubectl of the right version, beside the kubeconfig. */
  function linkKubectl(): void {
    const target = join(folders.bin, 'kubectl');
    mkdirSync(folders.bin, { recursive: true });
    rmSync(target, { force: true });
    symlinkSync(store.pathOf('kubectl'), target);
  }
}

function isEssential(failure: Failure): boolean {
  return failure.part.isEssential === true;
}

function tellWhatIsBuilt(store: BinaryStore, settings: Settings): boolean {
  const missing = store.missing();
  if (missing.length === 0) return true;
  const { neededGb, freeGb } = diskNeed(missing, settings.cacheFolder);
  console.log(`To be prepared once on this machine: ${missing.map(({ name }) => name).join(', ')}.`);
  console.log(
    `This takes up to ${neededGb} GB of disk while it works, below ${settings.cacheFolder}; ${freeGb} GB are free.`,
  );
  if (freeGb >= neededGb) return true;
  console.error('That is too little. Free some, or name another folder with SIGNALBOX_CACHE.');
  return false;
}
