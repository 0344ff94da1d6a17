'use client';

import { useState } from 'react';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { FieldConflict, ReviewResult } from '@/lib/gateway-api/route-change.ts';
import type { Issue } from '@/lib/outcome.ts';
import { ask, type RouteActions, type RouteEditInput } from './route-actions.ts';

/** Where a review stands: asking the cluster, its answer, applying, or why neither was possible. */
export type ReviewState =
  | { readonly phase: 'closed' }
  | { readonly phase: 'asking' }
  | { readonly phase: 'reviewed'; readonly review: ReviewResult }
  | { readonly phase: 'applying'; readonly review: ReviewResult }
  | { readonly phase: 'refused'; readonly during: 'review' | 'apply'; readonly issues: readonly Issue[] };

type ReviewOptions = {
  readonly input: RouteEditInput;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction'>;
  readonly onApplied: (route: HttpRoute) => void;
  /** Somebody changed the route since the draft began. */
  readonly onStale: (live: HttpRoute | null) => void;
  /** Findings of the API server, to be shown at their fields as well. */
  readonly onIssues: (issues: readonly Issue[]) => void;
};

/** The way of a draft into the cluster: a dry run, a decision, an apply. */
export function useReview({ input, actions, onApplied, onStale, onIssues }: ReviewOptions) {
  const [state, setState] = useState<ReviewState>({ phase: 'closed' });

  async function start() {
    setState({ phase: 'asking' });
    const outcome = await ask(actions.reviewRouteAction, input);
    if (outcome.status === 'refused') return setState({ phase: 'refused', during: 'review', issues: outcome.issues });
    const review = outcome.value;
    onIssues(review.issues);
    if (review.verdict === 'stale') onStale(review.live);
    setState({ phase: 'reviewed', review });
  }

  async function apply(takeOver: readonly FieldConflict[], reason: string) {
    if (state.phase !== 'reviewed') return;
    const { review } = state;
    setState({ phase: 'applying', review });
    const fields = [...new Set(takeOver.map((conflict) => conflict.field))];
    const outcome = await ask(actions.applyRouteAction, { ...input, takeOver: fields, reason });
    if (outcome.status === 'refused') {
      onIssues(outcome.issues.filter((issue) => issue.path.length > 0));
      return setState({ phase: 'refused', during: 'apply', issues: outcome.issues });
    }
    switch (outcome.value.result) {
      case 'applied':
        setState({ phase: 'closed' });
        return onApplied(outcome.value.route);
      case 'conflict':
        return setState({
          phase: 'reviewed',
          review: { ...review, verdict: 'conflict', conflicts: outcome.value.conflicts },
        });
      case 'stale':
        onStale(outcome.value.live);
        return setState({ phase: 'reviewed', review: { ...review, verdict: 'stale', live: outcome.value.live } });
    }
  }

  return { state, start, apply, close: () => setState({ phase: 'closed' }) };
}
