import { describe, expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { domainClaim, liveClaim, noon } from './domain-builders.ts';
import { dayMs, hourMs } from './settings.ts';
import {
  graceMs,
  isHolder,
  isProofBad,
  isProofFresh,
  provingMs,
  type Standing,
  standingOf,
  unprovenSince,
} from './standing.ts';

const wrongFor = (ms: number) => ({ proofBadSince: noon - ms, proofBadCount: 9, proofLookAt: noon });

test.each<[Standing, string, Partial<Claim>]>([
  ['unproven', 'just made', {}],
  ['unproven', 'made 14 days ago', { createdAt: noon - provingMs }],
  ['lapsed', 'made a moment earlier', { createdAt: noon - provingMs - 1 }],
  [
    'unproven',
    'made long ago, and its own proof has given notice',
    { createdAt: noon - 20 * dayMs, noticeAt: noon - hourMs },
  ],
  ['lost', 'lost lately', { createdAt: noon - 90 * dayMs, lostAt: noon - dayMs }],
  ['lapsed', 'lost and not proven anew', { createdAt: noon - 90 * dayMs, lostAt: noon - provingMs - 1 }],
  ['released', 'given up before it was proven', { releasedAt: noon }],
])('%s: %s', (standing, _, overrides) => {
  const claim = domainClaim(overrides);
  expect(standingOf(claim, noon)).toBe(standing);
  expect(isHolder(claim)).toBe(false);
});

test.each<[Standing, string, Partial<Claim>]>([
  ['proven', 'with its proof', {}],
  ['proven', 'wrong for seven days', wrongFor(graceMs)],
  ['suspended', 'wrong for longer', wrongFor(graceMs + 1)],
  [
    'proven',
    'wrong for a week, and nobody could ask since the first day',
    { ...wrongFor(8 * dayMs), proofLookAt: noon - 7 * dayMs },
  ],
])('%s: proven, %s; it holds its name', (standing, _, overrides) => {
  const claim = liveClaim(overrides);
  expect(standingOf(claim, noon)).toBe(standing);
  expect(isHolder(claim)).toBe(true);
});

test('a claim that was given up is nothing else any more', () => {
  expect(standingOf(liveClaim({ ...wrongFor(20 * dayMs), releasedAt: noon - 1 }), noon)).toBe('released');
});

describe('a wrong proof counts', () => {
  test.each([
    ['three times over an hour', { proofBadSince: noon - hourMs, proofBadCount: 3, proofLookAt: noon }, true],
    ['twice over a day', { proofBadSince: noon - dayMs, proofBadCount: 2, proofLookAt: noon }, false],
    ['often within the hour', { proofBadSince: noon - hourMs + 1, proofBadCount: 50, proofLookAt: noon }, false],
    ['not at all', { proofBadSince: null, proofBadCount: 0, proofLookAt: noon }, false],
  ])('%s', (_, overrides, isBad) => {
    expect(isProofBad(liveClaim(overrides))).toBe(isBad);
  });
});

test('a look is fresh for two hours', () => {
  expect(isProofFresh({ proofLookAt: noon - 2 * hourMs }, noon)).toBe(true);
  expect(isProofFresh({ proofLookAt: noon - 2 * hourMs - 1 }, noon)).toBe(false);
  expect(isProofFresh({ proofLookAt: null }, noon)).toBe(false);
});

test('the days of proving run from the last thing that set them going', () => {
  expect(unprovenSince(domainClaim({ createdAt: 1, lostAt: 5, noticeAt: 3 }))).toBe(5);
  expect(unprovenSince(domainClaim({ createdAt: 1, noticeAt: 3 }))).toBe(3);
  expect(unprovenSince(domainClaim({ createdAt: 1 }))).toBe(1);
});
