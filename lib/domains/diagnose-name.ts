import { isInZone } from '../gateway-api/hostname.ts';
import { timeToken } from '../signals/verdict.ts';
import type { Claim } from './claim.ts';
import { diagnosis, listed, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { isContested, noticeAgainst } from './ownership.ts';
import { suffixOf } from './public-suffix.ts';
import { toUnicodeName } from './punycode.ts';
import { mixedScripts } from './read-hostname-scripts.ts';
import { skeleton } from './skeleton.ts';
import { isHolder, noticeMs } from './standing.ts';

/** What is wrong with the name itself and with whose it is, whatever DNS and the cluster say. */
export function diagnoseName(patient: Patient): readonly Diagnosis[] {
  return [inUse(patient), mistakable(patient), noWildcard(patient), suffix(patient)].filter((one) => one !== null);
}

function inUse({ claim, others, facts, now }: Patient): Diagnosis | null {
  if (isHolder(claim)) {
    const notice = noticeAgainst(claim, others, now);
    if (notice === null) return null;
    return diagnosis('D20', {
      severity: 'problem',
      light: 'proof',
      message: `Somebody else proved control of ${facts.hostname} while your proof is gone; the name passes on ${timeToken(notice + noticeMs)} unless your record is back.`,
      found: 'the proof of another claim',
      wanted: 'your own proof',
      fix: 'Publish your record again, or release the name.',
    });
  }
  if (!isContested(claim, others, now)) return null;
  const passes =
    claim.noticeAt === null
      ? 'Prove that you control it to ask for a transfer.'
      : `Your proof counts; the name passes on ${timeToken(claim.noticeAt + noticeMs)} at the earliest.`;
  return diagnosis('D20', {
    severity: 'problem',
    light: 'proof',
    message: `${facts.hostname} is in use here. ${passes}`,
    found: 'another claim',
    wanted: 'your proof, and none of the other claim’s',
    fix: 'Publish your record, and take the other claim’s record out of the zone.',
  });
}

/**
 * Of two names that look the same the one that was proven later is the imitation. What the other one is called is not told, nor whose it
 * is. Names that mix scripts are refused when they are claimed: one that is there is from before. The platform team can let either stay.
 *
 * @see UTS #39
 */
function mistakable({ claim, others }: Patient): Diagnosis | null {
  // Nearly every claim: reading U-labels is dear.
  if (claim.likenessAllowedAt !== null || (others.length === 0 && !claim.name.includes('xn--'))) return null;
  const unicode = toUnicodeName(claim.name);
  const words = unicode === claim.name ? unicode : `${unicode} (\`${claim.name}\` in DNS)`;
  const finding = { light: 'proof', found: words, wanted: 'a name that cannot be taken for another' } as const;
  const twins = others.filter((other) => isEarlier(other, claim) && other.name !== claim.name);
  if (twins.length > 0 && twins.some((other) => skeleton(other.name) === skeleton(claim.name))) {
    return diagnosis('D21', {
      ...finding,
      severity: 'problem',
      message: `${words} looks the same as a name that is claimed here already.`,
      fix: 'Ask the platform team, who see both names, or release this one.',
    });
  }
  const mixed = unicode === claim.name ? [] : unicode.split('.').filter((label) => mixedScripts(label) !== null);
  if (mixed.length === 0) return null;
  return diagnosis('D21', {
    ...finding,
    severity: 'warning',
    message: `${listed(mixed)} mixes scripts in ${words}: people can take it for another name.`,
    fix: 'Ask the platform team, or claim the name in one script.',
  });
}

/** Whether another team's claim holds its name, and did so before this one. */
function isEarlier(other: Claim, claim: Claim): boolean {
  if (other.teamId === claim.teamId || other.provenAt === null || !isHolder(other)) return false;
  return !isHolder(claim) || claim.provenAt === null || other.provenAt < claim.provenAt;
}

function noWildcard({ claim, settings, facts }: Patient): Diagnosis | null {
  if (claim.scope !== 'wildcard' || claim.origin === 'platform') return null;
  if (claim.challenge === 'dns-01' && settings.delegationZone !== null) return null;
  return diagnosis('D22', {
    severity: 'problem',
    light: 'certificate',
    message: `Certificates for ${facts.hostname} need validation over DNS, and this claim has validation over HTTP.`,
    found: 'HTTP-01',
    wanted: 'DNS-01',
    fix: 'Claim the hostnames one by one, or ask the platform team for validation over DNS.',
  });
}

/** Zones and reserved labels are settings: a name that could be claimed once may not be any more. */
function suffix({ claim, settings, facts }: Patient): Diagnosis | null {
  const zone = settings.platformZones.find((one) => isInZone(claim.name, one));
  const isOfPlatform =
    zone !== undefined &&
    (claim.name === zone || settings.reservedLabels.includes(claim.name.slice(0, -zone.length - 1)));
  if (!isOfPlatform && (zone !== undefined || !suffixOf(claim.name).isSuffix)) {
    return null;
  }
  return diagnosis('D23', {
    severity: 'problem',
    light: 'proof',
    message: isOfPlatform
      ? `${facts.hostname} belongs to the platform itself.`
      : `${claim.name} is a public suffix: anybody can register names below it.`,
    found: claim.name,
    wanted: isOfPlatform ? 'a name that the platform does not keep for itself' : `a name below ${claim.name}`,
    fix: 'Claim another name.',
  });
}
