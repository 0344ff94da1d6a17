import { expect, test } from 'vitest';
import { domainRow } from '@/components/domains/domain-row-builder.ts';
import type { Diagnosis } from '@/lib/domains/domain-row.ts';
import { likenessesOf } from './likenesses.ts';

const d21: Diagnosis = {
  code: 'D21',
  severity: 'problem',
  who: 'platform',
  light: 'proof',
  message: 'It looks the same.',
  found: null,
  wanted: null,
  fix: null,
};
const original = domainRow({ hostname: 'paca.acme.test', team: 'payments' });
/** `раса`, all Cyrillic. */
const imitation = domainRow({ hostname: '*.xn--80aa0cf.acme.test', diagnoses: [d21] });

test('a name with the finding is shown with the names of other teams that it looks like', () => {
  const over = domainRow({ hostname: 'paca.acme.test', id: 'over', team: 'content', state: 'released' });
  const own = domainRow({ hostname: 'paca.acme.test', id: 'own' });
  expect(likenessesOf([original, over, own, imitation])).toEqual([{ claim: imitation, others: [original] }]);
});

test('one that only mixes scripts stands alone, and one that is over or was allowed is not shown', () => {
  const mixed = domainRow({ hostname: 'xn--pypal-4ve.test', diagnoses: [d21] });
  const over = { ...imitation, state: 'released' } as const;
  const allowed = { ...imitation, diagnoses: [] };
  expect(likenessesOf([original, mixed, over, allowed])).toEqual([{ claim: mixed, others: [] }]);
});
