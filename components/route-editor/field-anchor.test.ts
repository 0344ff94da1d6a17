import { expect, test } from 'vitest';
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

test('different places have different ids', () => {
  const paths: Path[] = [
    ['a', 1, 2],
    ['a', 12],
    ['a', '1', 'b'],
    ['metadata', 'annotations', 'x.y/ttl'],
  ];
  expect(new Set(paths.map(fieldId)).size).toBe(paths.length);
});
