import { backendLamp } from '@/components/route-editor/backend-choice.ts';
import { sharesOf } from '@/lib/gateway-api/backends.ts';
import { backendLabel } from '@/lib/gateway-api/describe.ts';
import { namespaceOf, objects } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef, HttpRoute } from '@/lib/gateway-api/objects.ts';
import { shiftOf, weightsFor } from '@/lib/gateway-api/traffic-shift.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import type { LampState } from '@/lib/signals/verdict.ts';
import { nextStop, previousStop, stopsOf, trustedSteps, trustedWeights, usualSteps } from './shift-steps.ts';

/** What the page's address says about a shift; anything may stand there. */
export type ShiftPlace = {
  /** Index of the rule; null while no shift is open. */
  readonly shift: number | null;
  /** Index of the new backend; null for the last one. */
  readonly to: number | null;
  readonly steps: number[] | null;
  /** The weights with which the shift began, for the way back. */
  readonly before: number[] | null;
};

/** One of the two backends of a shift. */
type ShiftSide = {
  readonly name: string;
  readonly share: number;
  readonly lamp: { readonly state: LampState; readonly words: string };
};

/** Where a shift stands and where it can go. */
export type ShiftPlan = {
  readonly backends: readonly string[];
  readonly to: number;
  readonly old: ShiftSide;
  readonly new: ShiftSide;
  /** What the new backend has now, in percent. */
  readonly percent: number;
  readonly weights: readonly number[];
  readonly steps: readonly number[];
  readonly stops: readonly number[];
  /** What the new backend had before the shift, in percent. */
  readonly begin: number;
  readonly next: number | null;
  readonly previous: number | null;
  /** The weights with which the new backend gets a stop's percentage. */
  readonly weightsAt: (stop: number) => readonly number[];
};

type ShiftFacts = {
  readonly route: HttpRoute;
  readonly ruleIndex: number;
  readonly place: ShiftPlace;
  readonly services: readonly ServiceRow[];
};

/** Everything that follows from the weights in the cluster and from the address; null for a rule that does not split. */
export function planShift({ route, ruleIndex, place, services }: ShiftFacts): ShiftPlan | null {
  const rule = objects(route.spec?.rules)[ruleIndex];
  const shift = rule ? shiftOf(rule, place.to ?? undefined) : null;
  if (!rule || !shift) return null;
  const { from, to, percent, weights } = shift;
  const refs = objects(rule.backendRefs);
  const shares = sharesOf(refs);
  const before = trustedWeights(place.before, refs.length);
  const begin = before ? (sharesOf(before.map((weight) => ({ weight })))[to] ?? 0) : 0;
  const steps = trustedSteps(place.steps ?? usualSteps);
  const stops = stopsOf(steps, begin);
  const sideOf = (index: number, ref: BackendRef = {}): ShiftSide => ({
    name: backendLabel(ref),
    share: shares[index] ?? 0,
    lamp: backendLamp(ref, namespaceOf(route), services),
  });
  return {
    backends: refs.map(backendLabel),
    to,
    old: sideOf(from, refs[from]),
    new: sideOf(to, refs[to]),
    percent,
    weights,
    steps,
    stops,
    begin,
    next: nextStop(stops, percent),
    previous: previousStop(stops, percent),
    // Back at the beginning the weights are exactly those of before, also where no whole percentage says them.
    weightsAt: (stop) => (before && stop === begin ? before : weightsFor(stop, before ?? weights, to)),
  };
}
