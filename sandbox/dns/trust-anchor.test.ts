import { expect, test } from 'vitest';
import { toDelegationSigner } from './trust-anchor.ts';

test('a DS record is made from a key as in the example of RFC 4509', () => {
  const key = Buffer.from(
    'AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==',
    'base64',
  );
  expect(toDelegationSigner('dskey.example.com', { flags: 256, algorithm: 5, key })).toBe(
    '60485 5 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A',
  );
});
