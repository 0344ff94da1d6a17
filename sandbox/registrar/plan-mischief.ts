import { blockingAddress, passingAddress } from '../cdn/addresses.ts';
import type { MischiefKind } from './mischief-kinds.ts';
import type { RecordSet, RecordType } from './record-set.ts';

/** The kinds that change records; the others change how nameservers answer. */
export const recordMischief = [
  'proxied',
  'proxy-blocks',
  'stale-aaaa',
  'wrong-value',
  'doubled-name',
  'caa-forbids',
  'wildcard',
  'challenge-occupied',
] as const satisfies readonly MischiefKind[];
export type RecordMischief = (typeof recordMischief)[number];

/** What a mischief does to the records: it takes some away and puts others. */
export type MischiefPlan =
  | { readonly ok: true; readonly taken: readonly RecordSet[]; readonly made: readonly RecordSet[] }
  | { readonly ok: false; readonly message: string };

const gatewayAddress = '127.0.0.1';
const ttl = 5;
const formerValues: Readonly<Partial<Record<RecordType, string>>> = {
  CNAME: 'former-host.localhost',
  A: '192.0.2.7',
  AAAA: '2001:db8::7',
  TXT: 'a value of a former host',
};

/** Plans a mischief for a name of a zone, given what the zone has. Names are whole and in lower case. */
export function planMischief(
  kind: RecordMischief,
  { zone, name }: { readonly zone: string; readonly name: string },
  records: readonly RecordSet[],
): MischiefPlan {
  const at = (owner: string, ...types: readonly RecordType[]) =>
    records.filter((set) => set.name === owner && types.includes(set.type));
  switch (kind) {
    case 'proxied':
      return replace(at(name, 'A', 'AAAA', 'CNAME'), [{ name, type: 'A', ttl, values: [passingAddress] }]);
    case 'proxy-blocks':
      return replace(at(name, 'A', 'AAAA', 'CNAME'), [{ name, type: 'A', ttl, values: [blockingAddress] }]);
    case 'stale-aaaa':
      return planStaleAddress(name, at(name, 'A', 'AAAA', 'CNAME'));
    case 'wrong-value': {
      const found = at(name, 'CNAME', 'A', 'AAAA', 'TXT');
      if (found.length === 0) return nothingAt(name);
      return replace(found, found.map(withFormerValue));
    }
    case 'doubled-name': {
      const found = records.filter((set) => set.name === name && set.type !== 'NS');
      if (found.length === 0) return nothingAt(name);
      return replace(
        found,
        found.map((set) => ({ ...set, name: `${name}.${zone}` })),
      );
    }
    case 'caa-forbids':
      if (at(name, 'CNAME').length > 0) {
        return { ok: false, message: `${name} has a CNAME, which allows no CAA beside it. Name a domain above it.` };
      }
      return replace(at(name, 'CAA'), [{ name, type: 'CAA', ttl, values: ['0 issue "another-ca.example"'] }]);
    case 'wildcard': {
      const wildcard = `*.${name}`;
      const taken = records.filter((set) => set.name === wildcard);
      return replace(taken, [{ name: wildcard, type: 'CNAME', ttl, values: ['parked.localhost'] }]);
    }
    case 'challenge-occupied': {
      const owner = name.startsWith('_acme-challenge.') ? name : `_acme-challenge.${name}`;
      const values = ['the-token-of-another-authority'];
      return replace(at(owner, 'CNAME', 'TXT'), [{ name: owner, type: 'TXT', ttl, values }]);
    }
  }
}

/** A CNAME allows no AAAA beside it: it gives way to the address that it led to. */
function planStaleAddress(name: string, found: readonly RecordSet[]): MischiefPlan {
  const stale: RecordSet = { name, type: 'AAAA', ttl, values: ['2001:db8::7'] };
  if (found.some(({ type }) => type === 'A')) {
    return replace(
      found.filter(({ type }) => type === 'AAAA'),
      [stale],
    );
  }
  return replace(found, [{ name, type: 'A', ttl, values: [gatewayAddress] }, stale]);
}

function withFormerValue(set: RecordSet): RecordSet {
  return { ...set, ttl, values: [formerValues[set.type] ?? ''] };
}

function replace(taken: readonly RecordSet[], made: readonly RecordSet[]): MischiefPlan {
  return { ok: true, taken, made };
}

function nothingAt(name: string): MischiefPlan {
  return { ok: false, message: `${name} has no record that could be spoiled. Add one first, or choose another name.` };
}
