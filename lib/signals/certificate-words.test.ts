import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainReason, retryAfter } from './certificate-words.ts';

const told = Date.UTC(2026, 10, 27, 12);

describe('the time from which orders are taken again', () => {
  const zone = process.env.TZ;

  // A server that stands elsewhere: what is read as local time there is five hours off.
  beforeAll(() => {
    process.env.TZ = 'America/New_York';
  });

  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    ['too many certificates, retry after 2026-11-27 12:00:00 UTC: see https://letsencrypt.org/docs/rate-limits/', told],
    ['rateLimited: retry after 2026-11-27 12:00:00', told],
    ['retry after 2026-11-27T12:00:00Z', told],
    ['Retry after 2026-11-27T12:00:00.250Z.', told + 250],
    ['retry after 2026-11-27 14:00:00 +02:00', told],
    ['retry after 2026-11-27T07:00:00-05:00, please', told],
    ['retry after an hour', null],
    ['retry after 2026-13-27 12:00:00 UTC', null],
    ['too many certificates', null],
  ])('%s', (message, at) => {
    expect(new Date(0).getTimezoneOffset()).toBe(300);
    expect(retryAfter(message)).toBe(at);
  });
});

test.each([
  'Error accepting challenge: 400 urn:ietf:params:acme:error:malformed: authorization must be pending',
  'Error accepting challenge: 400 urn:ietf:params:acme:error:malformed: Cannot update challenge with status invalid, only status pending',
])('%s says that there was a refusal before', (message) => {
  expect(plainReason(message)).toBe('The proof had been refused a moment before, and why was not kept');
});
