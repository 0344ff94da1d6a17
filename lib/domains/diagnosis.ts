import { type DomainCode, domainCodeEntries } from './codes.ts';
import type { DomainCase } from './domain-case.ts';
import type { Diagnosis } from './domain-row.ts';
import type { Facts } from './facts.ts';

/** A case with what it comes to: what every diagnosis looks at. */
export type Patient = DomainCase & { readonly facts: Facts };

type Saying = Pick<Diagnosis, 'severity' | 'light' | 'message'> & Partial<Diagnosis>;

/** A finding; who acts is what the catalogue says unless the case knows better. */
export function diagnosis(code: DomainCode, saying: Saying): Diagnosis {
  return { code, who: domainCodeEntries[code].who, found: null, wanted: null, fix: null, ...saying };
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1);
  return words.length < 2 || last === undefined ? (last ?? '') : `${words.slice(0, -1).join(', ')} and ${last}`;
}
