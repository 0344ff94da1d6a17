/**
 * What one lamp says. `ok` only for what was checked and right; `problem` only for what is known to be wrong;
 * `progress` for what is under way; `unknown` for what could not be asked, always with the reason;
 * `not-needed` where there is nothing to check (a redirect has no backend).
 */
export type LampState = 'ok' | 'problem' | 'progress' | 'unknown' | 'not-needed';

/** The five lights in the order that a request meets them. */
export const lights = ['dns', 'tls', 'gateway', 'route', 'backend'] as const;
export type Light = (typeof lights)[number];

/** One fact that a verdict rests on, shown as a row: what was looked at, what it said, what was wanted. */
export type Evidence = {
  readonly label: string;
  readonly found: string;
  readonly wanted?: string;
  readonly state?: LampState;
};

/** The verdict of one light for one hostname. */
export type Verdict = {
  readonly light: Light;
  readonly state: LampState;
  /** Stable and documented, for example `dns.no-record`. */
  readonly code: string;
  /** One sentence in plain words; may name records, services and listeners as text. */
  readonly reason: string;
  /** What to do and who does it, when somebody can do something. */
  readonly fix?: string;
  readonly evidence: readonly Evidence[];
  /** Where the verdict comes from: `cluster`, `dns probe`, `tls probe`, `http probe`. */
  readonly source: string;
  /** When the fact was last confirmed, in epoch milliseconds; null when it never was. */
  readonly at: number | null;
  /** The generation of the object that the controller had seen, where a controller's word is used. */
  readonly observedGeneration?: number;
  /** From when to when the served certificate is valid, in epoch milliseconds; only on the TLS light, when one was seen. */
  readonly validity?: { readonly notBefore: number; readonly notAfter: number };
};

/** All five verdicts of one hostname of one route. */
export type HostnameSignals = {
  /** The hostname as the route names it; `*` for a route that names none. */
  readonly hostname: string;
  /** Where a browser reaches it, with the listener's public port; null when no listener serves it. */
  readonly url: string | null;
  readonly verdicts: Readonly<Record<Light, Verdict>>;
  /** The worst of the five: problem, progress, unknown, ok. */
  readonly state: LampState;
};

/** The verdicts of one hostname, each as `change` gives it. */
export function mapVerdicts(
  { dns, tls, gateway, route, backend }: HostnameSignals['verdicts'],
  change: (verdict: Verdict) => Verdict,
): HostnameSignals['verdicts'] {
  return {
    dns: change(dns),
    tls: change(tls),
    gateway: change(gateway),
    route: change(route),
    backend: change(backend),
  };
}

const badness: Readonly<Record<LampState, number>> = { problem: 4, progress: 3, unknown: 2, ok: 1, 'not-needed': 0 };

/** The worst of several states: problem before progress before unknown before ok; `not-needed` only when nothing else is there. */
export function worstState(states: readonly LampState[]): LampState {
  return states.reduce<LampState>((worst, state) => (badness[state] > badness[worst] ? state : worst), 'not-needed');
}

/** Sorts worst first; equal states keep their order. */
export function compareStates(a: LampState, b: LampState): number {
  return badness[b] - badness[a];
}

/**
 * A moment inside a reason, a fix or an evidence: `{time:1763900000000}`, which the screen shows in the viewer's local time.
 *
 * @param epochMs epoch milliseconds
 */
export function timeToken(epochMs: number): string {
  return `{time:${Math.round(epochMs)}}`;
}
