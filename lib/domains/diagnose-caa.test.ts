import { describe, expect, test } from 'vitest';
import { mayIssue } from './diagnose-caa.ts';
import { caaLook, domainClaim, domainSettings, finding, liveClaim, observations, seen } from './domain-builders.ts';
import type { CaaLook } from './observation.ts';

type Records = CaaLook['records'];

function found(...records: Records): CaaLook {
  return caaLook({ state: 'found', foundAt: 'acme.test', records });
}

function rule(tag: string, value: string, isCritical = false): Records[number] {
  return { tag, value, isCritical };
}

function live(look: CaaLook) {
  return { observations: observations({ caa: seen(look) }) };
}

test('D10 says who may issue, who has to, and which record to add', () => {
  const forbidding = live(found(rule('issue', 'digicert.com')));
  expect(finding('D10', forbidding)).toMatchObject({
    severity: 'problem',
    light: 'certificate',
    message: 'CAA at acme.test allows only digicert.com; certificates for shop.acme.test come from Test CA.',
    found: 'CAA acme.test → 0 issue "digicert.com"',
    wanted: 'CAA acme.test → 0 issue "ca.test"',
    fix: 'Add the record acme.test CAA 0 issue "ca.test".',
  });
  expect(finding('D10', live(found(rule('issue', 'digicert.com'), rule('issue', 'ca.test'))))).toBeNull();
  expect(finding('D10', live(caaLook()))).toBeNull();
});

test('D10 asks for issuewild where that decides', () => {
  const claim = liveClaim({ scope: 'wildcard' });
  const look = live(found(rule('issue', 'ca.test'), rule('issuewild', ';')));
  expect(finding('D10', { ...look, claim })).toMatchObject({
    message: 'CAA at acme.test allows no certificate authority; certificates for *.shop.acme.test come from Test CA.',
    wanted: 'CAA acme.test → 0 issuewild "ca.test"',
  });
  expect(finding('D10', look)).toBeNull();
});

test('D11 names the server that fails and what a server should answer', () => {
  const unreadable = live(caaLook({ state: 'unreadable', foundAt: 'acme.test', failure: 'ns1.acme.test: SERVFAIL' }));
  expect(finding('D11', unreadable)).toMatchObject({
    severity: 'problem',
    message: 'A name server fails when asked for CAA at acme.test; a certificate authority must refuse then.',
    found: 'ns1.acme.test: SERVFAIL',
    wanted: 'an answer, be it that there is no CAA record',
    who: 'DNS provider',
  });
  expect(finding('D11', live(caaLook()))).toBeNull();
});

describe('who may issue', () => {
  const claim = domainClaim();
  const settings = domainSettings();

  test.each<[string, boolean, Records]>([
    ['the authority itself', true, [rule('issue', 'ca.test')]],
    ['in another spelling', true, [rule('issue', ' CA.TEST ; validationmethods=dns-01')]],
    ['nobody', false, [rule('issue', ';')]],
    ['only another method', false, [rule('issue', 'ca.test; validationmethods=http-01')]],
    ['this method among others', true, [rule('issue', 'ca.test; validationmethods=http-01,dns-01')]],
    ['only another account', false, [rule('issue', 'ca.test; accounturi=https://ca.test/acct/2')]],
    ['this account', true, [rule('issue', 'ca.test; accounturi=https://ca.test/acct/1')]],
    ['one record of several', true, [rule('issue', 'other.test'), rule('issue', 'ca.test')]],
    ['a set that is about reports only', true, [rule('iodef', 'mailto:x@acme.test')]],
    ['an unknown critical tag', false, [rule('issue', 'ca.test'), rule('future', 'x', true)]],
    ['an unknown tag that is not critical', true, [rule('issue', 'ca.test'), rule('future', 'x')]],
    ['issuewild says nothing about plain names', true, [rule('issue', 'ca.test'), rule('issuewild', ';')]],
  ])('%s: %s', (_, may, records) => {
    expect(mayIssue(found(...records), claim, settings)).toBe(may);
  });

  test('is not guessed where the authority’s own name is not known', () => {
    const unknown = domainSettings({ caaIdentities: [] });
    expect(mayIssue(found(rule('issue', 'other.test')), claim, unknown)).toBe(true);
    expect(mayIssue(found(rule('issue', ';')), claim, unknown)).toBe(false);
  });
});
