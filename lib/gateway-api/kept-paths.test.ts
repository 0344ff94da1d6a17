import { describe, expect, test } from 'vitest';
import { formatPath } from './field-path.ts';
import { keptPaths } from './kept-paths.ts';
import { httpRoute } from './object-builders.ts';

describe('what the form keeps without editing', () => {
  test('nothing of a route that the form made', () => {
    const route = httpRoute(
      {
        rules: [
          {
            name: 'beta',
            matches: [
              {
                path: { type: 'PathPrefix', value: '/v2' },
                method: 'GET',
                headers: [{ type: 'Exact', name: 'x-beta', value: '1' }],
                queryParams: [{ name: 'q', value: '1' }],
              },
            ],
            backendRefs: [{ name: 'a', namespace: 'b', port: 80, weight: 1, kind: 'Service', group: '' }],
          },
        ],
      },
      {
        annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
        managedFields: [{ manager: 'signalbox' }],
      },
    );
    expect(keptPaths(route)).toEqual([]);
  });

  test('every part without a control, at its shallowest path', () => {
    const route = {
      metadata: {
        name: 'shop',
        labels: { team: 'a' },
        annotations: { 'external-dns.kubernetes.io/ttl': '60', note: 'x' },
      },
      spec: {
        useDefaultGateways: 'All',
        parentRefs: [{ name: 'external', future: 1 }],
        rules: [
          {
            timeouts: { request: '1s', connect: '1s' },
            filters: [
              { type: 'URLRewrite', urlRewrite: { query: 'x' } },
              { type: 'FutureFilter', futureFilter: {} },
              { type: 'CORS', cors: {}, requestRedirect: { port: 80 } },
              { requestRedirect: {} },
            ],
            backendRefs: [{ name: 'a', filters: [{ type: 'ExternalAuth', externalAuth: {} }] }],
            matches: [{ headers: [{ name: 'a', value: 'b', future: true }] }],
          },
        ],
      },
      status: { parents: [] },
    };
    expect(keptPaths(route).map(formatPath)).toEqual([
      'metadata.labels',
      'metadata.annotations["external-dns.kubernetes.io/ttl"]',
      'metadata.annotations.note',
      'spec.useDefaultGateways',
      'spec.parentRefs[0].future',
      'spec.rules[0].timeouts.connect',
      'spec.rules[0].filters[0].urlRewrite.query',
      'spec.rules[0].filters[1]',
      'spec.rules[0].filters[2].requestRedirect',
      'spec.rules[0].filters[3]',
      'spec.rules[0].backendRefs[0].filters[0]',
      'spec.rules[0].matches[0].headers[0].future',
    ]);
  });

  test('nothing of a rule with every filter and option of the standard', () => {
    const modifier = { set: [{ name: 'a', value: 'b' }], add: [{ name: 'c', value: 'd' }], remove: ['e'] };
    const filters = [
      { type: 'RequestHeaderModifier', requestHeaderModifier: modifier },
      { type: 'ResponseHeaderModifier', responseHeaderModifier: modifier },
      {
        type: 'RequestRedirect',
        requestRedirect: {
          scheme: 'https',
          hostname: 'a.test',
          port: 443,
          statusCode: 301,
          path: { type: 'ReplaceFullPath', replaceFullPath: '/' },
        },
      },
      {
        type: 'URLRewrite',
        urlRewrite: { hostname: 'a.test', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
      },
      {
        type: 'RequestMirror',
        requestMirror: {
          backendRef: { group: '', kind: 'Service', namespace: 'b', name: 'a', port: 80 },
          fraction: { numerator: 1, denominator: 1_000 },
        },
      },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'a' }, percent: 5 } },
      {
        type: 'CORS',
        cors: {
          allowOrigins: ['*'],
          allowMethods: ['GET'],
          allowHeaders: ['x'],
          exposeHeaders: ['y'],
          allowCredentials: true,
          maxAge: 5,
        },
      },
      { type: 'ExtensionRef', extensionRef: { group: 'g', kind: 'K', name: 'n' } },
    ];
    const rule = {
      filters,
      timeouts: { request: '10s', backendRequest: '2s' },
      retry: { attempts: 2, codes: [503], backoff: '100ms' },
      sessionPersistence: {
        type: 'Cookie',
        sessionName: 's',
        absoluteTimeout: '1h',
        idleTimeout: '10m',
        cookieConfig: { lifetimeType: 'Permanent' },
      },
      backendRefs: [{ name: 'a', port: 80, filters }],
    };
    expect(keptPaths({ spec: { rules: [rule] } })).toEqual([]);
  });

  test('the annotations of the prefix that the running ExternalDNS reads are edited', () => {
    const route = { metadata: { annotations: { 'external-dns.kubernetes.io/ttl': '60' } } };
    expect(keptPaths(route, 'external-dns.kubernetes.io/')).toEqual([]);
  });

  test.each([
    null,
    undefined,
    'text',
    7,
    [],
    { spec: 'text' },
    { spec: { rules: 'text' } },
    { spec: { rules: [null, 1] } },
    { spec: { rules: [{ filters: 'text', timeouts: 7, backendRefs: [{ filters: [null, 1, { type: {} }] }] }] } },
  ])('a document that is no route does not throw: %j', (doc) => {
    expect(() => keptPaths(doc)).not.toThrow();
  });
});
