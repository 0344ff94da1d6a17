/**
 * The scripts that a label mixes although no language writes them together, or null when it may stand: one script, Latin with Chinese,
 * Japanese or Korean ones, or Latin with one other script that is not taken for Latin. Digits and hyphens belong to every script.
 *
 * @param label a U-label
 * @see UTS #39, section 5.2, Moderately Restrictive
 */
export function mixedScripts(label: string): readonly string[] | null {
  const sets = [...label.normalize('NFC')].map(scriptsOf).filter((set) => set !== anyScript);
  const isWithin = (allowed: readonly string[]) => sets.every((set) => set.some((script) => allowed.includes(script)));
  const seen = [...new Set(sets.flat())];
  if (sets.length === 0 || seen.some((script) => isWithin([script]))) return null;
  if (eastAsian.some(isWithin)) return null;
  if (seen.some((script) => !lookLikeLatin.includes(script) && isWithin(['Latin', script]))) return null;
  return [...new Set(sets.map((set) => set[0] ?? 'unknown'))];
}

const anyScript: readonly string[] = [];
const lookLikeLatin: readonly string[] = ['Cyrillic', 'Greek', 'unknown'];
const eastAsian: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** The scripts in common use. @see UAX #31, table 5 */
const scriptPatterns = [
  ['Latin', /^\p{scx=Latin}$/u],
  ['Cyrillic', /^\p{scx=Cyrillic}$/u],
  ['Greek', /^\p{scx=Greek}$/u],
  ['Han', /^\p{scx=Han}$/u],
  ['Hiragana', /^\p{scx=Hiragana}$/u],
  ['Katakana', /^\p{scx=Katakana}$/u],
  ['Hangul', /^\p{scx=Hangul}$/u],
  ['Bopomofo', /^\p{scx=Bopomofo}$/u],
  ['Arabic', /^\p{scx=Arabic}$/u],
  ['Armenian', /^\p{scx=Armenian}$/u],
  ['Bengali', /^\p{scx=Bengali}$/u],
  ['Devanagari', /^\p{scx=Devanagari}$/u],
  ['Ethiopic', /^\p{scx=Ethiopic}$/u],
  ['Georgian', /^\p{scx=Georgian}$/u],
  ['Gujarati', /^\p{scx=Gujarati}$/u],
  ['Gurmukhi', /^\p{scx=Gurmukhi}$/u],
  ['Hebrew', /^\p{scx=Hebrew}$/u],
  ['Kannada', /^\p{scx=Kannada}$/u],
  ['Khmer', /^\p{scx=Khmer}$/u],
  ['Lao', /^\p{scx=Lao}$/u],
  ['Malayalam', /^\p{scx=Malayalam}$/u],
  ['Myanmar', /^\p{scx=Myanmar}$/u],
  ['Oriya', /^\p{scx=Oriya}$/u],
  ['Sinhala', /^\p{scx=Sinhala}$/u],
  ['Tamil', /^\p{scx=Tamil}$/u],
  ['Telugu', /^\p{scx=Telugu}$/u],
  ['Thaana', /^\p{scx=Thaana}$/u],
  ['Thai', /^\p{scx=Thai}$/u],
  ['Tibetan', /^\p{scx=Tibetan}$/u],
] as const;

/** What is common to all scripts, such as digits, or takes on the script before it, such as accents. */
const common = /^[\p{scx=Common}\p{scx=Inherited}]$/u;

function scriptsOf(character: string): readonly string[] {
  if (/^[a-z]$/.test(character)) return ['Latin'];
  if (common.test(character)) return anyScript;
  const found = scriptPatterns.filter(([, pattern]) => pattern.test(character)).map(([script]) => script);
  return found.length === 0 ? ['unknown'] : found;
}
