import type { Severity } from '../outcome.ts';

/** What a code means, for the screens and for docs/codes/routes.md. */
export type CodeEntry = {
  readonly severity: Severity;
  readonly title: string;
  /** What it means and what comes of it. */
  readonly doc: string;
  /** How to mend it. */
  readonly fix: string;
};

/** An entry for what the API server or the platform refuses. */
export const error = (title: string, doc: string, fix: string) => ({ severity: 'error', title, doc, fix }) as const;

/** An entry for what is taken although it will not work as meant. */
export const warning = (title: string, doc: string, fix: string) => ({ severity: 'warning', title, doc, fix }) as const;

/** An entry for what may be meant and is worth knowing. */
export const info = (title: string, doc: string, fix: string) => ({ severity: 'info', title, doc, fix }) as const;
