import type { WantedRecord } from './domain-row.ts';
import { pathTo } from './providers.ts';
import type { RowCase } from './row-case.ts';

/** What an action says, before it is written out for others. */
export type Instruction = {
  readonly title: string;
  readonly text: string;
  readonly records: readonly WantedRecord[];
  readonly found: string | null;
};

/**
 * The whole of an action as plain text, to send to whoever runs the DNS, who has no account here: no markup, and times in UTC.
 */
export function instructionsOf(row: RowCase, { title, text, records, found }: Instruction): string {
  const { unicode, facts, zone, provider } = row;
  const name = unicode === facts.hostname ? unicode : `${unicode} (in DNS: ${facts.hostname})`;
  const set = records.filter(({ purpose }) => purpose !== 'delete');
  const remove = records.filter(({ purpose }) => purpose === 'delete');
  const adds = provider === null && zone !== null && set.some((record) => record.field !== record.name);
  const lines = [
    name,
    title,
    '',
    text,
    '',
    ...(zone === null ? [] : [`Zone: ${zone}`]),
    ...(provider === null ? [] : [`Provider: ${provider.name} (${pathTo(provider, zone ?? row.claim.name)})`]),
    ...(zone === null && provider === null ? [] : ['']),
    ...(set.length === 0
      ? []
      : [set.length === 1 ? 'Record to set:' : 'Records to set:', ...set.flatMap(recordLines), '']),
    ...(adds ? [`Where the form adds ${zone} by itself, enter the short name; else the whole name.`, ''] : []),
    ...(remove.length === 0 ? [] : ['To delete:', ...remove.flatMap(recordLines), '']),
    ...(found === null ? [] : [`Found now: ${found}`]),
  ];
  return `${plainText(lines.join('\n')).trim()}\n`;
}

function recordLines({ type, name, field, value }: WantedRecord): readonly string[] {
  const short = field === name ? '' : ` (short: ${field === '' ? 'leave it empty' : field})`;
  return [`  Type:  ${type}`, `  Name:  ${name}${short}`, `  Value: ${value}`, ''];
}

/** Texts for screens have times as tokens and code between backticks. */
function plainText(text: string): string {
  return text
    .replaceAll(/\{time:(\d{1,16})\}/g, (_, epochMs: string) => utc(Number(epochMs)))
    .replaceAll('`', '')
    .replaceAll(/\n{3,}/g, '\n\n');
}

function utc(epochMs: number): string {
  const time = new Date(epochMs);
  return Number.isNaN(time.getTime()) ? 'later' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
