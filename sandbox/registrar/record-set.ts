import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

/** The types that the provider's page offers. */
export const recordTypes = ['A', 'AAAA', 'CNAME', 'TXT', 'CAA', 'NS', 'MX'] as const;
export type RecordType = (typeof recordTypes)[number];

/**
 * All records of one name and type. `name` is the whole name, in lower case and without a final dot; `ttl` is in seconds.
 * Values are as people write them: `192.0.2.1`, `host.example.com`, the bare text of a TXT, `10 mail.example.com`,
 * `0 issue "ca.example.com"`.
 */
export interface RecordSet {
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  readonly values: readonly string[];
}

/** What is wrong with an input: which field, and how to mend it. */
export interface InputProblem {
  readonly field: 'name' | 'type' | 'ttl' | 'values';
  readonly message: string;
}

/** An input that was understood, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

const inputShape = z.object({
  name: z.string({ error: 'Give a name, for example "www", or "@" for the zone itself.' }).max(300),
  type: z.enum(recordTypes, { error: `Choose a type: ${recordTypes.join(', ')}.` }),
  ttl: z.coerce
    .number({ error: 'Give the TTL as a whole number of seconds, for example 30.' })
    .int('Give the TTL as a whole number of seconds, for example 30.')
    .min(1, 'The TTL is at least 1 second.')
    .max(86_400, 'The TTL is at most 86400 seconds, a day.'),
  values: z
    .array(z.string().max(2_000, 'A value has at most 2000 characters.'), {
      error: 'Give the values as a list of texts.',
    })
    .min(1, 'Give at least one value, or delete the records.')
    .max(20, 'Give at most 20 values.'),
});

/** Reads a record set that somebody wants to have in a zone. */
export function parseRecordSet(zone: string, input: unknown): Checked<RecordSet> {
  const shape = inputShape.safeParse(input);
  if (!shape.success) {
    const problems = shape.error.issues.map(({ path, message }) => ({ field: fieldOf(path[0]), message }));
    return { ok: false, problems };
  }
  const { type, ttl } = shape.data;
  const name = parseName(zone, shape.data.name);
  const values = shape.data.values.map((value) => parseValue(type, value.trim()));
  const problems = [...(name.ok ? [] : name.problems), ...values.flatMap((value) => (value.ok ? [] : value.problems))];
  const distinct = [...new Set(values.flatMap((value) => (value.ok ? [value.value] : [])))];
  if (type === 'CNAME' && distinct.length > 1) problems.push(problem('A CNAME has one target. Remove the others.'));
  if (!name.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { name: name.value, type, ttl, values: distinct } };
}

/**
 * Reads a name as people type it at a provider: `www`, `@` for the zone, or the whole name. What does not end in the
 * zone is taken as being in it.
 */
export function parseName(zone: string, input: string): Checked<string> {
  const text = input.trim().toLowerCase();
  const bare = text.replace(/\.$/, '');
  const isWhole = bare === zone || bare.endsWith(`.${zone}`);
  if (text.endsWith('.') && !isWhole) {
    return refuseName(`"${input}" is not in ${zone}. Leave the final dot away to have the zone added.`);
  }
  const name = text === '@' || text === '' ? zone : isWhole ? bare : `${bare}.${zone}`;
  if (name.length > 253) return refuseName(`The name has ${name.length} characters with its zone; 253 are possible.`);
  const isGood = name.split('.').every((label, index) => isLabel(label) || (label === '*' && index === 0));
  if (isGood) return { ok: true, value: name };
  return refuseName(`"${input}" is no name: labels have 1 to 63 letters, digits, "-" or "_", between single dots.`);
}

/** Why a set cannot stand beside what its name has already; null when it can. */
export function findConflict(zone: string, wanted: RecordSet, present: readonly RecordSet[]): string | null {
  if (wanted.type === 'CNAME' && wanted.name === zone) {
    return `A CNAME cannot stand at ${zone} itself, beside its NS and SOA records. Use A and AAAA records there.`;
  }
  const others = present.filter(({ name, type }) => name === wanted.name && type !== wanted.type);
  const cname = others.find(({ type }) => type === 'CNAME');
  if (cname) return `${wanted.name} has a CNAME, which allows nothing beside it. Delete the CNAME first.`;
  if (wanted.type !== 'CNAME' || others.length === 0) return null;
  const types = others.map(({ type }) => type).join(', ');
  return `A CNAME allows nothing beside it, and ${wanted.name} has ${types}. Delete that first.`;
}

function parseValue(type: RecordType, text: string): Checked<string> {
  switch (type) {
    case 'A':
      return isIPv4(text) ? accept(text) : refuse(`"${text}" is no IPv4 address. Write it like 192.0.2.1.`);
    case 'AAAA':
      if (!isIPv6(text) || text.includes('%'))
        return refuse(`"${text}" is no IPv6 address. Write it like 2001:db8::1.`);
      return accept(new URL(`http://[${text}]`).hostname.slice(1, -1));
    case 'CNAME':
    case 'NS':
      return parseHost(text);
    case 'MX':
      return parseMx(text);
    case 'CAA':
      return parseCaa(text);
    case 'TXT':
      return parseText(text);
  }
}

function parseHost(text: string): Checked<string> {
  const host = text.toLowerCase().replace(/\.$/, '');
  const isGood = host.length <= 253 && host.split('.').every(isLabel);
  return isGood ? accept(host) : refuse(`"${text}" is no host name. Write it whole, like host.example.com.`);
}

function parseMx(text: string): Checked<string> {
  const [, preference = '', target = ''] = text.match(/^(\d{1,5})\s+(\S+)$/) ?? [];
  const host = parseHost(target);
  if (target === '' || Number(preference) > 65_535 || !host.ok) {
    return refuse(`"${text}" is no MX value. Write a preference and a host, like 10 mail.example.com.`);
  }
  return accept(`${Number(preference)} ${host.value}`);
}

function parseCaa(text: string): Checked<string> {
  const [, flags = '', tag = '', quoted, bare] =
    text.match(/^(\d{1,3})\s+([a-z0-9]{1,15})\s+(?:"([^"\\]*)"|(\S+))$/i) ?? [];
  const value = quoted ?? bare;
  if (value === undefined || Number(flags) > 255 || !/^[\x20-\x7e]*$/.test(value)) {
    return refuse(`"${text}" is no CAA value. Write flags, a tag and a value, like 0 issue "ca.example.com".`);
  }
  return accept(`${Number(flags)} ${tag.toLowerCase()} "${value}"`);
}

function parseText(text: string): Checked<string> {
  // Providers show TXT values in quotation marks, and people paste them so.
  const bare = text.match(/^"([^"]*)"$/)?.[1] ?? text;
  return /^[\x20-\x7e]*$/.test(bare) ? accept(bare) : refuse('A TXT value may hold printable ASCII characters only.');
}

function isLabel(label: string): boolean {
  return /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label);
}

function fieldOf(key: PropertyKey | undefined): InputProblem['field'] {
  return key === 'type' || key === 'ttl' || key === 'values' ? key : 'name';
}

function problem(message: string): InputProblem {
  return { field: 'values', message };
}

function accept(value: string): Checked<string> {
  return { ok: true, value };
}

function refuse(message: string): Checked<string> {
  return { ok: false, problems: [problem(message)] };
}

function refuseName(message: string): Checked<string> {
  return { ok: false, problems: [{ field: 'name', message }] };
}
