import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleServices } from '../samples/services.ts';
import { readTeams } from '../state/teams.ts';
import { readManifests } from './manifests.ts';

const seeds = join(import.meta.dirname, '..', 'seeds');
const teams = readTeams(join(seeds, 'teams.json')).teams;
const routes = readManifests(join(seeds, 'routes.yaml'), { gatewayWeb: '10088' });

test('every seeded route lies in a namespace of a team', () => {
  const namespaces = teams.flatMap((team) => team.namespaces);
  expect(routes.filter(({ metadata }) => !namespaces.includes(metadata.namespace ?? ''))).toEqual([]);
});

test('every sample service lies in a namespace of a team', () => {
  const namespaces = teams.flatMap((team) => team.namespaces);
  expect(sampleServices.filter(({ namespace }) => !namespaces.includes(namespace))).toEqual([]);
});

test('a manifest that asks for a value nobody gives is refused', () => {
  expect(() => readManifests(join(seeds, 'platform.yaml'))).toThrow(/which nobody gives/);
});
