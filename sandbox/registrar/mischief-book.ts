import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePublicFile } from '../state/private-file.ts';
import { isMischiefKind, type MischiefKind } from './mischief-kinds.ts';
import { type RecordSet, recordTypes } from './record-set.ts';

const recordSetShape = z.object({
  name: z.string(),
  type: z.enum(recordTypes),
  ttl: z.number(),
  values: z.array(z.string()),
});

const entryShape = z.object({
  zone: z.string(),
  kind: z.string().refine(isMischiefKind),
  name: z.string(),
  /** The record sets that stood in its place, to be put back. */
  taken: z.array(recordSetShape),
  /** The record sets that it put. */
  made: z.array(recordSetShape),
});

/** A mischief that is on. */
export interface MischiefEntry {
  readonly zone: string;
  readonly kind: MischiefKind;
  readonly name: string;
  readonly taken: readonly RecordSet[];
  readonly made: readonly RecordSet[];
}

/** Remembers which mischief is on, beyond the end of the process: what was taken must be put back some day. */
export interface MischiefBook {
  readonly entries: readonly MischiefEntry[];
  isOn(zone: string, kind: MischiefKind): boolean;
  add(entry: MischiefEntry): void;
  remove(entries: readonly MischiefEntry[]): void;
}

/** Opens the book kept in a file. */
export function openMischiefBook(file: string): MischiefBook {
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  let entries: readonly MischiefEntry[] = z.array(entryShape).parse(known);
  const write = (next: readonly MischiefEntry[]) => {
    entries = next;
    writePublicFile(file, `${JSON.stringify(entries, null, 2)}\n`);
  };
  return {
    get entries() {
      return entries;
    },
    isOn: (zone, kind) => entries.some((entry) => entry.zone === zone && entry.kind === kind),
    add: (entry) => write([...entries, entry]),
    remove: (gone) => write(entries.filter((entry) => !gone.includes(entry))),
  };
}
