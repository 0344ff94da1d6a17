import { toUnicodeName } from './punycode.ts';

/**
 * What a name looks like: two names with one skeleton can be mistaken for each other, even where each is written in one script.
 * Made of the letters that domain names are mostly imitated with, not of the whole table.
 *
 * @param name in A-labels or U-labels
 * @see UTS #39, section 4, skeleton
 */
export function skeleton(name: string): string {
  const letters = [...toUnicodeName(name).toLowerCase().normalize('NFD')];
  return letters
    .map((letter) => lookalikes.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .normalize('NFD');
}

/** Each Latin letter with what is drawn like it. */
const table: readonly (readonly [string, string])[] = [
  ['a', 'ɑαаᴀ'],
  ['b', 'ƅьЬᖯ'],
  ['c', 'сϲᴄⲥ'],
  ['d', 'ԁɗ'],
  ['e', 'еҽєℯ'],
  ['f', 'ƒք'],
  ['g', 'ɡցɢ'],
  ['h', 'һհʜ'],
  ['i', 'ıɩιіɪ'],
  ['j', 'јϳյ'],
  ['k', 'κкᴋĸ'],
  ['l', '1ǀℓⅼاӏ'],
  ['m', 'мᴍ'],
  ['n', 'ոηпɴ'],
  ['o', '0оοօσᴏⲟסه੦०໐๐'],
  ['p', 'рρᴘ'],
  ['q', 'ԛգ'],
  ['r', 'гᴦʀ'],
  ['s', 'ѕƽꜱ'],
  ['t', 'тτᴛ'],
  ['u', 'υսᴜʋ'],
  ['v', 'νѵᴠ'],
  ['w', 'ԝωѡᴡա'],
  ['x', 'хχ'],
  ['y', 'уγүʏ'],
  ['z', 'ᴢʐ'],
];

const lookalikes: ReadonlyMap<string, string> = new Map(
  table.flatMap(([letter, twins]) => [...twins].map((twin) => [twin, letter] as const)),
);
