'use client';

import { parseAsArrayOf, parseAsInteger, useQueryStates } from 'nuqs';
import { useId } from 'react';
import type { RouteActions } from '@/components/route-page/route-actions.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { sharesOf } from '@/lib/gateway-api/backends.ts';
import { backendLabel, describeRule, formatShare } from '@/lib/gateway-api/describe.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute, HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import { shiftOf } from '@/lib/gateway-api/traffic-shift.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import { ShiftPanel } from './shift-panel.tsx';

/** Which shift is open. It lies in the address: how far it is, the weights in the cluster say. */
const inAddress = {
  shift: parseAsInteger,
  to: parseAsInteger,
  steps: parseAsArrayOf(parseAsInteger),
  before: parseAsArrayOf(parseAsInteger),
};
const urlKeys = { to: 'shift-to', steps: 'shift-steps', before: 'shift-before' } as const;

type TrafficShiftProps = {
  /** The route as it is in the cluster, not the draft. */
  readonly route: HttpRoute;
  readonly services: readonly ServiceRow[];
  readonly hasDraft: boolean;
  readonly actions: Pick<RouteActions, 'reviewRouteAction' | 'applyRouteAction'>;
  /** The route in the cluster is another one now. */
  readonly onRoute: (route: HttpRoute) => void;
};

/** Moves the traffic of a rule from an old backend to a new one in steps. Nothing where no rule splits its traffic. */
export function TrafficShift({ route, services, hasDraft, actions, onRoute }: TrafficShiftProps) {
  const titleId = useId();
  const panelId = useId();
  const [place, setPlace] = useQueryStates(inAddress, { urlKeys });
  const splits = objects(route.spec?.rules).flatMap((rule, index) => (shiftOf(rule) ? [{ rule, index }] : []));
  const [first] = splits;
  if (!first) return null;
  const chosen = place.shift === null ? null : (splits.find(({ index }) => index === place.shift) ?? first);
  const nothing = { shift: null, to: null, steps: null, before: null };
  return (
    <Card aria-labelledby={titleId} data-testid="traffic-shift">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 px-4 py-2 narrow:px-3.5">
        <h2 id={titleId} className="text-md font-semibold text-ink-2">
          {chosen ? 'Shift traffic' : 'Split traffic'}
        </h2>
        <p className="min-w-0 flex-1 basis-48 text-sm text-ink-2">
          <bdi>{chosen ? '' : splits.length === 1 ? splitWords(first.rule) : `${splits.length} rules`}</bdi>
        </p>
        <Button
          size="sm"
          aria-expanded={chosen !== null}
          aria-controls={chosen ? panelId : undefined}
          onClick={() => setPlace(chosen ? nothing : { ...nothing, shift: first.index })}
        >
          {chosen ? 'Close' : 'Shift traffic'}
        </Button>
      </div>
      {chosen && (
        <ShiftPanel
          // Another rule is another shift: nothing of a step that failed belongs to it.
          key={chosen.index}
          id={panelId}
          route={route}
          ruleIndex={chosen.index}
          rules={splits.map(({ rule, index }) => ({ value: String(index), label: describeRule(rule) }))}
          place={place}
          onPlaceChange={setPlace}
          services={services}
          hasDraft={hasDraft}
          actions={actions}
          onRoute={onRoute}
        />
      )}
    </Card>
  );
}

function splitWords(rule: HttpRouteRule): string {
  const refs = objects(rule.backendRefs);
  const shares = sharesOf(refs);
  return refs.map((ref, index) => `${backendLabel(ref)} ${formatShare(shares[index] ?? 0)}`).join(' · ');
}
