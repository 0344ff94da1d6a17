import type { Path } from '../../outcome.ts';
import type { Flaw, FlawList } from './flaw.ts';
import { fitsInteger, isOfFormat } from './formats.ts';
import type { SchemaNode } from './schema-node.ts';
import {
  formatFlaw,
  integerFlaw,
  multipleFlaw,
  patternFlaw,
  rangeFlaw,
  tooLongFlaw,
  tooShortFlaw,
} from './structure-words.ts';

/** Length, pattern and format of a text, the first flaw only as in the API server; lengths count characters, not UTF-16 units. */
export function checkText(node: SchemaNode, value: string, path: Path, found: FlawList): void {
  const flaw = flawOfLength(node, value, path) ?? flawOfForm(node, value, path);
  if (flaw !== null) found.add(flaw);
}

function flawOfLength({ limits }: SchemaNode, value: string, path: Path): Flaw | null {
  const { maxLength, minLength } = limits;
  if (maxLength !== null && value.length > maxLength) {
    const length = [...value].length;
    if (length > maxLength) return tooLongFlaw(path, length, maxLength);
  }
  const isShort = minLength !== null && value.length < minLength * 2 && [...value].length < minLength;
  return isShort ? tooShortFlaw(path, value, minLength) : null;
}

function flawOfForm({ format, pattern }: SchemaNode, value: string, path: Path): Flaw | null {
  if (pattern !== null && !pattern.test(value)) return patternFlaw(path, value, pattern.source);
  return format !== '' && !isOfFormat(format, value) ? formatFlaw(path, value, format) : null;
}

/** Range of a number. */
export function checkNumber(node: SchemaNode, value: number, path: Path, found: FlawList): void {
  const { maximum, minimum, multipleOf } = node.limits;
  if (node.type === 'integer' && !fitsInteger(node.format, value)) found.add(integerFlaw(path, value, node.format));
  if (minimum !== null && (value < minimum || (node.isMinimumExclusive && value === minimum))) {
    found.add(rangeFlaw(path, value, { side: 'greater', limit: minimum, isExclusive: node.isMinimumExclusive }));
  }
  if (maximum !== null && (value > maximum || (node.isMaximumExclusive && value === maximum))) {
    found.add(rangeFlaw(path, value, { side: 'less', limit: maximum, isExclusive: node.isMaximumExclusive }));
  }
  if (multipleOf !== null && multipleOf > 0 && !Number.isInteger(value / multipleOf)) {
    found.add(multipleFlaw(path, value, multipleOf));
  }
}
