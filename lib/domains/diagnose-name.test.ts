import { describe, expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { derive } from './derive.ts';
import { domainCase, domainClaim, liveClaim, noon, provenClaim } from './domain-builders.ts';
import { dayMs } from './settings.ts';

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
