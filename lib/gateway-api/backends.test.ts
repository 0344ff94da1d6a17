import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countEndpoints, resolveBackend, sharesOf } from './backends.ts';
import { endpointSlice, referenceGrant, service, snapshot } from './object-builders.ts';
import { isReferenceGranted } from './reference-grants.ts';

describe('shares of weights', () => {
  test.each<[readonly (number | undefined)[], readonly number[]]>([
    [
      [90, 10],
      [90, 10],
    ],
    [
      [undefined, undefined],
      [50, 50],
    ],
    [
      [1, 1, 1],
      [33.4, 33.3, 33.3],
    ],
    [
      [0, 5],
      [0, 100],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [undefined, 9],
      [10, 90],
    ],
    [
      [-5, 5],
      [0, 100],
    ],
    [
      [Number.NaN, 5],
      [0, 100],
    ],
    [[], []],
  ])('%j share %j', (weights, shares) => {
    expect(sharesOf(weights.map((weight) => (weight === undefined ? {} : { weight })))).toEqual(shares);
  });

  test('sum to exactly 100 and never favour the lighter backend', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(weights, (list) => {
        const shares = sharesOf(list.map((weight) => ({ weight })));
        const tenths = shares.reduce((sum, share) => sum + Math.round(share * 10), 0);
        expect(tenths).toBe(list.some((weight) => weight > 0) ? 1_000 : 0);
        list.forEach((a, i) => {
          list.forEach((b, j) => {
            if (a > b) expect((shares[i] ?? 0) >= (shares[j] ?? 0)).toBe(true);
          });
        });
      }),
    );
  });
});

describe('endpoints of a Service port', () => {
  test('are counted by the port’s name', () => {
    expect(countEndpoints('http', [endpointSlice(2, 1)])).toEqual({ ready: 2, total: 3 });
    expect(countEndpoints('grpc', [endpointSlice(2, 1)])).toEqual({ ready: 0, total: 0 });
    expect(countEndpoints('http', undefined)).toEqual({ ready: 0, total: 0 });
  });
  test('are not counted twice where a Service is dual-stack', () => {
    const slices = [endpointSlice(2), { ...endpointSlice(2), addressType: 'IPv6' }];
    expect(countEndpoints('http', slices)).toEqual({ ready: 2, total: 2 });
  });
  test('are ready when nothing says that they are not', () => {
    const slice = { ...endpointSlice(), endpoints: [{ addresses: ['10.0.0.1'] }, { conditions: { ready: false } }] };
    expect(countEndpoints('http', [slice])).toEqual({ ready: 1, total: 2 });
  });
});

describe('what stands behind a backendRef', () => {
  const cluster = snapshot({ services: [service()], endpointSlices: [endpointSlice(2, 1)] });
  test.each([
    ['a Service with ready endpoints', { name: 'storefront', port: 80 }, cluster, 'ready'],
    ['a port that the Service does not have', { name: 'storefront', port: 81 }, cluster, 'no-port'],
    ['no port', { name: 'storefront' }, cluster, 'no-port'],
    ['a Service that does not exist', { name: 'other', port: 80 }, cluster, 'no-service'],
    ['another kind', { kind: 'Backend', group: 'x.test', name: 'a' }, cluster, 'unjudged'],
    ['another namespace without a grant', { name: 'a', namespace: 'content', port: 80 }, cluster, 'not-granted'],
    [
      'no endpoint that is ready',
      { name: 'storefront', port: 80 },
      snapshot({ services: [service()], endpointSlices: [endpointSlice(0, 2)] }),
      'no-endpoints',
    ],
    [
      'slices that were not read yet',
      { name: 'storefront', port: 80 },
      snapshot({ services: [service()], pendingKinds: ['endpointslices'] }),
      'not-loaded',
    ],
    [
      'Services that were not read yet',
      { name: 'storefront', port: 80 },
      snapshot({ pendingKinds: ['services'] }),
      'not-loaded',
    ],
    [
      'an ExternalName Service',
      { name: 'storefront', port: 80 },
      snapshot({ services: [service({ spec: { type: 'ExternalName' } })] }),
      'unjudged',
    ],
  ])('%s', (_name, ref, taken, state) => {
    expect(resolveBackend(ref, 'storefront', taken).state).toBe(state);
  });
});

describe('grants for another namespace', () => {
  const reference = { fromNamespace: 'storefront', group: '', kind: 'Service', namespace: 'content', name: 'ghost' };
  test.each([
    ['none', [], false],
    ['one for the whole namespace', [referenceGrant('storefront', 'content')], true],
    ['one for this Service', [referenceGrant('storefront', 'content', 'ghost')], true],
    ['one for another Service', [referenceGrant('storefront', 'content', 'other')], false],
    ['one for another team', [referenceGrant('payments', 'content')], false],
    ['one that stands in the wrong namespace', [referenceGrant('storefront', 'storefront')], false],
  ])('%s', (_name, grants, granted) => {
    expect(isReferenceGranted(reference, grants)).toBe(granted);
  });
  test('are not needed within a namespace', () => {
    expect(isReferenceGranted({ ...reference, namespace: 'storefront' }, [])).toBe(true);
  });
});
