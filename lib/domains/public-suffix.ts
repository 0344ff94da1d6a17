import { parse } from 'tldts';

/** Where a name stands in the Public Suffix List. */
export type SuffixPlace = {
  /** Whether anybody can register names below it. */
  readonly isSuffix: boolean;
  /** The name that somebody registered; a suffix stands for itself. Authorities count their limits under it. */
  readonly registrable: string;
};

/** Claims are judged over and over, and what the list says of a name never changes while the portal runs. */
const known = new Map<string, SuffixPlace>();
const most = 50_000;

/**
 * Looks a name up in the Public Suffix List, those of its private section included.
 *
 * @param name in A-labels and lower case, without `*.`
 */
export function suffixOf(name: string): SuffixPlace {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const { domain, publicSuffix } = parse(name, { allowPrivateDomains: true });
  const place = { isSuffix: publicSuffix === name, registrable: domain ?? name };
  if (known.size >= most) known.clear();
  known.set(name, place);
  return place;
}
