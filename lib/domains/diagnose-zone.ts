import { timeToken } from '../signals/verdict.ts';
import { diagnosis, listed, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import { hourMs } from './settings.ts';

/** What is wrong with the zone itself: whether it exists, who serves it, and its signatures. */
export function diagnoseZone(patient: Patient): readonly Diagnosis[] {
  return [noZone(patient), otherServers(patient), bogus(patient)].filter((one) => one !== null);
}

function noZone({ claim, observations }: Patient): Diagnosis | null {
  const zone = known(observations.zone);
  if (zone === null || zone.delegation !== 'absent') return null;
  return diagnosis('D18', {
    severity: 'problem',
    light: 'proof',
    message: `There is no zone for ${claim.name}: it is not registered, or has no name servers.`,
    found: zone.zone === null ? 'no zone' : `no name servers for ${zone.zone}`,
    wanted: `name servers for ${claim.name} or a zone above it`,
    fix: 'Register the domain, or enter its name servers at the registrar.',
  });
}

function otherServers({ observations, now }: Patient): Diagnosis | null {
  const zone = known(observations.zone);
  if (zone === null || zone.delegation !== 'present' || zone.zoneServers.length === 0) return null;
  const parent = zone.parentServers.join(', ');
  const own = zone.zoneServers.join(', ');
  if (parent === '' || parent === own) return null;
  const since = observations.zone?.since ?? now;
  return diagnosis('D14', {
    severity: now - since > hourMs ? 'problem' : 'progress',
    light: 'proof',
    message: `The zone above ${zone.zone ?? ''} names other name servers than the zone itself, since ${timeToken(since)}.`,
    found: `above: ${parent}; in the zone: ${own}`,
    wanted: 'the same name servers in both',
    fix: `Enter ${listed(zone.zoneServers)} at the registrar, or correct the NS records of the zone.`,
  });
}

function bogus({ observations, claim }: Patient): Diagnosis | null {
  const look = known(observations.dnssec);
  if (look === null || look.state !== 'bogus') return null;
  const zone = known(observations.zone)?.zone ?? claim.name;
  const ede = look.ede.length === 0 ? '' : ` (extended error ${look.ede.join(', ')})`;
  return diagnosis('D12', {
    severity: 'problem',
    light: 'proof',
    message: `The DNSSEC signatures of ${zone} do not fit the key that its registrar publishes${ede}.`,
    found: `resolvers refuse ${zone}, and answer when they need not check`,
    wanted: 'a DS record of the key that signs the zone, or none',
    fix: 'Correct or delete the DS record at the registrar.',
  });
}
