'use client';
import { useMemo } from 'react';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';
import type { DescribeQuestion, SchemaQuestion } from './judge-protocol.ts';
import { useAsking } from './use-asking.ts';

/** What the cluster's own schema says of a draft. */
export type BySchema = {
  /** Of this very draft; null while it is being judged and where there is no schema. */
  readonly issues: readonly Issue[] | null;
  /** Whether the cluster's schema could be read; null while that is not known. */
  readonly isKnown: boolean | null;
  /** The `openAPIV3Schema` of HTTPRoutes, for completion and explanations; null when it is not known. */
  readonly schema: unknown;
};

const describe: DescribeQuestion = { kind: 'describe' };

/** Judges a draft by the cluster's schema and its rules in the worker, at every change. */
export function useSchemaIssues(team: string, draft: HttpRoute, base: HttpRoute | null): BySchema {
  const question = useMemo((): SchemaQuestion => ({ kind: 'schema', base, draft }), [base, draft]);
  const { answer, question: about } = useAsking(team, question);
  const described = useAsking(team, describe);
  const schema = described.answer?.schema ?? null;
  if (answer === null) return { issues: null, isKnown: null, schema };
  return {
    issues: about?.draft === draft ? answer.issues : null,
    isKnown: answer.issues !== null,
    schema,
  };
}
