import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import { clusterLook, platformCase } from './domain-builders.ts';

test.each([
  ['external-dns.kubernetes.io/', 'external-dns.alpha.kubernetes.io/'],
  ['external-dns.alpha.kubernetes.io', 'external-dns.kubernetes.io/'],
])('E02 says which prefix the running version reads: %s, not %s', (readPrefix, ignored) => {
  const of = (hasFormerPrefix: boolean) =>
    derive(platformCase({ cluster: clusterLook({ certificate: null, annotations: { hasFormerPrefix, readPrefix } }) }));
  const { state, diagnoses } = of(true);
  const read = readPrefix.endsWith('/') ? readPrefix : `${readPrefix}/`;
  expect(state).toBe('degraded');
  expect(diagnoses).toMatchObject([
    {
      code: 'E02',
      severity: 'problem',
      who: 'you',
      message: 'A route with shop.apps.test carries annotations that the running ExternalDNS does not read.',
      found: `annotations under \`${ignored}\``,
      wanted: `annotations under \`${read}\``,
    },
  ]);
  expect(of(false)).toMatchObject({ state: 'live', diagnoses: [] });
});
