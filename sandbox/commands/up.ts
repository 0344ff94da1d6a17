import { type BinaryStore, openBinaryStore } from '../build/binary-store.ts';
import { watchEnvoy } from '../parts/envoy.ts';
import type { PartName } from '../parts/part-name.ts';
import { parts as allParts } from '../parts/table.ts';
import { openControlSocket } from '../processes/control-socket.ts';
import { openPortForwarder } from '../processes/port-forwarder.ts';
import { openProcessRecords } from '../processes/process-records.ts';
import { createSupervisor } from '../processes/supervisor.ts';
import { openScreen } from '../screen/screen.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';
import { createPlatformStatus } from '../state/platform-status.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { answerControl } from './answer-control.ts';
import { findObstacles, tellWhatIsBuilt } from './before-start.ts';
import { openFaultProxy } from './fault-proxy-part.ts';
import { openSandbox } from './open-sandbox.ts';
import type { RunningSandbox } from './running-sandbox.ts';
import { reportStart } from './start-report.ts';
import { untilAskedToStop } from './stop-signals.ts';
import type { UpOptions } from './up-options.ts';

/** Starts the sandbox, stays until it is asked to stop, and answers with the exit code. */
export async function up(settings: Settings, options: UpOptions): Promise<number> {
  const beganAt = Date.now();
  const obstacles = await findObstacles(settings, options);
  if (obstacles.length > 0) {
    console.error(obstacles.join('\n'));
    return 1;
  }
  const asked = untilAskedToStop();
  const stopBuilds = new AbortController();
  const store = openBinaryStore(settings, foldersOf(settings.stateFolder).logs, stopBuilds.signal);
  if (!tellWhatIsBuilt(store, settings)) return 1;
  const sandbox = await openSandbox(settings, store, options.usesFaultProxy);
  const running = startParts(sandbox, store, options);
  const browserPort = await openPortForwarder(settings.ports.gatewayWeb, settings.ports.gatewayHttp);
  const faultProxy = options.usesFaultProxy ? await openFaultProxy(sandbox) : null;
  let hasSettled = false;
  const control = await openControlSocket(settings.stateFolder, (request) =>
    answerControl(request, { ...running, faultProxy, hasSettled: () => hasSettled, stop: asked.stop }),
  );
  const report = reportStart(running, { ...options, beganAt, store }).then((isUsable) => {
    hasSettled = true;
    if (!isUsable) asked.stop();
    return isUsable;
  });
  await asked.stopped;
  running.screen.close();
  console.log('Stopping …');
  stopBuilds.abort();
  control.close();
  browserPort.close();
  await running.close();
  await faultProxy?.close();
  await sandbox.cluster.close();
  return hasSettled && !(await report) ? 1 : 0;
}

function startParts(sandbox: Sandbox, store: BinaryStore, options: UpOptions): RunningSandbox {
  const parts = allParts.filter(({ name }) => options.hasPortal || name !== 'portal');
  const titles = new Map<PartName, string>(parts.map(({ name, title }) => [name, title]));
  titles.set('envoy', 'Envoy');
  const status = createPlatformStatus(sandbox.folders.statusFile, titles);
  const screen = openScreen(status);
  const records = openProcessRecords(sandbox.folders.processes);
  const supervisor = createSupervisor({ parts, sandbox, store, status, records });
  const envoy = watchEnvoy({ sandbox, status, supervisor });
  return {
    sandbox,
    status,
    screen,
    supervisor,
    envoy,
    async close() {
      envoy.close();
      await supervisor.stopAll();
      status.close();
    },
  };
}
