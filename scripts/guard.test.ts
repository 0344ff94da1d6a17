import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { guardModes } from '../lib/guard/options.ts';

const root = join(import.meta.dirname, '..');

/** As a newcomer would run it: without settings in the environment. */
function print(...args: readonly string[]): string {
  const env = { ...process.env, SIGNALBOX_ZONES: '', SIGNALBOX_RESERVED_LABELS: '' };
  return execFileSync(process.execPath, ['scripts/guard.ts', '--print', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

test.each(guardModes)('deploy/guard/%s.yaml is what the script prints (npm run guard -- --write)', (mode) => {
  expect(readFileSync(join(root, 'deploy', 'guard', `${mode}.yaml`), 'utf8')).toBe(print('--mode', mode));
});

test('nothing that is printed reads differently in YAML 1.1, as kubectl reads it', () => {
  const text = print('--mode', 'deny', '--zones', 'apps.test', '--reserved-labels', 'on,no');
  const read = (version: '1.1' | '1.2') => parseAllDocuments(text, { version }).map((document) => document.toJS());
  expect(read('1.1')).toEqual(read('1.2'));
});

test('a mode that does not exist is refused', () => {
  expect(() => print('--mode', 'block')).toThrow(/audit, warn, deny/);
});
