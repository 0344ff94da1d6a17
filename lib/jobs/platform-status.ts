import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { log } from '../log.ts';
import type { PlatformStatus } from '../signals/observation.ts';

const file = z.object({
  parts: z.record(
    z.string(),
    z.object({
      title: z.string(),
      state: z.enum(['waiting', 'building', 'starting', 'ready', 'down', 'failed']),
      detail: z.string().default(''),
      since: z.coerce.date().transform((date) => date.getTime()),
    }),
  ),
});

const pollMs = 500;

/** Follows the file in which whoever runs the platform says how its parts are doing. Without a file nobody says, and the status is empty. */
export function followPlatformStatus(path: string | null, onChange: () => void) {
  let current: PlatformStatus = {};
  let changedAt = -1;

  async function poll(): Promise<void> {
    if (!path) return;
    const modified = await stat(path).then(
      (found) => found.mtimeMs,
      () => 0,
    );
    if (modified === changedAt) return;
    changedAt = modified;
    const parsed = file.safeParse(
      await readFile(path, 'utf8').then(
        (text) => JSON.parse(text),
        () => null,
      ),
    );
    if (parsed.success) current = parsed.data.parts;
    else log.warn('the platform status file cannot be read');
    onChange();
  }

  const timer = setInterval(() => void poll().catch(() => {}), pollMs);
  void poll().catch(() => {});
  return { status: (): PlatformStatus => current, close: () => clearInterval(timer) };
}
