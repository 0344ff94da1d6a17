import 'server-only';

const store: Record<symbol, unknown> = globalThis as never;

/**
 * One value per process, also when the bundler loads a module more than once
 * (instrumentation, pages and route handlers are separate bundles that share only `globalThis`).
 *
 * @param name unique among all callers
 * @param make called at the first use; a rejected promise is not kept, so that the next caller tries again
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`signalbox.${name}`);
  const existing = store[key] as T | undefined;
  if (existing !== undefined) return existing;
  const value = make();
  store[key] = value;
  if (value instanceof Promise) {
    value.catch(() => {
      if (store[key] === value) delete store[key];
    });
  }
  return value;
}
