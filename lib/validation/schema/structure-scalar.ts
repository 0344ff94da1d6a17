import type { Path } from '../../outcome.ts';
import type { FlawList } from './flaw.ts';
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

/** Length, pattern and format of a text; lengths count characters, not UTF-16 units. */
export function checkText(node: SchemaNode, value: string, path: Path, found: FlawList): void {
  const { maxLength, minLength } = node.limits;
  if (maxLength !== null && value.length > maxLength) {
    const length = [...value].length;
    if (length > maxLength) found.add(tooLongFlaw(path, length, maxLength));
  }
  if (minLength !== null && value.length < minLength * 2 && [...value].length < minLength) {
    found.add(tooShortFlaw(path, value, minLength));
  }
  if (node.pattern !== null && !node.pattern.test(value)) found.add(patternFlaw(path, value, node.pattern.source));
  if (node.format !== '' && !isOfFormat(node.format, value)) found.add(formatFlaw(path, value, node.format));
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
