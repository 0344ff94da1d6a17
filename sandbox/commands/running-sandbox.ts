import type { EnvoyWatch } from '../parts/envoy.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import type { Screen } from '../screen/screen.ts';
import type { PlatformStatus } from '../state/platform-status.ts';
import type { Sandbox } from '../state/sandbox.ts';

/** A sandbox whose parts are starting or run. */
export interface RunningSandbox {
  readonly sandbox: Sandbox;
  readonly status: PlatformStatus;
  readonly screen: Screen;
  readonly supervisor: Supervisor;
  readonly envoy: EnvoyWatch;
  close(): Promise<void>;
}
