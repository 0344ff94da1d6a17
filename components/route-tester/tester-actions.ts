import type { ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { RequestFacts } from '@/lib/gateway-api/matching/request.ts';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Action } from '@/lib/outcome.ts';

/** Which requests are asked about, of which Gateway, with which draft in place of its route. */
export type TestQuestion = {
  readonly team: string;
  /** `namespace/name` of the route that the draft stands for; null for a new one or without a draft. */
  readonly editing: string | null;
  readonly draft: HttpRoute | null;
  readonly gateway: ObjectName;
  readonly requests: readonly RequestFacts[];
};

/**
 * What the server says, which knows the routes of all teams. `other-team`: a route of another team takes it, and no more is told.
 * `not-told`: the hostname is none of the asking team's, so nothing is said about routes of others.
 */
export type ServerAnswer =
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

/** What the tester can ask of the server. */
export type TesterActions = {
  readonly testRequestsAction: Action<TestQuestion, readonly ServerAnswer[]>;
  readonly sendRequestAction: Action<
    { readonly team: string; readonly gateway: ObjectName; readonly request: RequestFacts },
    SentAnswer
  >;
  readonly loadTestsAction: Action<{ readonly namespace: string; readonly name: string }, readonly SavedTest[]>;
  readonly saveTestsAction: Action<
    { readonly namespace: string; readonly name: string; readonly tests: readonly SavedTest[] },
    readonly SavedTest[]
  >;
};
