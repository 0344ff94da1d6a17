import { describe, expect, test } from 'vitest';
import { httpRoute } from '../gateway-api/object-builders.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import { emptyContext } from './context.ts';
import { backendRefs, found, headers, withFilters } from './rule-builders.ts';
import { validateRoute } from './validate-route.ts';

describe('header changes', () => {
  const line = (name: unknown, value: unknown = '1') => ({ name, value });
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['no name', { set: [line('')] }, ['header-filter.name-missing filters[0].requestHeaderModifier.set[0].name']],
    [
      'a space in the name',
      { add: [line('x a')] },
      ['header-filter.name-malformed filters[0].requestHeaderModifier.add[0].name'],
    ],
    [
      'no value',
      { set: [line('x-a', '')] },
      ['header-filter.value-missing filters[0].requestHeaderModifier.set[0].value'],
    ],
    [
      'a line break',
      { set: [line('x-a', 'a\nb')] },
      ['header-filter.value-malformed filters[0].requestHeaderModifier.set[0].value'],
    ],
    [
      'a name twice',
      { set: [line('x-a'), line('x-a')] },
      ['header-filter.duplicate filters[0].requestHeaderModifier.set[1]'],
    ],
    [
      'two spellings',
      { set: [line('x-a'), line('X-A')] },
      ['header-filter.conflict filters[0].requestHeaderModifier.set[1]'],
    ],
    [
      'set and removed',
      { set: [line('x-a')], remove: ['X-A'] },
      ['header-filter.conflict filters[0].requestHeaderModifier.remove[0]'],
    ],
    [
      'who is asking',
      { set: [line('X-Forwarded-User')] },
      ['header-filter.identity filters[0].requestHeaderModifier.set[0].name'],
    ],
    [
      'where it came from',
      { add: [line('x-forwarded-for')] },
      ['header-filter.forwarded filters[0].requestHeaderModifier.add[0].name'],
    ],
    ['an identity removed', { remove: ['x-user'] }, []],
    ['a list that is none', { set: 'x' }, ['route.wrong-shape filters[0].requestHeaderModifier.set']],
  ])('%s', (_name, modifier, expected) => {
    expect(found(withFilters(headers(modifier)))).toEqual(expected);
  });

  test('of a backend undo those of the rule', () => {
    const rule = (ofRule: Record<string, unknown>, ofBackend: Record<string, unknown>): HttpRouteRule => ({
      filters: [headers(ofRule)],
      backendRefs: [{ name: 'a', port: 80, filters: [headers(ofBackend)] }],
    });
    const at = 'backendRefs[0].filters[0].requestHeaderModifier';
    expect(found(rule({ set: [line('x-a')] }, { remove: ['X-A'] }))).toEqual([`header-filter.undone ${at}.remove[0]`]);
    expect(found(rule({ remove: ['x-a'] }, { set: [line('x-a')] }))).toEqual([`header-filter.undone ${at}.set[0]`]);
    expect(found(rule({ set: [line('x-a')] }, { set: [line('x-a', '2')] }))).toEqual([]);
  });

  test('a match on a header that clients can forge is told as an information', () => {
    const issues = validateRoute(
      httpRoute({ rules: [{ backendRefs, matches: [{ headers: [{ name: 'x-user', value: 'mara' }] }] }] }),
      emptyContext,
    );
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['header.from-outside', 'info']]);
  });
});
