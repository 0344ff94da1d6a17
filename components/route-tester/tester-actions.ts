import type { ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { RequestFacts } from '@/lib/gateway-api/matching/request.ts';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { SentAnswer, ToldAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
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

/** What the tester can ask of the server. */
export type TesterActions = {
  readonly testRequestsAction: Action<TestQuestion, readonly ToldAnswer[]>;
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
