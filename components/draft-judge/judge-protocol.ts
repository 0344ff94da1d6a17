import type { ListenerPoint, ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { Example } from '@/lib/gateway-api/matching/examples.ts';
import type { RequestFacts } from '@/lib/gateway-api/matching/request.ts';
import type { RequestFlaw, TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';

/** What the worker says of one typed request. */
export type JudgedRequest =
  | { readonly flaws: readonly [RequestFlaw, ...RequestFlaw[]]; readonly facts: null; readonly answer: null }
  | { readonly flaws: readonly []; readonly facts: RequestFacts; readonly answer: TestAnswer };

/** Questions about one state of a draft. */
export type RequestsQuestion = {
  readonly kind: 'requests';
  /** `namespace/name` of the route that the draft stands for; null for a new one or without a draft. */
  readonly editing: string | null;
  readonly draft: HttpRoute | null;
  /** Null: the draft's first Gateway, else the cluster's first. */
  readonly gateway: ObjectName | null;
  readonly requests: readonly TypedRequest[];
};
export type RequestsAnswer = {
  readonly gateways: readonly ObjectName[];
  readonly gateway: ObjectName | null;
  readonly listeners: readonly ListenerPoint[];
  readonly requests: readonly JudgedRequest[];
  readonly examples: readonly Example[];
};

export type SchemaQuestion = {
  readonly kind: 'schema';
  /** The route as it is in the cluster; null for a new one. */
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
};
/** What the cluster's own schema refuses; null when it could not be read. */
export type SchemaAnswer = { readonly issues: readonly Issue[] | null };

/** Asked once a page: a schema is large and hardly ever changes. */
export type DescribeQuestion = { readonly kind: 'describe' };
/** The `openAPIV3Schema` of the cluster's HTTPRoute CRD; null when it could not be read. */
export type DescribeAnswer = { readonly schema: unknown };

export type Question = RequestsQuestion | SchemaQuestion | DescribeQuestion;
export type AnyAnswer = RequestsAnswer | SchemaAnswer | DescribeAnswer;
export type Answer<Q extends Question> = Q extends RequestsQuestion
  ? RequestsAnswer
  : Q extends SchemaQuestion
    ? SchemaAnswer
    : DescribeAnswer;

/** To the worker: a question, or what to read anew. */
export type ToWorker =
  | { readonly kind: 'open'; readonly team: string }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

/** From the worker. `changed` asks for every open question anew: the cluster is another one now. */
export type FromWorker =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: AnyAnswer };
