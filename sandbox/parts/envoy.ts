import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGate } from '../processes/gate.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import type { PlatformStatus } from '../state/platform-status.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { isEnvoyListening } from './gateway-parts.ts';

/** Envoy's state. It is Envoy Gateway's child, so it is watched from outside. */
export interface EnvoyWatch {
  /** Resolves when it listened once, or when waiting longer makes no sense. */
  readonly firstReady: Promise<void>;
  hold(): Promise<void>;
  release(): void;
  restart(): Promise<void>;
  close(): void;
}

const pollMs = 300;
/** Envoy Gateway does not start an Envoy that died: after this many polls without one, Envoy Gateway is restarted. */
const pollsBeforeRestart = 10;
const firstReadyTimeoutMs = 60_000;

/** Watches Envoy until `close`. */
export function watchEnvoy({
  sandbox,
  status,
  supervisor,
}: {
  sandbox: Sandbox;
  status: PlatformStatus;
  supervisor: Supervisor;
}): EnvoyWatch {
  const first = createGate<void>();
  let isHeld = false;
  let isOpen = true;
  let missed = 0;
  let gatewayReadyAt: number | null = null;

  const killEnvoy = () => {
    const gateway = supervisor.pidOf('envoy-gateway');
    for (const pid of gateway === null ? [] : childrenOf(gateway)) process.kill(pid, 'SIGKILL');
  };
  const poll = async (): Promise<void> => {
    const gateway = status.get('envoy-gateway').state;
    if (gateway === 'failed') first.open();
    if (gateway !== 'ready') {
      status.set('envoy', gateway === 'down' || gateway === 'failed' ? 'down' : 'waiting', 'for Envoy Gateway');
      return;
    }
    gatewayReadyAt ??= Date.now();
    if (isHeld) {
      killEnvoy();
      status.set('envoy', 'down', 'stopped on request');
      return;
    }
    if (await isEnvoyListening(sandbox)) {
      missed = 0;
      status.set('envoy', 'ready');
      first.open();
      return;
    }
    missed += 1;
    const wasReady = status.get('envoy').state === 'ready' || status.get('envoy').state === 'down';
    status.set('envoy', wasReady ? 'down' : 'starting', wasReady ? 'it ended; starting it again' : '');
    if (Date.now() - gatewayReadyAt > firstReadyTimeoutMs) first.open();
    if (wasReady && missed >= pollsBeforeRestart) {
      missed = 0;
      await supervisor.restart('envoy-gateway');
    }
  };
  void (async () => {
    for (; isOpen; await sleep(pollMs)) await poll();
  })();
  return {
    firstReady: first.opened,
    async hold() {
      isHeld = true;
      killEnvoy();
      status.set('envoy', 'down', 'stopped on request');
    },
    release() {
      isHeld = false;
      missed = pollsBeforeRestart;
    },
    async restart() {
      isHeld = false;
      await supervisor.restart('envoy-gateway');
    },
    close() {
      isOpen = false;
      first.open();
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  try {
    return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .split('\n')
      .map(Number)
      .filter((child) => child > 0);
  } catch {
    return []; // It has none.
  }
}
