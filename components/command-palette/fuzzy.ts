/**
 * How well a text fits what was typed: null when not all of its letters occur in this order, else a number, more is better.
 * A whole match counts most, then the start of a word, then letters that stand together.
 */
export function fuzzyScore(text: string, typed: string): number | null {
  const haystack = text.toLowerCase();
  const needle = typed.trim().toLowerCase();
  if (needle === '') return 0;
  const whole = haystack.indexOf(needle);
  if (whole >= 0) return 1_000 - whole + (startsWord(haystack, whole) ? 200 : 0) - haystack.length / 100;
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of needle) {
    if (letter === ' ') continue;
    const at = haystack.indexOf(letter, from);
    if (at < 0) return null;
    score += at === previous + 1 ? 8 : startsWord(haystack, at) ? 6 : 1;
    previous = at;
    from = at + 1;
  }
  return score - haystack.length / 100;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '');
}
