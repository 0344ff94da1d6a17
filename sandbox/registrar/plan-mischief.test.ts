import { expect, test } from 'vitest';
import { planMischief } from './plan-mischief.ts';
import type { RecordSet } from './record-set.ts';

const zone = 'acme.localhost';
const name = 'www.acme.localhost';
const set = (type: RecordSet['type'], value: string, owner = name): RecordSet => ({
  name: owner,
  type,
  ttl: 30,
  values: [value],
});

test('a stale AAAA stands beside the A record that is there', () => {
  const plan = planMischief('stale-aaaa', { zone, name }, [set('A', '127.0.0.1')]);
  expect(plan).toMatchObject({ ok: true, taken: [], made: [{ type: 'AAAA' }] });
});

test('a CNAME gives way to a stale AAAA and the address that it led to', () => {
  const cname = set('CNAME', 'ext.apps.localhost');
  const plan = planMischief('stale-aaaa', { zone, name }, [cname]);
  expect(plan).toMatchObject({ ok: true, taken: [cname], made: [{ type: 'A' }, { type: 'AAAA' }] });
});

test('a doubled name takes all records of the name along, but never the nameservers', () => {
  const records = [set('TXT', 'x'), set('A', '127.0.0.1'), set('NS', 'ns1.example.com')];
  const plan = planMischief('doubled-name', { zone, name }, records);
  expect(plan).toMatchObject({ ok: true, made: [{ name: `${name}.${zone}` }, { name: `${name}.${zone}` }] });
});

test('an occupied challenge is at _acme-challenge, whether or not the name says so', () => {
  for (const asked of [name, `_acme-challenge.${name}`]) {
    const plan = planMischief('challenge-occupied', { zone, name: asked }, []);
    expect(plan).toMatchObject({ ok: true, made: [{ name: `_acme-challenge.${name}`, type: 'TXT' }] });
  }
});

test.each(['wrong-value', 'doubled-name'] as const)('%s needs something to spoil', (kind) => {
  expect(planMischief(kind, { zone, name }, [])).toMatchObject({ ok: false });
});
