import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTransfer, toPresentation } from './presentation.ts';

test('what Knot hands out is read, without the records that the page does not offer', () => {
  const text = `acme.localhost.     \t30\tIN\tSOA\tns1.acme.localhost. hostmaster.acme.localhost. 1 60 30 600 10
www.acme.localhost. \t5\tIN\tA\t192.0.2.1
www.acme.localhost. \t5\tIN\tA\t192.0.2.2
acme.localhost.     \t30\tIN\tNS\tNS1.acme.localhost.
acme.localhost.     \t30\tIN\tRRSIG\tNS 13 2 30 2026 2026 1 acme.localhost. abc=
acme.localhost.     \t30\tIN\tCAA\t0 issue "ca.example"
`;
  expect(parseTransfer(text)).toEqual([
    { name: 'acme.localhost', type: 'CAA', ttl: 30, values: ['0 issue "ca.example"'] },
    { name: 'acme.localhost', type: 'NS', ttl: 30, values: ['ns1.acme.localhost'] },
    { name: 'www.acme.localhost', type: 'A', ttl: 5, values: ['192.0.2.1', '192.0.2.2'] },
  ]);
});

test('any text of a TXT record is read as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 700 }), (value) => {
      const [data] = toPresentation({ type: 'TXT', values: [value] });
      expect(parseTransfer(`a.test. 5 IN TXT ${data}`)[0]?.values).toEqual([value]);
    }),
  );
});
