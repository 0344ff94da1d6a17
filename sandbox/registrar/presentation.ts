import { type RecordSet, type RecordType, recordTypes } from './record-set.ts';

/** The values of a record set as they stand in a zone file. */
export function toPresentation({ type, values }: Pick<RecordSet, 'type' | 'values'>): readonly string[] {
  switch (type) {
    case 'CNAME':
    case 'NS':
    case 'MX':
      return values.map((value) => `${value}.`);
    case 'TXT':
      return values.map((value) => chunks(value).map(quote).join(' '));
    default:
      return values;
  }
}

/** Reads what `kdig AXFR` prints: one record a line, in full. Types that the page does not offer are left out. */
export function parseTransfer(text: string): readonly RecordSet[] {
  const sets = new Map<string, RecordSet>();
  for (const line of text.split('\n')) {
    const [, owner = '', ttl = '', type = '', data = ''] = line.match(/^(\S+)\s+(\d+)\s+IN\s+(\S+)\s+(.*)$/) ?? [];
    if (!isRecordType(type)) continue;
    const name = withoutDot(owner.toLowerCase());
    const key = `${name} ${type}`;
    const value = fromPresentation(type, data.trim());
    const values = [...(sets.get(key)?.values ?? []), value];
    sets.set(key, { name, type, ttl: Number(ttl), values });
  }
  return [...sets.values()].sort(byPlace);
}

/** The zone itself first, then name by name, read from the right as DNS does. */
function byPlace(one: RecordSet, other: RecordSet): number {
  const key = ({ name }: RecordSet) => name.split('.').reverse().join('\u0000');
  const [a, b] = [key(one), key(other)];
  if (a !== b) return a < b ? -1 : 1;
  return recordTypes.indexOf(one.type) - recordTypes.indexOf(other.type);
}

function fromPresentation(type: RecordType, data: string): string {
  switch (type) {
    case 'CNAME':
    case 'NS':
    case 'MX':
      return withoutDot(data.toLowerCase());
    case 'TXT':
      return [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, chunk = '']) => unquote(chunk)).join('');
    default:
      return data;
  }
}

/** One string of a TXT record holds 255 bytes; longer texts are several. */
function chunks(value: string): readonly string[] {
  return value.match(/.{1,255}/g) ?? [''];
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

function unquote(text: string): string {
  return text.replace(/\\(\d{3}|.)/g, (_whole, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped,
  );
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}

function isRecordType(text: string): text is RecordType {
  return recordTypes.some((type) => type === text);
}
