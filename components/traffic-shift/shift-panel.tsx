'use client';

import { type MouseEvent, type RefObject, useRef } from 'react';
import type { RouteActions } from '@/components/route-page/route-actions.ts';
import { Button } from '@/components/ui/button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { type Option, Select } from '@/components/ui/select.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { formatShare } from '@/lib/gateway-api/describe.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import { ShiftNotes } from './shift-notes.tsx';
import { planShift, type ShiftPlace, type ShiftPlan } from './shift-plan.ts';
import { usualSteps } from './shift-steps.ts';
import { ShiftTrack } from './shift-track.tsx';
import { StepEditor } from './step-editor.tsx';
import { useShift } from './use-shift.ts';

type ShiftPanelProps = {
  readonly id: string;
  readonly route: HttpRoute;
  readonly ruleIndex: number;
  /** The rules that split their traffic. */
  readonly rules: readonly Option<string>[];
  readonly place: ShiftPlace;
  readonly onPlaceChange: (place: Partial<ShiftPlace>) => unknown;
  readonly services: readonly ServiceRow[];
  readonly hasDraft: boolean;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction'>;
  readonly onRoute: (route: HttpRoute) => void;
};

/** Where a shift stands, the next step and the ways back. */
export function ShiftPanel(props: ShiftPanelProps) {
  const { id, onPlaceChange, hasDraft } = props;
  const panelRef = useRef<HTMLDivElement>(null);
  const shift = useShift(props);
  const plan = planShift(props);
  const goTo = useGoTo(props, shift, panelRef);
  if (!plan) return null;
  return (
    <div
      id={id}
      ref={panelRef}
      tabIndex={-1}
      className="grid gap-3 border-t border-line px-4 py-3 outline-none narrow:px-3.5"
    >
      <ShiftChoices {...props} plan={plan} />
      <ShiftTrack stops={plan.stops} percent={plan.percent} name={plan.new.name} />
      <ShiftNotes
        state={shift.state}
        plan={plan}
        hasDraft={hasDraft}
        onTakeOver={shift.apply}
        onRetry={shift.start}
        onDismiss={shift.dismiss}
      />
      <div className="flex flex-wrap items-center gap-2">
        <ShiftButtons
          plan={plan}
          isApplying={shift.state.phase === 'applying'}
          onGo={(stop, event) => goTo(plan, stop, event)}
        />
        <span className="flex-1" />
        <StepEditor
          steps={plan.steps}
          onChange={(steps) => onPlaceChange({ steps: steps.join() === usualSteps.join() ? null : [...steps] })}
        />
      </div>
    </div>
  );
}

/** Takes one step, and keeps what it began with in the address. */
function useGoTo(
  { ruleIndex, place, onPlaceChange }: ShiftPanelProps,
  shift: ReturnType<typeof useShift>,
  panelRef: RefObject<HTMLDivElement | null>,
) {
  return async (plan: ShiftPlan, stop: number, event: MouseEvent) => {
    // The second click of a double click would take the step after this one as well.
    if (event.detail > 1 || shift.state.phase === 'applying') return;
    const { name } = plan.new;
    const reason = `Traffic shift: ${name} from ${formatShare(plan.percent)} to ${formatShare(stop)}`;
    const wasApplied = await shift.start({ ruleIndex, weights: plan.weightsAt(stop), reason });
    if (!wasApplied) return;
    if (place.before === null && stop > plan.percent) onPlaceChange({ before: [...plan.weights] });
    showToast({ title: `${name} gets ${formatShare(stop)}`, tone: 'go' });
    // The button may be gone with the step that it stood for.
    setTimeout(() => document.activeElement === document.body && panelRef.current?.focus(), 30);
  };
}

type ShiftChoicesProps = Pick<ShiftPanelProps, 'ruleIndex' | 'rules' | 'onPlaceChange'> & { readonly plan: ShiftPlan };

/** Which rule and which backend it is about, with what each side gets and how it is. */
function ShiftChoices({ ruleIndex, rules, onPlaceChange, plan }: ShiftChoicesProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      {rules.length > 1 && (
        <Select
          label="Rule"
          value={String(ruleIndex)}
          options={rules}
          onChange={(value) => onPlaceChange({ shift: Number(value), to: null, before: null })}
          className="min-w-56"
        />
      )}
      <Select
        label="New version"
        value={String(plan.to)}
        options={plan.backends.map((label, index) => ({ value: String(index), label }))}
        onChange={(value) => onPlaceChange({ to: Number(value), before: null })}
        className="min-w-44"
      />
      <p className="flex min-w-0 flex-1 basis-56 flex-wrap gap-x-5 gap-y-1 pb-1.5 text-sm text-ink-2">
        {[plan.old, plan.new].map(({ name, share, lamp }) => (
          <span key={name} className="inline-flex min-w-0 items-center gap-1.5">
            <Lamp state={lamp.state} of={name} />
            <bdi className="min-w-0 font-mono break-all">{name}</bdi>
            <b className="font-semibold whitespace-nowrap text-ink tabular-nums">{formatShare(share)}</b>
            <span className="text-xs text-ink-3">{lamp.words}</span>
          </span>
        ))}
      </p>
    </div>
  );
}

type ShiftButtonsProps = {
  readonly plan: ShiftPlan;
  readonly isApplying: boolean;
  readonly onGo: (stop: number, event: MouseEvent) => void;
};

function ShiftButtons({ plan, isApplying, onGo }: ShiftButtonsProps) {
  const { next, previous, begin, percent } = plan;
  const isRisky = plan.new.lamp.state === 'problem';
  return (
    <>
      {next !== null && (
        <Button
          variant={isRisky ? 'danger' : 'primary'}
          pending={isApplying}
          onClick={(event) => onGo(next, event)}
          data-testid="shift-next"
        >
          Shift to {formatShare(next)}
          {isRisky && ' all the same'}
        </Button>
      )}
      {previous !== null && (
        <Button aria-disabled={isApplying} onClick={(event) => onGo(previous, event)}>
          Back to {formatShare(previous)}
        </Button>
      )}
      {percent > begin && previous !== begin && (
        <Button aria-disabled={isApplying} onClick={(event) => onGo(begin, event)}>
          Undo the shift: {formatShare(begin)}
        </Button>
      )}
    </>
  );
}
