import fc from 'fast-check';
import { writeYaml } from './write-yaml.ts';

/** A text of YAML with comments that can be counted, and blank lines, strewn over it: for tests. */
export function decorate(value: unknown, seeds: readonly number[]): string {
  let count = 0;
  const comment = () => {
    count += 1;
    return `# c${count}`;
  };
  const lines = writeYaml(value).trimEnd().split('\n');
  const decorated = lines.flatMap((line, index) => {
    const seed = seeds[index % Math.max(1, seeds.length)] ?? 0;
    const indent = / *-? ?/.exec(line)?.[0].replace('-', ' ').trimEnd() ?? '';
    const column = line.search(/\S/);
    const above = seed % 5 === 1 ? [' '.repeat(Math.max(indent.length, column)) + comment()] : [];
    const blank = seed % 7 === 2 ? [''] : [];
    return [...blank, ...above, seed % 3 === 1 ? `${line} ${comment()}` : line];
  });
  return `${decorated.join('\n')}\n`;
}

/** Where comments fall. */
export const decorationSeeds: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(104), { minLength: 7, maxLength: 40 });
