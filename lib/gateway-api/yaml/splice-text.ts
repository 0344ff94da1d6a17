/** One piece of a text to be put in place of what stands from `from` to `to`. */
export type Splice = { readonly from: number; readonly to: number; readonly text: string };

/** The part of a text from `from` to `to` with splices that lie in it and do not overlap. */
export function spliceText(text: string, splices: readonly Splice[], from = 0, to = text.length): string {
  let result = '';
  let at = from;
  for (const splice of splices.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(at, splice.from) + splice.text;
    at = splice.to;
  }
  return result + text.slice(at, to);
}

export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line break that ends the line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
