import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its user can read. A reader sees the old content or the new one, never a half. */
export function writePrivateFile(file: string, content: string): void {
  writeAtomically(file, content, 0o600);
}

/** Like `writePrivateFile`, for what everybody on the machine may read. */
export function writePublicFile(file: string, content: string): void {
  writeAtomically(file, content, 0o644);
}

function writeAtomically(file: string, content: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}
