import type { Scalar } from 'yaml';
import { writeScalar } from './write-yaml.ts';

/** A value in the quotes that stood there before, on one line; null where the old one is a block of lines or is named. */
export function scalarInStyleOf(node: Scalar, value: unknown): string | null {
  if (node.anchor !== undefined || node.tag !== undefined) return null;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return null;
  if (typeof value !== 'string') return writeScalar(value);
  if (node.type === 'QUOTE_SINGLE' && /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u05ff]*$/.test(value)) {
    return `'${value.replaceAll("'", "''")}'`;
  }
  // What was in quotes and is a text again keeps them; a plain word gets them only where it needs them.
  const plain = writeScalar(value);
  return node.type === 'QUOTE_DOUBLE' && !plain.startsWith('"') ? `"${plain}"` : plain;
}
