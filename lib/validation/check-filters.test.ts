import { describe, expect, test } from 'vitest';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import {
  backendRefs,
  cors,
  filter,
  found,
  headers,
  mirror,
  redirecting,
  rewriting,
  withFilters,
} from './rule-builders.ts';

describe('filters', () => {
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['a good one', withFilters(headers({ set: [{ name: 'x-a', value: '1' }] })), []],
    ['an unknown kind', withFilters(filter('Magic', {})), ['filter.type-unknown filters[0].type']],
    ['no kind', withFilters({}), ['filter.type-unknown filters[0].type']],
    ['no settings', withFilters({ type: 'CORS' }), ['filter.settings-missing filters[0]']],
    [
      'settings of another kind',
      withFilters(filter('CORS', { cors: {}, urlRewrite: { hostname: 'a.test' } })),
      ['filter.settings-foreign filters[0].urlRewrite'],
    ],
    [
      'one kind twice',
      withFilters(headers({ remove: ['x-a'] }), headers({ remove: ['x-b'] })),
      ['filter.repeated filters[1]'],
    ],
    [
      'two extensions',
      withFilters(filter('ExtensionRef', { extensionRef: {} }), filter('ExtensionRef', { extensionRef: {} })),
      [],
    ],
    [
      'redirect and rewrite',
      { filters: [...(redirecting({ port: 81 }).filters ?? []), ...(rewriting({ hostname: 'b.test' }).filters ?? [])] },
      ['redirect.with-rewrite filters[1]'],
    ],
    [
      'on a backend',
      { backendRefs: [{ name: 'a', port: 80, filters: [{ type: 'CORS' }] }] },
      ['filter.settings-missing backendRefs[0].filters[0]'],
    ],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });
});

describe('mirrors, CORS, timeouts and retries', () => {
  const retrying = (retry: unknown): HttpRouteRule => {
    const rule = { backendRefs, retry };
    return rule;
  };
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['a mirror', mirror({ percent: 10 }), []],
    [
      'a mirror without port',
      withFilters(filter('RequestMirror', { requestMirror: { backendRef: { name: 'm' } } })),
      ['backend.port-missing filters[0].requestMirror.backendRef.port'],
    ],
    [
      'percent and fraction',
      mirror({ percent: 1, fraction: { numerator: 1 } }),
      ['mirror.share-twice filters[0].requestMirror'],
    ],
    ['101 %', mirror({ percent: 101 }), ['mirror.share-malformed filters[0].requestMirror.percent']],
    [
      '3 of 2',
      mirror({ fraction: { numerator: 3, denominator: 2 } }),
      ['mirror.share-malformed filters[0].requestMirror.fraction'],
    ],
    ['good origins', cors({ allowOrigins: ['https://*.a.test:8443', 'http://a'], allowCredentials: true }), []],
    [
      'an origin with a path',
      cors({ allowOrigins: ['https://a.test/x'] }),
      ['cors.origin-malformed filters[0].cors.allowOrigins[0]'],
    ],
    ['* and more', cors({ allowMethods: ['*', 'GET'] }), ['cors.star-with-others filters[0].cors.allowMethods']],
    [
      'credentials for all',
      cors({ allowOrigins: ['*'], allowCredentials: true }),
      ['cors.credentials-for-all filters[0].cors.allowCredentials'],
    ],
    ['good timeouts', { backendRefs, timeouts: { request: '10s', backendRequest: '500ms' } }, []],
    ['no limit', { backendRefs, timeouts: { request: '0s', backendRequest: '1h' } }, []],
    ['a day', { backendRefs, timeouts: { request: '1d' } }, ['timeout.malformed timeouts.request']],
    [
      'one try too long',
      { backendRefs, timeouts: { request: '1s', backendRequest: '2s' } },
      ['timeout.backend-longer timeouts.backendRequest'],
    ],
    ['retries', retrying({ attempts: 2, codes: [503], backoff: '100ms' }), []],
    ['a retry of 200', retrying({ codes: [200, 500] }), ['retry.code-malformed retry.codes[0]']],
    ['half an attempt', retrying({ attempts: 0.5 }), ['retry.attempts-malformed retry.attempts']],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });
});
