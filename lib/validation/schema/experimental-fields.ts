import type { Path } from '../../outcome.ts';

/**
 * Fields of an HTTPRoute that only some CRDs have, and which: the name of the field → what the cluster needs.
 *
 * @see Gateway API, releases 1.4 to 1.7, the differences between their two channels
 */
const fields: readonly { readonly under: string; readonly field: string; readonly needs: string }[] = [
  { under: 'filters', field: 'cors', needs: 'Gateway API 1.5, or the experimental channel before' },
  { under: 'filters', field: 'externalAuth', needs: 'the experimental channel of Gateway API' },
  { under: 'rules', field: 'retry', needs: 'Gateway API 1.7, or the experimental channel before' },
  { under: 'rules', field: 'sessionPersistence', needs: 'the experimental channel of Gateway API' },
  { under: 'spec', field: 'useDefaultGateways', needs: 'the experimental channel of Gateway API' },
];

/** What a cluster needs for a field that its schema does not know; null when the field is of no release that is known here. */
export function experimentalSince(path: Path): string | null {
  const names = path.filter((step) => typeof step === 'string');
  const found = fields.find(({ field, under }) => names.at(-1) === field && names.at(-2) === under);
  return found?.needs ?? null;
}
