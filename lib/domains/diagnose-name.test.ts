import { describe, expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { derive } from './derive.ts';
import {
  domainCase,
  domainClaim,
  domainSettings,
  emptyCluster,
  finding,
  liveClaim,
  noon,
  provenClaim,
  unseen,
} from './domain-builders.ts';
import { dayMs, hourMs } from './settings.ts';

const older = liveClaim({ id: 'claim-2', teamId: 'team-b', name: 'paca.acme.test', provenAt: noon - 5 * dayMs });
/** `раса`, all Cyrillic. */
const imitation = 'xn--80aa0cf.acme.test';

function lookalikes(claim: Claim, others: readonly Claim[] = [older]) {
  return derive(domainCase({ claim, others })).diagnoses.filter(({ code }) => code === 'D21');
}

describe('a name that can be mistaken for another', () => {
  test('is a problem beside another team’s name that was proven earlier; both forms of the own name are told, not the other', () => {
    const [found] = lookalikes(provenClaim({ name: imitation }));
    expect(found).toMatchObject({
      severity: 'problem',
      who: 'platform',
      light: 'proof',
      found: `раса.acme.test (\`${imitation}\` in DNS)`,
    });
    expect(JSON.stringify(found)).not.toMatch(/paca|team-b/);
  });

  test.each([
    ['not proven itself', domainClaim({ name: imitation }), older, 1],
    ['lost', liveClaim({ name: imitation, lostAt: noon - 1 }), older, 1],
    ['proven earlier itself', liveClaim({ name: imitation, provenAt: noon - 6 * dayMs }), older, 0],
    ['of the same team', provenClaim({ name: imitation }), { ...older, teamId: 'team-a' }, 0],
    ['beside one that is not proven', provenClaim({ name: imitation }), { ...older, provenAt: null }, 0],
    ['beside one that was released', provenClaim({ name: imitation }), { ...older, releasedAt: noon - 1 }, 0],
    ['beside one that looks different', provenClaim({ name: imitation }), { ...older, name: 'pace.acme.test' }, 0],
    ['allowed by the platform team', provenClaim({ name: imitation, likenessAllowedAt: noon - 1 }), older, 0],
    ['the very same', provenClaim({ name: older.name }), older, 0],
  ])('%s', (_what, claim, other, count) => {
    expect(lookalikes(claim, [other])).toHaveLength(count);
  });

  test('is a warning when it mixes scripts, by itself', () => {
    // `pаypal` with a Cyrillic а.
    const [found] = lookalikes(provenClaim({ name: 'xn--pypal-4ve.test' }), []);
    expect(found).toMatchObject({ severity: 'warning', found: 'pаypal.test (`xn--pypal-4ve.test` in DNS)' });
    expect(found?.message).toContain('pаypal mixes scripts');
    expect(lookalikes(provenClaim({ name: 'xn--bcher-kva.test' }), [])).toEqual([]);
  });

  test('takes nothing from a domain that serves', () => {
    const claim = liveClaim({ name: 'xn--pypal-4ve.test' });
    expect(derive(domainCase({ claim })).state).toBe('live');
  });
});

const waiting = { claim: domainClaim(), cluster: emptyCluster(), observations: unseen };
const holder = liveClaim({ id: 'claim-2', teamId: 'team-b' });

test('D20 says that the name is in use, and not by whom', () => {
  const contested = finding('D20', { ...waiting, others: [holder] });
  expect(contested).toMatchObject({
    severity: 'problem',
    light: 'proof',
    message: 'shop.acme.test is in use here. Prove that you control it to ask for a transfer.',
    found: 'another claim',
    wanted: 'your proof, and none of the other claim’s',
  });
  expect(JSON.stringify(contested)).not.toContain('team-b');
  expect(finding('D20', { ...waiting, others: [{ ...holder, releasedAt: noon - 1 }] })).toBeNull();
  expect(finding('D20', { ...waiting, others: [liveClaim({ ...holder, name: 'acme.test' })] })).toBeNull();
});

test('D20 holds for names that a wildcard covers, in both directions', () => {
  expect(finding('D20', { ...waiting, others: [{ ...holder, name: 'acme.test', scope: 'wildcard' }] })).not.toBeNull();
  const wildcard = domainClaim({ name: 'acme.test', scope: 'wildcard' });
  expect(finding('D20', { ...waiting, claim: wildcard, others: [holder] })).not.toBeNull();
});

test('D20 says when the notice runs out, to both sides', () => {
  const noticeAt = noon - hourMs;
  const claim = domainClaim({ noticeAt });
  const until = `{time:${noon + 71 * hourMs}}`;
  expect(finding('D20', { ...waiting, claim, others: [holder] })?.message).toContain(`passes on ${until}`);
  expect(finding('D20', { claim: holder, others: [claim] })?.message).toContain(`passes on ${until}`);
});

test('D22 asks for validation over DNS where a wildcard has it over HTTP', () => {
  const wildcard = domainClaim({ scope: 'wildcard', challenge: 'http-01' });
  expect(finding('D22', { ...waiting, claim: wildcard })).toMatchObject({
    severity: 'problem',
    light: 'certificate',
    message: 'Certificates for *.shop.acme.test need validation over DNS, and this claim has validation over HTTP.',
    found: 'HTTP-01',
    wanted: 'DNS-01',
  });
  expect(
    finding('D22', {
      ...waiting,
      claim: domainClaim({ scope: 'wildcard' }),
      settings: domainSettings({ delegationZone: null }),
    }),
  ).not.toBeNull();
  expect(finding('D22', { ...waiting, claim: domainClaim({ scope: 'wildcard' }) })).toBeNull();
});

test.each([
  ['co.uk', 'co.uk is a public suffix: anybody can register names below it.'],
  ['github.io', 'github.io is a public suffix: anybody can register names below it.'],
  ['apps.test', 'apps.test belongs to the platform itself.'],
  ['www.apps.test', 'www.apps.test belongs to the platform itself.'],
])('D23 is said of %s', (name, message) => {
  const found = finding('D23', { ...waiting, claim: domainClaim({ name }) });
  expect(found).toMatchObject({ severity: 'problem', light: 'proof', message, found: name });
});

test.each(['acme.co.uk', 'me.github.io', 'shop.apps.test', 'x.www.apps.test'])('D23 is not said of %s', (name) => {
  expect(finding('D23', { ...waiting, claim: domainClaim({ name }) })).toBeNull();
});
