import type { Path } from '../outcome.ts';

/** A path as the API server spells it, for example `spec.rules[0].matches` or `metadata.annotations["a.b/c"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w$-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/**
 * Reads what the API server calls a field: `spec.rules[0].name`, `.spec.rules`, `metadata.annotations[a.b/c]`. What cannot
 * be read ends the path, so that a finding points at the nearest parent.
 */
export function parseFieldPath(field: string): Path {
  const path: (string | number)[] = [];
  const step = /\.?([\w$-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]/y;
  for (let match = step.exec(field); match !== null; match = step.exec(field)) {
    const [, name, index, quoted, bare] = match;
    path.push(index === undefined ? (name ?? unquote(quoted) ?? bare ?? '') : Number(index));
  }
  return path;
}

function unquote(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined;
  try {
    return String(JSON.parse(`"${quoted}"`));
  } catch {
    return quoted; // An escape that JSON does not know: the text as it stands is the best guess.
  }
}
