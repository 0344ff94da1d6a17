import { describe, expect, test } from 'vitest';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import type { Path } from '@/lib/outcome.ts';
import { anchorOf, fieldId } from './field-anchor.ts';

const draft = httpRoute({
  rules: [{ matches: [{ path: { type: 'Exact', value: '/a' } }], backendRefs: [{ name: 'one', port: 80 }] }],
});

test.each<[Path, Path | null]>([
  [
    ['spec', 'rules', 0, 'matches', 0, 'path', 'value'],
    ['spec', 'rules', 0, 'matches', 0, 'path'],
  ],
  [
    ['spec', 'rules', 0, 'matches', 0, 'method'],
    ['spec', 'rules', 0, 'matches', 0],
  ], // no method chip is shown
  [
    ['spec', 'rules', 0, 'matches', 3],
    ['spec', 'rules', 0, 'matches'],
  ],
  [
    ['spec', 'rules', 0, 'backendRefs', 0, 'port'],
    ['spec', 'rules', 0, 'backendRefs', 0],
  ],
  [
    ['spec', 'rules', 0, 'backendRefs', 0, 'weight'],
    ['spec', 'rules', 0, 'backendRefs', 0, 'weight'],
  ],
  [
    ['spec', 'rules', 0, 'timeouts', 'request'],
    ['spec', 'rules', 0],
  ],
  [
    ['spec', 'rules', 7],
    ['spec', 'rules'],
  ],
  [
    ['spec', 'hostnames', 1],
    ['spec', 'hostnames', 1],
  ], // the field that adds the next one
  [
    ['spec', 'hostnames', 2],
    ['spec', 'hostnames'],
  ],
  [['spec', 'useDefaultGateways'], null],
  [[], null],
])('a finding at %j is shown at %j', (path, anchor) => {
  expect(anchorOf(path, draft)).toEqual(anchor);
});

const filtered = httpRoute({
  rules: [
    {
      filters: [
        { type: 'RequestRedirect', requestRedirect: { port: 0 }, urlRewrite: {} },
        { type: 'FutureFilter' },
        { type: 'CORS', cors: { allowOrigins: ['a'] } },
      ],
      timeouts: { request: '1s' },
      backendRefs: [
        { name: 'a', filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [''] } }] },
      ],
    },
  ],
});

describe('findings about filters and options land on their fields', () => {
  test.each<[string, string]>([
    ['filters.0.requestRedirect.port', 'filters.0.requestRedirect.port'],
    ['filters.0.requestRedirect.path.type', 'filters.0'], // the path is kept: its fields are not there
    ['filters.0.urlRewrite', 'filters.0'], // the field of another type has no control
    ['filters.1.futureFilter.level', 'filters.1'],
    ['filters.2.cors.allowOrigins.0', 'filters.2.cors.allowOrigins.0'],
    ['filters.2.cors.allowOrigins.1', 'filters.2.cors.allowOrigins.1'], // the field that adds the next one
    ['filters.2.cors.allowOrigins.2', 'filters.2.cors.allowOrigins'],
    ['filters.2.cors.allowMethods.0', 'filters.2.cors.allowMethods'],
    ['filters.9', 'filters'],
    ['timeouts.request', 'timeouts.request'],
    ['timeouts.connect', 'timeouts'],
    ['retry.attempts', ''], // the rule has none, so it shows none
    [
      'backendRefs.0.filters.0.requestHeaderModifier.remove.0',
      'backendRefs.0.filters.0.requestHeaderModifier.remove.0',
    ],
    ['backendRefs.0.filters.3', 'backendRefs.0.filters'],
  ])('%s at %s', (path, anchor) => {
    expect(anchorOf(inRule(path), filtered)).toEqual(inRule(anchor));
  });
});

function inRule(dotted: string): Path {
  const parts = dotted.split('.').filter(Boolean);
  return ['spec', 'rules', 0, ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
}

test('different places have different ids', () => {
  const paths: Path[] = [
    ['a', 1, 2],
    ['a', 12],
    ['a', '1', 'b'],
    ['metadata', 'annotations', 'x.y/ttl'],
  ];
  expect(new Set(paths.map(fieldId)).size).toBe(paths.length);
});
