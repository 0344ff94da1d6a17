import { expect, test } from 'vitest';
import { isAllowed, type Permission } from './permission.ts';
import type { Role } from './viewer.ts';

const reads: readonly Permission[] = ['team:read', 'route:read', 'route:check', 'domain:read'];
const writes: readonly Permission[] = ['route:write', 'domain:write'];

test.each<[Role | null, boolean, boolean, boolean]>([
  ['viewer', false, true, false],
  ['editor', false, true, true],
  ['admin', false, true, true],
  [null, true, true, false],
  ['viewer', true, true, false],
  [null, false, false, false],
])('role %s, platform admin %s: reads %s, writes %s', (role, isPlatformAdmin, mayRead, mayWrite) => {
  for (const permission of reads) expect(isAllowed(permission, role, isPlatformAdmin)).toBe(mayRead);
  for (const permission of writes) expect(isAllowed(permission, role, isPlatformAdmin)).toBe(mayWrite);
});

test.each(['viewer', 'editor', 'admin', null] as const)('role %s: only platform admins decide about claims', (role) => {
  expect(isAllowed('domain:decide', role, false)).toBe(false);
  expect(isAllowed('domain:decide', role, true)).toBe(true);
});
