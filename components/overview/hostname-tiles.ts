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

/** How much of a certificate's life is left, in percent; null when no certificate was seen. */
export function lifeLeftPercent({ validity }: Pick<Verdict, 'validity'>, now: number): number | null {
  if (!validity || validity.notAfter <= validity.notBefore) return null;
  const left = (validity.notAfter - now) / (validity.notAfter - validity.notBefore);
  return Math.min(100, Math.max(0, left * 100));
}
