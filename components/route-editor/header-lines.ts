/** One header as it was pasted. */
export type HeaderLine = { readonly name: string; readonly value: string };

/** What was read of pasted text: the headers, and the lines that are none, numbered from 1. */
export type HeaderLines = {
  readonly headers: readonly HeaderLine[];
  readonly unread: readonly { readonly number: number; readonly text: string }[];
};

const maxLines = 500;

/**
 * Reads headers as they are copied from a browser's tools, a curl command or a text: one `Name: value` a line, with or without
 * curl's `-H` and quotes. Empty lines count nothing.
 */
export function readHeaderLines(pasted: string): HeaderLines {
  const headers: HeaderLine[] = [];
  const unread: { number: number; text: string }[] = [];
  const lines = pasted.split(/\r\n|\r|\n/, maxLines);
  lines.forEach((line, index) => {
    const text = bare(line);
    if (text === '') return;
    const header = readLine(text);
    if (header) headers.push(header);
    else unread.push({ number: index + 1, text });
  });
  return { headers, unread };
}

/** The line without what curl needs around it: `-H 'x-beta: 1' \`. */
function bare(line: string): string {
  const text = line
    .trim()
    .replace(/\\$/, '')
    .trim()
    .replace(/^(-H|--header)\s+/, '');
  const quoted = /^(['"])(.*)\1$/.exec(text);
  return quoted?.[2] ?? text;
}

/** @see RFC 9110, 5.6.2: a name is a token. */
function readLine(text: string): HeaderLine | null {
  const at = text.indexOf(':');
  const name = text.slice(0, Math.max(at, 0)).trim();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return null;
  return { name, value: text.slice(at + 1).trim() };
}
