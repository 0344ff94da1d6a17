import 'server-only';
import { processWide } from '../process-wide.ts';

/** How many questions this process sends a second, over everything that asks. A burst may use one second's worth. */
export const queriesPerSecond = 400;

type Turns = { tokens: number; at: number; queue: (() => void)[]; timer: NodeJS.Timeout | undefined };

/** Waits until one more question may be sent: other people's name servers are no place for a storm. */
export function takeQueryTurn(): Promise<void> {
  const turns = processWide<Turns>('dns-query-turns', () => ({
    tokens: queriesPerSecond,
    at: performance.now(),
    queue: [],
    timer: undefined,
  }));
  return new Promise((resolve) => {
    turns.queue.push(resolve);
    serve(turns);
  });
}

function serve(turns: Turns): void {
  const now = performance.now();
  turns.tokens = Math.min(queriesPerSecond, turns.tokens + ((now - turns.at) / 1_000) * queriesPerSecond);
  turns.at = now;
  while (turns.tokens >= 1 && turns.queue.length > 0) {
    turns.tokens -= 1;
    turns.queue.shift()?.();
  }
  if (turns.queue.length === 0) return;
  turns.timer ??= setTimeout(() => {
    turns.timer = undefined;
    serve(turns);
  }, 10);
}
