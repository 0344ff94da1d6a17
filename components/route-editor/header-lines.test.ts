import { expect, test } from 'vitest';
import { readHeaderLines } from './header-lines.ts';

test('one header a line, whatever ends the lines', () => {
  expect(readHeaderLines('x-beta: 1\r\n\nAccept:text/html\rx-empty:')).toEqual({
    headers: [
      { name: 'x-beta', value: '1' },
      { name: 'Accept', value: 'text/html' },
      { name: 'x-empty', value: '' },
    ],
    unread: [],
  });
});

test('a value keeps its colons and inner spaces', () => {
  expect(readHeaderLines('location: https://a.test/ b').headers).toEqual([
    { name: 'location', value: 'https://a.test/ b' },
  ]);
});

test('headers of a curl command are read without its options and quotes', () => {
  expect(readHeaderLines(`-H 'x-beta: 1' \\\n  --header "x-team: a"`).headers).toEqual([
    { name: 'x-beta', value: '1' },
    { name: 'x-team', value: 'a' },
  ]);
});

test('lines that are no header are given back with their numbers', () => {
  expect(readHeaderLines('GET / HTTP/1.1\nx-beta: 1\n:authority: a.test\nx beta: 1')).toEqual({
    headers: [{ name: 'x-beta', value: '1' }],
    unread: [
      { number: 1, text: 'GET / HTTP/1.1' },
      { number: 3, text: ':authority: a.test' },
      { number: 4, text: 'x beta: 1' },
    ],
  });
});

test('a very long paste is cut, not read to its end', () => {
  expect(readHeaderLines('a: 1\n'.repeat(100_000)).headers).toHaveLength(500);
});
