import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clockNow } from './clock.ts';

const hourMs = 3_600_000;

test('without a file the time is the machine’s, with one it is moved by what stands there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-clock-'));
  try {
    const file = join(folder, 'clock');
    expect(Math.abs(clockNow(null) - Date.now())).toBeLessThan(1_000);
    writeFileSync(file, String(72 * hourMs));
    expect(clockNow(file) - Date.now()).toBeGreaterThan(71 * hourMs);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
