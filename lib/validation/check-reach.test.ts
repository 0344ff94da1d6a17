import { describe, expect, test } from 'vitest';
import type { HttpRouteMatch, HttpRouteRule } from '../gateway-api/objects.ts';
import { backendRefs, exact, found, prefix } from './rule-builders.ts';

describe('what is never reached', () => {
  const rule = (...matches: readonly HttpRouteMatch[]): HttpRouteRule => ({ matches, backendRefs });
  const header = (value: string, type = 'Exact') => ({ ...prefix('/'), headers: [{ name: 'x-a', type, value }] });
  test.each<[string, readonly HttpRouteRule[], readonly string[]]>([
    ['a longer path after a shorter one is reached', [rule(prefix('/')), rule(prefix('/a'))], []],
    ['an exact path after its prefix is reached', [rule(prefix('/a')), rule(exact('/a'))], []],
    [
      'a method or a header makes a match win',
      [rule(prefix('/')), rule({ ...prefix('/'), method: 'GET' }), rule(header('1'))],
      [],
    ],
    [
      'the same prefix with a final slash',
      [rule(prefix('/a')), rule(prefix('/a/'))],
      ['rule.never-reached spec.rules[1]'],
    ],
    [
      'a value that an earlier expression takes',
      [rule(header('v.*', 'RegularExpression')), rule(header('v2'))],
      ['rule.never-reached spec.rules[1]'],
    ],
    [
      'a value that an earlier expression only contains',
      [rule(header('v', 'RegularExpression')), rule(header('v2'))],
      [],
    ],
    ['an expression after a value', [rule(header('v2')), rule(header('v.*', 'RegularExpression'))], []],
    [
      'one of two matches',
      [rule(prefix('/a')), rule(prefix('/a'), prefix('/b'))],
      ['match.duplicate spec.rules[1].matches[0]'],
    ],
    [
      'one of two matches that an expression takes',
      [rule(header('v.*', 'RegularExpression')), rule(header('v2'), prefix('/b'))],
      ['match.never-reached spec.rules[1].matches[0]'],
    ],
    ['twice within a rule', [rule(prefix('/a'), prefix('/a'))], ['match.duplicate matches[1]']],
    [
      'two rules of one name',
      [
        { ...rule(prefix('/a')), name: 'x' },
        { ...rule(prefix('/a')), name: 'x' },
      ],
      ['rule.never-reached spec.rules[1]', 'rule.name-duplicate spec.rules[1].name'].toSorted(),
    ],
    ['two rules without matches', [{ backendRefs }, { backendRefs }], ['rule.never-reached spec.rules[1]']],
  ])('%s', (_name, rules, expected) => {
    expect(found(rules).toSorted()).toEqual(expected);
  });
});
