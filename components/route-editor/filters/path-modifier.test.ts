import { describe, expect, test } from 'vitest';
import { setAt } from '@/lib/gateway-api/document.ts';
import { changeModifier, onlyPrefixOf, prefixExample } from './path-modifier.ts';

function applied(
  before: Readonly<Record<string, unknown>> | null,
  type: Parameters<typeof changeModifier>[2],
): unknown {
  const doc: unknown = before ? { path: before } : {};
  return changeModifier(['path'], before, type).reduce<unknown>(
    (next, edit) => (edit.op === 'set' ? setAt(next, edit.path, edit.value) : next),
    doc,
  );
}

describe('how a path is replaced', () => {
  test('the new path stays when the way changes, and so does what nobody knows', () => {
    expect(applied({ type: 'ReplaceFullPath', replaceFullPath: '/a', future: 1 }, 'ReplacePrefixMatch')).toEqual({
      path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/a', future: 1 },
    });
  });
  test('begins with the root', () => {
    expect(applied(null, 'ReplaceFullPath')).toEqual({ path: { type: 'ReplaceFullPath', replaceFullPath: '/' } });
  });
  test('an empty prefix is a prefix', () => {
    expect(applied({ type: 'ReplacePrefixMatch', replacePrefixMatch: '' }, 'ReplaceFullPath')).toEqual({
      path: { type: 'ReplaceFullPath', replaceFullPath: '' },
    });
  });
  test('goes away', () => {
    expect(applied({ type: 'ReplaceFullPath', replaceFullPath: '/a' }, null)).toEqual({});
  });
});

test.each([
  [{}, '/'],
  [{ matches: [{}] }, '/'],
  [{ matches: [{ path: { value: '/v2' } }] }, '/v2'],
  [{ matches: [{ path: { type: 'Exact', value: '/v2' } }] }, null],
  [{ matches: [{ path: { value: '/a' } }, { path: { value: '/b' } }] }, null],
])('of the rule %j the only prefix is %s', (rule, prefix) => {
  expect(onlyPrefixOf(rule)).toBe(prefix);
});

test.each([
  ['/v2', '/', '/v2/cart', '/cart'],
  ['/', '/shop', '/cart', '/shop/cart'],
  ['/foo', '/xyz/', '/foo/cart', '/xyz/cart'],
])('prefix %s replaced by %s makes %s to %s', (prefix, replacement, from, to) => {
  expect(prefixExample(prefix, replacement)).toEqual({ from, to });
});
