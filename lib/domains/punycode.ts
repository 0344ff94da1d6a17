// The package, not the module of the same name that Node brings and browsers lack.
import punycode from 'punycode/punycode.js';

/** A name in U-labels, as people read it; a label that is no valid A-label stays as it is. */
export function toUnicodeName(name: string): string {
  return name
    .split('.')
    .map((label) => decodeLabel(label) ?? label)
    .join('.');
}

/**
 * A name in A-labels, as DNS has it: mapped and lower-cased by the rules of UTS #46 that the platform's URL parser follows.
 *
 * @param name without a wildcard label, port or path
 * @returns null when it cannot be one; an IP address in whatever notation comes back as one in dots
 */
export function toAsciiName(name: string): string | null {
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return null;
  }
}

/** Whether every label that says it is an A-label is the one that its U-label is written as. */
export function hasValidALabels(name: string): boolean {
  return name.split('.').every((label) => {
    if (!label.startsWith('xn--')) return true;
    const unicode = decodeLabel(label);
    return unicode !== null && toAsciiName(unicode) === label;
  });
}

/** Null for a label that is not an A-label, or is a broken one. */
function decodeLabel(label: string): string | null {
  if (!label.startsWith('xn--')) return null;
  try {
    return punycode.decode(label.slice(4));
  } catch {
    return null;
  }
}
