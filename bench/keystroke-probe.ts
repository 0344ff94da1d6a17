import type { Page } from '@playwright/test';

/** What one field's keystrokes took. */
export type Keystrokes = {
  /** From the key's own timestamp until the frame that shows every preview of it has been handed over, in milliseconds. */
  readonly paintedMs: readonly number[];
  /** Interactions that the browser itself counted as longer than 16 ms, with their durations. */
  readonly slowInteractionsMs: readonly number[];
  /** Tasks of the main thread above 50 ms. */
  readonly longTasksMs: readonly number[];
};

type Probe = {
  /** From now on the next keystroke counts. */
  readonly arm: () => void;
  readonly painted: () => Promise<number>;
  readonly take: () => Omit<Keystrokes, 'paintedMs'>;
};

declare global {
  interface Window {
    keystrokeProbe?: Probe;
  }
}

const longestWaitMs = 20_000;
const alphabet = 'abcdefghijklmnopqrstuvwxyz';
const burst = 20;
/** Between two keystrokes, as nobody types faster for long. */
const pauseMs = 60;

/**
 * Types into the field that has the focus, key by key, each when the previews of the last one are on the screen.
 *
 * @param previews selectors of what must show the field's new value as text
 * @param begin what the field holds when a burst begins; every burst begins anew, since previews cut long values
 */
export async function typeAndMeasure(
  page: Page,
  { count, previews, begin }: { readonly count: number; readonly previews: readonly string[]; readonly begin: string },
): Promise<Keystrokes> {
  await page.evaluate(installProbe, previews);
  const paintedMs: number[] = [];
  for (let typed = 0; typed < count; typed += 1) {
    if (typed % burst === 0) await beginAnew(page, begin);
    await page.evaluate(() => window.keystrokeProbe?.arm());
    const painted = page.evaluate(() => window.keystrokeProbe?.painted() ?? Number.NaN);
    await page.keyboard.press(alphabet[typed % alphabet.length] ?? 'x');
    paintedMs.push(await withLimit(painted));
    await page.waitForTimeout(pauseMs);
  }
  const rest = await page.evaluate(() => window.keystrokeProbe?.take());
  return { paintedMs, slowInteractionsMs: [], longTasksMs: [], ...rest };
}

async function beginAnew(page: Page, begin: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(begin);
  await page.waitForTimeout(1_500);
}

async function withLimit(painted: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The previews never showed what was typed.')), longestWaitMs);
  });
  try {
    return await Promise.race([painted, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the page, so it may use nothing from outside of itself. */
function installProbe(previews: readonly string[]): void {
  const slowInteractionsMs: number[] = [];
  const longTasksMs: number[] = [];
  let pressedAt = 0;
  let painted = Promise.resolve(0);
  let waiting: { wanted: string | null; done: (ms: number) => void } | null = null;

  function observe(options: PerformanceObserverInit & { durationThreshold?: number }, into: number[]): void {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const isInteraction = 'interactionId' in entry && entry.interactionId !== 0;
        if (entry.entryType === 'longtask' || (entry.name === 'keydown' && isInteraction)) into.push(entry.duration);
      }
    });
    observer.observe(options);
  }
  observe({ type: 'longtask' }, longTasksMs);
  observe({ type: 'event', durationThreshold: 16 }, slowInteractionsMs);

  function look(): void {
    const wanted = waiting?.wanted;
    if (!waiting || !wanted) return;
    if (!previews.every((selector) => document.querySelector(selector)?.textContent?.includes(wanted))) return;
    const { done } = waiting;
    waiting = null;
    // The frame is painted between its callback and the next task.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - pressedAt);
      channel.port2.postMessage(null);
    });
  }
  document.addEventListener(
    'keydown',
    (event) => {
      pressedAt = event.timeStamp;
    },
    true,
  );
  document.addEventListener(
    'input',
    ({ target }) => {
      if (!waiting || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
      waiting.wanted = target.value;
    },
    true,
  );
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  window.keystrokeProbe = {
    arm: () => {
      painted = new Promise((done) => {
        waiting = { wanted: null, done };
      });
    },
    painted: () => painted,
    take: () => ({ slowInteractionsMs, longTasksMs }),
  };
}
