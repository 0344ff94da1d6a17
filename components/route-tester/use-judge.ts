'use client';
import type { ListenerPoint, ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { Example } from '@/lib/gateway-api/matching/examples.ts';
import type { RequestFacts } from '@/lib/gateway-api/matching/request.ts';
import type { RequestFlaw, TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';

/** What the worker says of one typed request. */
export type JudgedRequest =
  | { readonly flaws: readonly [RequestFlaw, ...RequestFlaw[]]; readonly facts: null; readonly answer: null }
  | { readonly flaws: readonly []; readonly facts: RequestFacts; readonly answer: TestAnswer };

export type JudgeQuestion = {
  readonly team: string;
  readonly editing: string | null;
  readonly draft: HttpRoute | null;
  /** Null: the draft's first Gateway, else the cluster's first. */
  readonly gateway: ObjectName | null;
  readonly requests: readonly TypedRequest[];
};

export type Judgement = {
  /** `loading` until the worker knows the cluster; `unreachable` when it cannot be asked. */
  readonly state: 'loading' | 'ready' | 'unreachable';
  readonly gateways: readonly ObjectName[];
  readonly gateway: ObjectName | null;
  readonly listeners: readonly ListenerPoint[];
  /** In the order of the question; shorter while a newer question is being judged. */
  readonly requests: readonly JudgedRequest[];
  readonly examples: readonly Example[];
};

/** Judges requests in a worker, at every change of the draft; routes of other teams are not known here. */
export function useJudge(_question: JudgeQuestion): Judgement {
  return { state: 'loading', gateways: [], gateway: null, listeners: [], requests: [], examples: [] };
}
