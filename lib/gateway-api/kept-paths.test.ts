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
            timeouts: { request: '1s' },
            filters: [{ type: 'URLRewrite' }],
            backendRefs: [{ name: 'a', filters: [{ type: 'CORS' }] }],
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
      'spec.rules[0].timeouts',
      'spec.rules[0].filters',
      'spec.rules[0].backendRefs[0].filters',
      'spec.rules[0].matches[0].headers[0].future',
    ]);
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
  ])('a document that is no route does not throw: %j', (doc) => {
    expect(() => keptPaths(doc)).not.toThrow();
  });
});
