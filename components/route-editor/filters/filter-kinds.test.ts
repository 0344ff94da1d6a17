import { describe, expect, test } from 'vitest';
import { filterTypes, isFilterType, newFilter, whyNotAdd } from './filter-kinds.ts';

const bare = { place: 'rule', filters: [], backendCount: 0 } as const;

describe('which filters can be added', () => {
  test.each(filterTypes)('%s to a rule without anything', (type) => {
    expect(whyNotAdd(type, bare)).toBeNull();
  });

  test.each([
    ['RequestRedirect', { ...bare, backendCount: 1 }, 'Remove the backends first: a redirect answers by itself.'],
    [
      'RequestRedirect',
      { ...bare, filters: [{ type: 'URLRewrite' }] },
      'Remove the rewrite first: a redirect sends nothing on.',
    ],
    ['RequestRedirect', { ...bare, place: 'backend' }, 'Only a whole rule can redirect.'],
    [
      'URLRewrite',
      { ...bare, filters: [{ type: 'RequestRedirect' }] },
      'This rule redirects: there is nothing to rewrite.',
    ],
    ['CORS', { ...bare, filters: [{ type: 'CORS' }] }, 'This rule has one already: open it instead.'],
    [
      'ExtensionRef',
      { ...bare, filters: Array.from({ length: 16 }, () => ({ type: 'ExtensionRef' })) },
      'A rule holds 16 filters at most.',
    ],
  ] as const)('%s is refused with the reason', (type, holder, reason) => {
    expect(whyNotAdd(type, holder)).toBe(reason);
  });

  test.each(['RequestMirror', 'ExtensionRef'] as const)('%s may stand there several times', (type) => {
    expect(whyNotAdd(type, { ...bare, filters: [{ type }] })).toBeNull();
  });

  test('a filter that nobody knows stands in no one’s way', () => {
    expect(whyNotAdd('CORS', { ...bare, filters: [{ type: 'Future' }, {}] })).toBeNull();
    expect(isFilterType('Future')).toBe(false);
    expect(isFilterType('toString')).toBe(false);
    expect(isFilterType(7)).toBe(false);
  });
});

test('a new filter carries its type and the field of that type', () => {
  expect(newFilter('RequestMirror')).toEqual({ type: 'RequestMirror', requestMirror: { backendRef: { name: '' } } });
});
