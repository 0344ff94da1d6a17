import { useSyncExternalStore } from 'react';

/**
 * The time as the server counts it. The browser's clock may be an hour off; ages and countdowns must not be.
 * `setClockOffset` is called whenever the server has told its time.
 */
let offsetMs = 0;

/** Remembers how far the server's clock is ahead of the browser's, in milliseconds. */
export function setClockOffset(serverAheadMs: number): void {
  offsetMs = serverAheadMs;
}

/** Now, by the server's clock as far as it is known. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

type Ticker = { readonly listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | null; now: number };
const tickers = new Map<number, Ticker>();

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known) return known;
  const made: Ticker = { listeners: new Set(), timer: null, now: serverNow() };
  tickers.set(everyMs, made);
  return made;
}

function subscribeTo(everyMs: number) {
  return (listener: () => void) => {
    const ticker = tickerOf(everyMs);
    ticker.listeners.add(listener);
    if (!ticker.timer) {
      ticker.now = serverNow();
      ticker.timer = setInterval(() => {
        ticker.now = serverNow();
        for (const notify of ticker.listeners) notify();
      }, everyMs);
    }
    return () => {
      ticker.listeners.delete(listener);
      if (ticker.listeners.size > 0 || !ticker.timer) return;
      clearInterval(ticker.timer);
      ticker.timer = null;
    };
  };
}

const subscriptions = { 250: subscribeTo(250), 1000: subscribeTo(1_000), 30000: subscribeTo(30_000) } as const;
type TickMs = keyof typeof subscriptions;

/** The time, renewed every `everyMs`, one timer for all who ask alike. Null on the server and during hydration. */
export function useNow(everyMs: TickMs): number | null {
  return useSyncExternalStore<number | null>(
    subscriptions[everyMs],
    () => tickerOf(everyMs).now,
    () => null,
  );
}

const never = () => () => {};

/** False on the server and while hydrating, true afterwards: for what only the browser knows, as its time zone. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
