import type { TestAnswer } from './tester.ts';

/**
 * What the server says of a request, which knows the routes of all teams. `other-team`: a route of another team takes it, and no
 * more is told. `not-told`: the hostname is none of the asking team's, so nothing is said about routes of others.
 */
export type ToldAnswer =
  | { readonly kind: 'told'; readonly answer: TestAnswer; readonly othersCompete: boolean }
  | { readonly kind: 'other-team' }
  | { readonly kind: 'not-told'; readonly answer: TestAnswer };

/** What came back through the Gateway for real. */
export type SentAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The beginning of the body, when it is text. */
  readonly body: string;
  readonly isCut: boolean;
  readonly durationMs: number;
  /** The address and port that were asked. */
  readonly address: string;
};
