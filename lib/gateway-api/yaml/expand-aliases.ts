import { isAlias, isMap, isSeq } from 'yaml';
import { isPlainObject } from '../hostile.ts';
import type { YamlReading } from './read-yaml.ts';
import { type Splice, spliceText } from './splice-text.ts';
import { writeFlow } from './write-yaml.ts';

/** The text with every alias (`*name`) replaced by what it stands for, so that each place can be changed by itself. */
export function expandAliases(text: string, reading: Extract<YamlReading, { ok: true }>): string {
  const splices: Splice[] = [];
  collect(reading.document.contents, reading.value, splices);
  return spliceText(text, splices);
}

function collect(node: unknown, value: unknown, splices: Splice[]): void {
  if (isAlias(node)) {
    const [from, to] = node.range ?? [0, 0];
    splices.push({ from, to, text: writeFlow(value, 'yaml') });
  } else if (isSeq(node) && Array.isArray(value)) {
    node.items.forEach((item, index) => {
      collect(item, value[index], splices);
    });
  } else if (isMap(node) && isPlainObject(value)) {
    for (const pair of node.items) {
      const key = String(pair.key);
      if (Object.hasOwn(value, key)) collect(pair.value, value[key], splices);
    }
  }
}
