import { expect, test } from 'vitest';
import { domainRow } from '@/components/domains/domain-row-builder.ts';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import { commandsFor, findCommands } from './commands.ts';

const team: ViewerTeam = { slug: 'shop', name: 'Shop', namespaces: ['shop'], role: 'editor', canEdit: true };
const viewer: Viewer = { id: '1', name: 'Mara', email: 'mara@shop.test', isPlatformAdmin: false, teams: [team] };
const bücher = domainRow({ hostname: 'xn--bcher-kva.test', unicode: 'bücher.test', state: 'blocked' });
const known = { routes: [], domains: [bücher] };

function labels(typed: string, who: Viewer = viewer, where: ViewerTeam = team): readonly string[] {
  return findCommands(commandsFor(who, where, known), typed).map(({ label }) => label);
}

test('a domain is found by either of its names and carries its lamp', () => {
  expect(labels('xn--bch')).toContain('bücher.test');
  expect(labels('bücher')).toContain('bücher.test');
  expect(commandsFor(viewer, team, known).find(({ group }) => group === 'Domains')?.state).toBe('problem');
});

test('what somebody may not do is not offered', () => {
  expect(labels('add domain')).toContain('Add domain');
  expect(labels('add domain', viewer, { ...team, role: 'viewer', canEdit: false })).not.toContain('Add domain');
  expect(labels('claims')).not.toContain('All teams’ domains');
  expect(labels('claims', { ...viewer, isPlatformAdmin: true })).toContain('All teams’ domains');
});
