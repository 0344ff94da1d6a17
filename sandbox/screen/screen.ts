import type { PartName } from '../parts/part-name.ts';
import type { PlatformStatus } from '../state/platform-status.ts';
import { partLine } from './part-line.ts';

/** Shows the parts while they are built and started. */
export interface Screen {
  /** A line that stays: above the table on a terminal. */
  say(line: string): void;
  /** Stops redrawing; the last picture stays. */
  close(): void;
}

/** Opens the screen that fits where the output goes: one that redraws on a terminal, plain lines elsewhere. */
export function openScreen(status: PlatformStatus): Screen {
  return process.stdout.isTTY ? openTerminal(status) : openPlainLines(status);
}

const redrawMs = 120;

function openTerminal(status: PlatformStatus): Screen {
  let drawn = 0;
  let pending: NodeJS.Timeout | null = null;
  const draw = () => {
    pending = null;
    const width = process.stdout.columns || 80;
    const lines = status.entries().map(([name, part]) => partLine(name, part, { hasColour: true, width: width - 1 }));
    process.stdout.write(`${up(drawn)}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  };
  let isOpen = true;
  status.onChange(() => {
    if (isOpen) pending ??= setTimeout(draw, redrawMs);
  });
  draw();
  return {
    say(line) {
      if (!isOpen) return void process.stdout.write(`${line}\n`);
      process.stdout.write(`${up(drawn)}\x1b[0J${line}\n`);
      drawn = 0;
      draw();
    },
    close() {
      if (pending) {
        clearTimeout(pending);
        draw();
      }
      isOpen = false;
    },
  };
}

function up(lines: number): string {
  return lines > 0 ? `\x1b[${lines}A` : '';
}

/** No more than one line about the same state of a part in this time. */
const quietMs = 5_000;

function openPlainLines(status: PlatformStatus): Screen {
  const lastAt = new Map<PartName, number>();
  let isOpen = true;
  status.onChange((name, part, before) => {
    if (!isOpen) return;
    const now = Date.now();
    if (part.state === before.state && now - (lastAt.get(name) ?? 0) < quietMs) return;
    lastAt.set(name, now);
    process.stdout.write(`${partLine(name, part, { hasColour: false })}\n`);
  });
  return {
    say: (line) => void process.stdout.write(`${line}\n`),
    close: () => {
      isOpen = false;
    },
  };
}
