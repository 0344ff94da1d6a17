import type { RouteRow } from '@/lib/signals/route-view.ts';
import {
  compareStates,
  type HostnameSignals,
  type LampState,
  type Verdict,
  worstState,
} from '@/lib/signals/verdict.ts';

/** One hostname of one route with the state of its name and its certificate. */
export type HostnameTile = {
  readonly id: string;
  readonly signal: HostnameSignals;
  readonly route: { readonly namespace: string; readonly name: string };
  /** The worse of DNS and TLS. */
  readonly state: LampState;
};

/** Every hostname of the routes, worst first, then by name. */
export function hostnameTiles(routes: readonly RouteRow[]): readonly HostnameTile[] {
  return routes
    .flatMap((route) =>
      route.signals.map((signal) => ({
        id: `${route.id} ${signal.hostname}`,
        signal,
        route: { namespace: route.namespace, name: route.name },
        state: worstState([signal.verdicts.dns.state, signal.verdicts.tls.state]),
      })),
    )
    .toSorted((a, b) => compareStates(a.state, b.state) || (a.signal.hostname < b.signal.hostname ? -1 : 1));
}

/** How much of a certificate's life is left, in percent; null when the verdict does not say. */
export function lifeLeftPercent({ evidence }: Verdict): number | null {
  const found = evidence.find((entry) => entry.label === 'Life left')?.found;
  const percent = found === undefined ? Number.NaN : Number.parseFloat(found);
  return Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) : null;
}
