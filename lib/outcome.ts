import { z } from 'zod';

/** How bad a finding is: an `error` stops an apply, a `warning` is said and allowed, `info` only explains. */
export const severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severity>;

/** Where in a document a finding points: keys and indices from the root, for example `['spec', 'rules', 0, 'matches']`. */
export type Path = readonly (string | number)[];

/** One finding: what is wrong, where, and how to mend it. The code is stable and documented. */
export type Issue = {
  readonly code: string;
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  /** How to mend it, in words. */
  readonly fix?: string;
};

/** What an operation that can be refused gives back. Refusals are values, not exceptions. */
export type Outcome<T> =
  | { readonly status: 'accepted'; readonly value: T }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] };

/** The state of a server action in a form: nothing sent yet, or its outcome. */
export type ActionState<T> = { readonly status: 'idle' } | Outcome<T>;

export function accept<T>(value: T): Outcome<T> {
  return { status: 'accepted', value };
}

export function refuse(...issues: readonly Issue[]): { readonly status: 'refused'; readonly issues: readonly Issue[] } {
  return { status: 'refused', issues };
}

/** Closes a `switch` over a tagged union: a new tag does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`);
}

/** A server action as components receive it. */
export type Action<I, O> = (input: I) => Promise<Outcome<O>>;
