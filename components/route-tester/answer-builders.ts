import type { BackendOutcome, Outcome } from '@/lib/gateway-api/matching/outcome.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';

type AnswerOverrides = {
  /** The winning rule's label; null for none. */
  readonly winner?: string | null;
  readonly ruleIndex?: number;
  readonly isDraft?: boolean;
  readonly outcome?: Outcome;
};

/** The smallest answer, for tests. */
export function testAnswer(overrides: AnswerOverrides = {}): TestAnswer {
  const { winner = 'rule main', ruleIndex = 0, isDraft = true, outcome = toBackends({ checkout: 100 }) } = overrides;
  return {
    winner:
      winner === null
        ? null
        : {
            routeId: 'shop/route',
            isDraft,
            ruleIndex,
            matchIndex: 0,
            rule: winner,
            match: '/',
            listener: 'http',
            hostname: 'shop.test',
          },
    outcome,
    losers: [],
    implementationDecides: [],
    dialect: { name: 'Gateway API', differences: [] },
  };
}

/** An outcome that goes to backends of the namespace shop by their shares. */
export function toBackends(
  shares: Readonly<Record<string, number>>,
  status: number | null = null,
): Extract<Outcome, { readonly kind: 'backends' }> {
  return {
    kind: 'backends',
    backends: Object.entries(shares).map(([name, share]) => backend(name, share, status)),
    cors: null,
    timeouts: { request: null, backendRequest: null },
    unknownFilters: [],
  };
}

function backend(name: string, share: number, status: number | null): BackendOutcome {
  return {
    ref: { name },
    backend: {
      state: status === null ? 'ready' : 'no-endpoints',
      namespace: 'shop',
      name,
      kind: 'Service',
      port: 80,
      readyEndpoints: status === null ? 1 : 0,
      totalEndpoints: 1,
    },
    weight: share,
    share,
    status,
    reason: '',
    request: { method: 'GET', host: 'shop.test', path: '/', headers: [] },
    requestChanges: [],
    responseModifiers: [],
    redirect: null,
    mirrors: [],
  };
}
