import type { RouteRow } from '@/lib/signals/route-view.ts';
import {
  type HostnameSignals,
  type LampState,
  type Light,
  lights,
  type Verdict,
  worstState,
} from '@/lib/signals/verdict.ts';

/** For tests: a hostname of which every light is clear but those that are given. */
export function hostnameSignals(
  hostname: string,
  overrides: Partial<Record<Light, Partial<Verdict>>> = {},
): HostnameSignals {
  const verdict = (light: Light): Verdict => ({
    light,
    state: 'ok',
    code: `${light}.ok`,
    reason: 'Clear.',
    evidence: [],
    source: 'cluster',
    at: null,
    ...overrides[light],
  });
  const verdicts = {
    dns: verdict('dns'),
    tls: verdict('tls'),
    gateway: verdict('gateway'),
    route: verdict('route'),
    backend: verdict('backend'),
  };
  return { hostname, url: null, verdicts, state: worstState(lights.map((light) => verdicts[light].state)) };
}

/** For tests: the smallest route with these signals. */
export function routeRow(overrides: Partial<RouteRow> & { readonly name: string }): RouteRow {
  const { name, namespace = 'storefront', signals = [] } = overrides;
  const lampOf = (light: Light): LampState => worstState(signals.map((signal) => signal.verdicts[light].state));
  return {
    id: `${namespace}/${name}`,
    namespace,
    hostnames: signals.map((signal) => signal.hostname),
    summary: '/ → storefront',
    backends: [],
    lamps: {
      dns: lampOf('dns'),
      tls: lampOf('tls'),
      gateway: lampOf('gateway'),
      route: lampOf('route'),
      backend: lampOf('backend'),
    },
    state: worstState(signals.map((signal) => signal.state)),
    headline: 'All clear',
    clearHostnames: signals.filter((signal) => signal.state === 'ok').length,
    signals,
    generation: 1,
    resourceVersion: '1',
    createdAt: 0,
    lastChange: null,
    deletingAt: null,
    ...overrides,
  };
}
