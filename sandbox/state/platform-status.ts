import { type PartName, type PartState, shownParts } from '../parts/part-name.ts';
import { writePublicFile } from './private-file.ts';

/** What is known of one part. `since` is when `state` began, in ISO 8601; `detail` is a sentence or empty. */
export interface PartStatus {
  readonly title: string;
  readonly state: PartState;
  readonly detail: string;
  readonly since: string;
}

/** Knows the state of every part, tells listeners, and keeps the file that the portal reads. */
export interface PlatformStatus {
  set(name: PartName, state: PartState, detail?: string): void;
  get(name: PartName): PartStatus;
  entries(): readonly (readonly [PartName, PartStatus])[];
  onChange(listener: (name: PartName, status: PartStatus, before: PartStatus) => void): void;
  /** Writes what is not written yet; no change is followed afterwards. */
  close(): void;
}

const writeDelayMs = 100;

/** Opens the status of the given parts, all of them waiting. */
export function createPlatformStatus(file: string, titles: ReadonlyMap<PartName, string>): PlatformStatus {
  const startedAt = new Date().toISOString();
  const parts = new Map<PartName, PartStatus>();
  for (const [name, title] of titles) parts.set(name, { title, state: 'waiting', detail: '', since: startedAt });
  const listeners: ((name: PartName, status: PartStatus, before: PartStatus) => void)[] = [];
  let pending: NodeJS.Timeout | null = null;

  const write = () => {
    pending = null;
    writePublicFile(file, `${JSON.stringify(toDocument(parts), null, 2)}\n`);
  };
  const get = (name: PartName): PartStatus => {
    const status = parts.get(name);
    if (!status) throw new Error(`The sandbox has no part "${name}".`);
    return status;
  };
  write();
  return {
    get,
    set(name, state, detail = '') {
      const before = get(name);
      if (before.state === state && before.detail === detail) return;
      const since = before.state === state ? before.since : new Date().toISOString();
      const status = { title: before.title, state, detail, since };
      parts.set(name, status);
      for (const listener of listeners) listener(name, status, before);
      // A build reports many packages a second; the file follows at most ten times a second.
      pending ??= setTimeout(write, before.state === state ? writeDelayMs : 0);
    },
    entries: () => [...parts.entries()],
    onChange: (listener) => {
      listeners.push(listener);
    },
    close() {
      if (pending) clearTimeout(pending);
      write();
    },
  };
}

function toDocument(parts: ReadonlyMap<PartName, PartStatus>) {
  const shown = shownParts.flatMap((name) => {
    const status = parts.get(name);
    return status ? [[name, status] as const] : [];
  });
  return { updatedAt: new Date().toISOString(), parts: Object.fromEntries(shown) };
}
