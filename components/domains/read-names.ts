import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { HostnameRules } from '@/lib/domains/kept-names.ts';
import { type HostnameReading, readHostname, readHostnames } from '@/lib/domains/read-hostname.ts';
import { isOver } from './domain-words.ts';

/** One name of what was typed, read as the server will read it. */
export type NameReading = {
  /** As it was typed. */
  readonly text: string;
  readonly reading: HostnameReading;
  /** The team's own claim on the very same name, which is not over. */
  readonly claimed: DomainRow | null;
};

export type NamesReading = {
  readonly names: readonly NameReading[];
  /** Names beyond what is taken at once. */
  readonly leftOut: readonly string[];
  /** How many could be claimed, as far as the browser can tell. */
  readonly readyCount: number;
};

/** Reads what was typed or pasted into the field for names. */
export function readNames(text: string, rules: HostnameRules, domains: readonly DomainRow[]): NamesReading {
  const { names, leftOut } = readHostnames(text);
  const claims = new Map(domains.filter((row) => !isOver(row)).map((row) => [row.hostname, row]));
  const read = names.map((name): NameReading => {
    const reading = readHostname(name, rules);
    return { text: name, reading, claimed: claims.get(hostnameOf(reading) ?? '') ?? null };
  });
  const readyCount = read.filter(({ reading, claimed }) => reading.status === 'read' && claimed === null).length;
  return { names: read, leftOut, readyCount };
}

/** The hostname as routes write it; null when nothing was understood. */
function hostnameOf(reading: HostnameReading): string | null {
  if (reading.status === 'refused') return reading.hostname;
  return reading.scope === 'wildcard' ? `*.${reading.name}` : reading.name;
}
