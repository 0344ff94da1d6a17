import { expect, test } from 'vitest';
import { grantFor, isReferenceGranted } from './reference-grants.ts';

const ledger = { group: '', kind: 'Service', namespace: 'payments', name: 'ledger' };

test('the grant that is offered allows the reference, and nothing else', () => {
  const grant = grantFor('storefront', ledger);
  expect(grant.metadata).toEqual({ name: 'storefront-to-ledger', namespace: 'payments' });
  expect(isReferenceGranted({ fromNamespace: 'storefront', ...ledger }, [grant])).toBe(true);
  expect(isReferenceGranted({ fromNamespace: 'other', ...ledger }, [grant])).toBe(false);
  expect(isReferenceGranted({ fromNamespace: 'storefront', ...ledger, name: 'vault' }, [grant])).toBe(false);
});
