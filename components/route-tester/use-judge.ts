'use client';
import { useMemo } from 'react';
import type { JudgedRequest, RequestsQuestion } from '@/components/draft-judge/judge-protocol.ts';
import { useAsking } from '@/components/draft-judge/use-asking.ts';
import type { ListenerPoint, ObjectName } from '@/lib/gateway-api/listeners.ts';
import type { Example } from '@/lib/gateway-api/matching/examples.ts';
import type { TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';

export type { JudgedRequest };

export type JudgeQuestion = {
  readonly team: string;
  readonly editing: string | null;
  readonly draft: HttpRoute | null;
  /** Null: the draft's first Gateway, else the cluster's first. */
  readonly gateway: ObjectName | null;
  /** Keep it the same list while nothing changes. */
  readonly requests: readonly TypedRequest[];
};

export type Judgement = {
  /** `loading` until the worker knows the cluster; `unreachable` when it cannot be asked. */
  readonly state: 'loading' | 'ready' | 'unreachable';
  readonly gateways: readonly ObjectName[];
  readonly gateway: ObjectName | null;
  readonly listeners: readonly ListenerPoint[];
  /** In the order of the question; of a former question while a newer one is being judged. */
  readonly requests: readonly JudgedRequest[];
  readonly examples: readonly Example[];
};

const nothing = { gateways: [], gateway: null, listeners: [], requests: [], examples: [] } as const;

/** Judges requests in a worker, at every change of the draft; routes of other teams are not known here. */
export function useJudge({ team, editing, draft, gateway, requests }: JudgeQuestion): Judgement {
  const gatewayKey = gateway === null ? null : `${gateway.namespace}/${gateway.name}`;
  const question = useMemo((): RequestsQuestion => {
    const [namespace = '', name = ''] = gatewayKey?.split('/') ?? [];
    return { kind: 'requests', editing, draft, gateway: gatewayKey === null ? null : { namespace, name }, requests };
  }, [editing, draft, gatewayKey, requests]);
  const { answer, isReachable } = useAsking(team, question);
  if (answer === null) return { state: isReachable === false ? 'unreachable' : 'loading', ...nothing };
  return { state: isReachable === false ? 'unreachable' : 'ready', ...answer };
}
