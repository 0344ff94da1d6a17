import type { FaultProxy } from '../fault-proxy.ts';
import { parseFaultMode } from '../fault-proxy.ts';
import { type PartName, shownParts } from '../parts/part-name.ts';
import { parts } from '../parts/table.ts';
import type { ControlAnswer, ControlRequest } from '../processes/control-socket.ts';
import type { RunningSandbox } from './running-sandbox.ts';

/** What a running sandbox can be asked about. */
export interface Controlled extends Pick<RunningSandbox, 'status' | 'supervisor' | 'envoy'> {
  readonly faultProxy: FaultProxy | null;
  /** True once the start is over, well or not. */
  readonly hasSettled: () => boolean;
  readonly stop: () => void;
}

/** Does what another terminal asks of this sandbox. */
export async function answerControl(request: ControlRequest, running: Controlled): Promise<ControlAnswer> {
  switch (request.command) {
    case 'status':
      return accept(running.hasSettled() ? 'settled' : 'starting', Object.fromEntries(running.status.entries()));
    case 'down':
      running.stop();
      return accept('Stopping.', process.pid);
    case 'fault':
      if (!running.faultProxy) return refuse('This sandbox has no fault proxy: start it with "up --fault-proxy".');
      running.faultProxy.setMode(parseFaultMode(request.mode));
      return accept(`The fault proxy is set to ${request.mode}.`);
    case 'stop':
    case 'start':
    case 'restart':
      return control(request.command, toPartName(request.part), running);
  }
}

async function control(
  command: 'stop' | 'start' | 'restart',
  name: PartName,
  { supervisor, envoy }: Controlled,
): Promise<ControlAnswer> {
  const target =
    name === 'envoy'
      ? envoy
      : {
          hold: () => supervisor.hold(name),
          release: () => supervisor.release(name),
          restart: () => supervisor.restart(name),
        };
  if (command === 'stop') await target.hold();
  else if (command === 'start') target.release();
  else await target.restart();
  return accept(command === 'stop' ? `${name} is stopped until "start ${name}".` : `${name} is starting.`);
}

function toPartName(text: string): PartName {
  const names: readonly PartName[] = [...shownParts, ...parts.map(({ name }) => name)];
  const name = names.find((candidate) => candidate === text);
  if (!name) throw new Error(`There is no part "${text}". The parts are ${[...new Set(names)].join(', ')}.`);
  return name;
}

function accept(message: string, data: unknown = null): ControlAnswer {
  return { ok: true, message, data };
}

function refuse(message: string): ControlAnswer {
  return { ok: false, message, data: null };
}
