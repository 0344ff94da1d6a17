import { createGate } from '../processes/gate.ts';

/** The wish to stop: by a signal, by another terminal, or because the process that started this one died. */
export interface StopWish {
  readonly stopped: Promise<null>;
  readonly stop: () => void;
}

/** A terminal may deliver one Ctrl-C twice (through npm); a later one means that somebody does not want to wait. */
const doubleSignalMs = 1_500;

/** Listens for what ends a sandbox. */
export function untilAskedToStop(): StopWish {
  const wish = createGate<null>();
  let firstAt = 0;
  const stop = () => wish.open(null);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt !== 0 && Date.now() - firstAt > doubleSignalMs) process.exit(130); // Children end with the launcher.
      firstAt ||= Date.now();
      stop();
    });
  }
  const parent = Number(process.env.SIGNALBOX_BOOTSTRAP_PID ?? 0);
  // Whoever is started by something that the bootstrap started inherits the variable; only its own child is meant.
  if (parent > 0 && process.ppid === parent) {
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 500);
    void wish.opened.then(() => clearInterval(watch));
  }
  return { stopped: wish.opened, stop };
}
