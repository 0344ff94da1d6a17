import { expect, test } from 'vitest';
import { grantFor } from './grant.ts';

test('a grant names one namespace and one Service, and is not needed at home', () => {
  expect(grantFor('storefront', { name: 'ledger', namespace: 'payments', port: 80 })).toMatchObject({
    kind: 'ReferenceGrant',
    metadata: { namespace: 'payments' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'storefront' }],
      to: [{ group: '', kind: 'Service', name: 'ledger' }],
    },
  });
  expect(grantFor('storefront', { name: 'shop', port: 80 })).toBeNull();
});
