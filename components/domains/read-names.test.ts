import { expect, test } from 'vitest';
import { domainRow } from './domain-row-builder.ts';
import { readNames } from './read-names.ts';

const rules = {
  platformZones: ['apps.test'],
  reservedLabels: ['www'],
  gatewayNames: ['ext.apps.test'],
  delegationZone: 'dcv.test',
};

test('each name of a paste is read for itself, and counted when it could be claimed', () => {
  const { names, readyCount } = readNames('https://Shop.acme.test/cart\n10.0.0.1, blog.acme.test', rules, []);
  expect(names.map(({ reading }) => reading.status)).toEqual(['read', 'refused', 'read']);
  expect(readyCount).toBe(2);
});

test('a name that the team has claimed is told, one that it has given up is not', () => {
  const live = domainRow({ hostname: 'shop.acme.test' });
  const over = domainRow({ hostname: 'old.acme.test', state: 'released' });
  const { names, readyCount } = readNames('SHOP.acme.test old.acme.test', rules, [live, over]);
  expect(names.map(({ claimed }) => claimed?.id ?? null)).toEqual([live.id, null]);
  expect(readyCount).toBe(1);
});

test('of a thousand names fifty are read and the rest are named', () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `a${index}.acme.test`).join('\n');
  const { names, leftOut } = readNames(text, rules, []);
  expect(names).toHaveLength(50);
  expect(leftOut).toHaveLength(950);
});
