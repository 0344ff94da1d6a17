'use client';

import { useState } from 'react';
import { ask, type RouteActions } from '@/components/route-page/route-actions.ts';
import { applyEdit } from '@/lib/gateway-api/edit.ts';
import { namespaceOf } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { FieldConflict } from '@/lib/gateway-api/route-change.ts';
import { weightEdits } from '@/lib/gateway-api/traffic-shift.ts';
import { assertNever, type Issue } from '@/lib/outcome.ts';

/** One step: which weights a rule gets, and what the activity log says about it. */
export type ShiftStep = { readonly ruleIndex: number; readonly weights: readonly number[]; readonly reason: string };

/** Where a step stands. */
export type ShiftState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'applying'; readonly step: ShiftStep }
  | { readonly phase: 'refused'; readonly step: ShiftStep; readonly issues: readonly Issue[] }
  /** Others own the weights: it goes on only when somebody takes them over. */
  | { readonly phase: 'conflict'; readonly step: ShiftStep; readonly conflicts: readonly FieldConflict[] }
  /** Somebody changed the route at the same moment; the page shows their version now. */
  | { readonly phase: 'stale' };

type ShiftOptions = {
  /** The route as it is in the cluster. */
  readonly route: HttpRoute;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction'>;
  /** The route as it is now, after a step or because somebody else changed it. */
  readonly onRoute: (route: HttpRoute) => void;
};

/** Applies steps one at a time: each is asked of the cluster first and then applied like any other change. */
export function useShift({ route, actions, onRoute }: ShiftOptions) {
  const [state, setState] = useState<ShiftState>({ phase: 'idle' });
  const target = { namespace: namespaceOf(route), name: route.metadata.name };

  function inputOf({ ruleIndex, weights }: ShiftStep) {
    return {
      ...target,
      base: route,
      draft: weightEdits(route, ruleIndex, weights).reduce<HttpRoute>(applyEdit, route),
    };
  }

  function showStale(live: HttpRoute | null): false {
    if (live) onRoute(live);
    setState({ phase: 'stale' });
    return false;
  }

  /** Whether it was applied. */
  async function apply(step: ShiftStep, conflicts: readonly FieldConflict[] = []): Promise<boolean> {
    setState({ phase: 'applying', step });
    const takeOver = [...new Set(conflicts.map(({ field }) => field))];
    const outcome = await ask(actions.applyRouteAction, { ...inputOf(step), takeOver, reason: step.reason });
    if (outcome.status === 'refused') {
      setState({ phase: 'refused', step, issues: outcome.issues });
      return false;
    }
    const { value } = outcome;
    switch (value.result) {
      case 'applied':
        onRoute(value.route);
        setState({ phase: 'idle' });
        return true;
      case 'conflict':
        setState({ phase: 'conflict', step, conflicts: value.conflicts });
        return false;
      case 'stale':
        return showStale(value.live);
      default:
        return assertNever(value);
    }
  }

  /** Asks the cluster what would happen, and goes on at once when nothing stands in the way. */
  async function start(step: ShiftStep): Promise<boolean> {
    setState({ phase: 'applying', step });
    const outcome = await ask(actions.reviewRouteAction, inputOf(step));
    if (outcome.status === 'refused') {
      setState({ phase: 'refused', step, issues: outcome.issues });
      return false;
    }
    const { verdict, conflicts, issues, live } = outcome.value;
    switch (verdict) {
      case 'would-apply':
        return apply(step);
      case 'nothing-to-do':
        setState({ phase: 'idle' });
        return true;
      case 'conflict':
        setState({ phase: 'conflict', step, conflicts });
        return false;
      case 'refused':
        setState({ phase: 'refused', step, issues });
        return false;
      case 'stale':
        return showStale(live);
      default:
        return assertNever(verdict);
    }
  }

  return { state, start, apply, dismiss: () => setState({ phase: 'idle' }) };
}
