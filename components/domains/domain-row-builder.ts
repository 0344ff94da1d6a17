import type { DomainRow } from '@/lib/domains/domain-row.ts';

/** For tests: a live domain of Storefront with nothing to do, but for what is given. */
export function domainRow(overrides: Partial<DomainRow> & { readonly hostname: string }): DomainRow {
  return {
    id: `claim-of-${overrides.hostname}`,
    team: 'storefront',
    namespace: 'storefront',
    gateway: 'infra/external',
    unicode: overrides.hostname,
    origin: 'custom',
    state: 'live',
    headline: 'Live',
    lights: { proof: 'ok', certificate: 'ok', traffic: 'ok', serving: 'ok' },
    diagnoses: [],
    steps: [],
    next: null,
    records: [],
    world: [],
    zone: null,
    provider: null,
    certificate: null,
    routes: [],
    budget: { left: 3, of: 3, renewsAt: null },
    listeners: null,
    url: null,
    curl: null,
    createdAt: 0,
    provenAt: 0,
    liveAt: 0,
    checkedAt: null,
    nextCheckAt: null,
    deadlineAt: null,
    ...overrides,
  };
}
