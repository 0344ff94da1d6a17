import { answerText, diagnoseRemembered } from './diagnose-remembered.ts';
import { diagnosis, listed, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import type { TrafficLook } from './observation.ts';
import { isAuthoritative, isDefiniteAnswer } from './proof.ts';
import { dayMs, hourMs } from './settings.ts';
import { isOurAddress, leadsToUs } from './traffic.ts';

/** A proxy counts as keeping the check out when three looks at the slowest rhythm would have failed. */
const hiddenMs = 30 * 60_000;

/** What is wrong with where the name leads. */
export function diagnoseTraffic(patient: Patient): readonly Diagnosis[] {
  const look = known(patient.observations.traffic);
  if (look === null) return [];
  return [apexCname(patient), ...byState(patient, look), insideDiffers(patient, look)].filter((one) => one !== null);
}

/** What is left in DNS of a name that was given up: a record that anybody's traffic could be led by. */
export function diagnoseDangling({ claim, observations, facts, now }: Patient): readonly Diagnosis[] {
  const look = known(observations.traffic);
  // A look from before the release found what was in order then.
  if (look === null || !facts.isTrafficOurs || look.at <= (claim.releasedAt ?? now)) return [];
  const { cname, addresses } = facts.traffic;
  const found = cname === null ? addressText(facts.hostname, addresses) : `CNAME ${facts.hostname} → ${cname}`;
  return [
    diagnosis('D19', {
      severity: 'warning',
      light: 'traffic',
      message: `${facts.hostname} still points to us and gets 404 here.`,
      found,
      wanted: 'no record that leads here',
      fix: `Delete the record: ${found}.`,
    }),
  ];
}

/** The record that is wanted at the name, in words. */
export function wantedTraffic({ claim, settings, observations }: Pick<Patient, 'claim' | 'settings' | 'observations'>) {
  const name = claim.scope === 'wildcard' ? `*.${claim.name}` : claim.name;
  const isApex = known(observations.zone)?.zone === name;
  return `${isApex ? 'ALIAS' : 'CNAME'} ${name} → ${settings.gatewayNames[0] ?? settings.gatewayAddresses[0] ?? 'the Gateway'}`;
}

function byState(patient: Patient, look: TrafficLook): readonly (Diagnosis | null)[] {
  const { traffic } = patient.facts;
  switch (traffic.state) {
    case 'unknown':
      return [];
    case 'none':
      // In a zone of the platform's ExternalDNS writes the record, and E05 tells when it does not.
      return patient.claim.origin === 'platform' ? [] : [noRecord(patient, look)];
    case 'elsewhere':
      return [elsewhere(patient)];
    case 'partly':
      return [staleIpv6(patient) ?? extraAddress(patient)];
    case 'split':
      return [serversDisagree(patient, look)];
    case 'proxied':
      return [proxied(patient)];
    case 'hidden':
      return [hidden(patient)];
    case 'ours':
      return [...silentServers(patient, look), ...remembered(patient, look)];
  }
}

function noRecord(patient: Patient, look: TrafficLook): Diagnosis {
  const { claim, facts, observations, now } = patient;
  const servers = look.answers.filter(isAuthoritative).filter(isDefiniteAnswer);
  const since = observations.traffic?.since ?? now;
  // Before the certificate is ready nobody should move traffic, so its absence is in order.
  const isLate = claim.liveAt !== null || (facts.isCertificateReady && now - since > dayMs);
  return diagnosis('D01', {
    severity: isLate ? 'problem' : 'progress',
    light: 'traffic',
    message: `Your name servers (${listed(servers.map(({ server }) => server))}) have no record ${facts.hostname} yet.`,
    found: 'no record',
    wanted: wantedTraffic(patient),
    fix: 'Add the record.',
  });
}

function elsewhere(patient: Patient): Diagnosis {
  const { claim, facts, settings, observations } = patient;
  const { cname, addresses } = facts.traffic;
  const found = cname === null ? addressText(facts.hostname, addresses) : `CNAME ${facts.hostname} → ${cname}`;
  const isApex = known(observations.zone)?.zone === facts.hostname;
  const former = addresses.filter((address) => settings.formerGatewayAddresses.includes(address));
  if (isApex && former.length > 0) {
    return diagnosis('D07', {
      severity: 'problem',
      light: 'traffic',
      message: `${facts.hostname} leads to ${listed(former)}, a former address of ours.`,
      found,
      wanted: wantedTraffic(patient),
      fix: `Use an ALIAS record for ${settings.gatewayNames[0] ?? 'the Gateway'}, which follows changes by itself, or set the address to ${listed(settings.gatewayAddresses)}.`,
    });
  }
  return diagnosis('D02', {
    // Before the switch a name may lead wherever it did.
    severity: claim.liveAt === null ? 'progress' : 'problem',
    light: 'traffic',
    message: `Found ${cname ?? listed(addresses)} at ${facts.hostname}, expected ${settings.gatewayNames[0] ?? listed(settings.gatewayAddresses)}.`,
    found,
    wanted: wantedTraffic(patient),
    fix: 'Replace the record.',
  });
}

function staleIpv6(patient: Patient): Diagnosis | null {
  const { foreign } = patient.facts.traffic;
  if (!foreign.every((address) => address.includes(':'))) return null;
  return diagnosis('D08', {
    severity: 'problem',
    light: 'traffic',
    message: `IPv6 visitors and certificate authorities go to ${listed(foreign)}, not here.`,
    found: `AAAA ${patient.facts.hostname} → ${foreign.join(', ')}`,
    wanted: 'no AAAA record that leads elsewhere',
    fix: `Delete the AAAA record ${listed(foreign)}.`,
  });
}

function extraAddress({ facts, settings }: Patient): Diagnosis {
  const { addresses, foreign } = facts.traffic;
  const are = foreign.length === 1 ? 'is' : 'are';
  return diagnosis('D09', {
    severity: 'problem',
    light: 'traffic',
    message: `${foreign.length} of ${addresses.length} addresses ${are} not ours: part of the visitors go to ${listed(foreign)}.`,
    found: addressText(facts.hostname, addresses),
    wanted: addressText(
      facts.hostname,
      addresses.filter((address) => isOurAddress(address, settings)),
    ),
    fix: `Delete ${listed(foreign)}.`,
  });
}

function serversDisagree({ observations, settings, now }: Patient, look: TrafficLook): Diagnosis {
  const answers = look.answers.filter(isAuthoritative);
  const behind = answers.filter((answer) => leadsToUs(answer, look, settings) === false);
  const right = answers.filter((answer) => leadsToUs(answer, look, settings) === true);
  const since = observations.traffic?.since ?? now;
  return diagnosis('D14', {
    severity: now - since > hourMs ? 'problem' : 'progress',
    light: 'traffic',
    message: `${listed(right.map(({ server }) => server))} leads here, ${listed(behind.map(({ server }) => server))} still gives the old value.`,
    found: behind.map((answer) => `${answer.server}: ${answerText(answer)}`).join(', '),
    wanted: 'the same answer from every name server',
    fix: 'Wait for the zone transfer; after an hour, have the name servers synchronised.',
  });
}

function silentServers({ observations, now }: Patient, look: TrafficLook): readonly Diagnosis[] {
  const lame = look.answers.filter(isAuthoritative).filter((answer) => !isDefiniteAnswer(answer));
  if (lame.length === 0) return [];
  const since = observations.traffic?.since ?? now;
  return [
    diagnosis('D14', {
      severity: now - since > hourMs ? 'problem' : 'progress',
      light: 'traffic',
      message: `${listed(lame.map(({ server }) => server))} gave no answer; the other name servers are right.`,
      found: lame.map((answer) => `${answer.server}: ${answerText(answer)}`).join(', '),
      wanted: 'the same answer from every name server',
      fix: 'Have the name server repaired, or take it out of the delegation.',
    }),
  ];
}

function proxied({ facts }: Patient): Diagnosis {
  return diagnosis('D04', {
    severity: 'warning',
    light: 'traffic',
    message: `Traffic reaches us through ${facts.traffic.proxy ?? 'a proxy'}.`,
    found: addressText(facts.hostname, facts.traffic.addresses),
    wanted: null,
  });
}

function hidden(patient: Patient): Diagnosis {
  const { facts, observations, settings, now } = patient;
  const { nonce } = observations;
  const isLost = nonce?.latest.state === 'foreign' && now - nonce.since >= hiddenMs;
  return diagnosis('D05', {
    severity: isLost ? 'problem' : 'unknown',
    light: 'traffic',
    message: `${facts.traffic.proxy ?? 'A proxy'} answers for ${facts.hostname}, and our probe does not come back.`,
    found: addressText(facts.hostname, facts.traffic.addresses),
    wanted: wantedTraffic(patient),
    fix: `Set the record to DNS only, or let the proxy fetch from ${settings.gatewayNames[0] ?? 'the Gateway'}.`,
  });
}

function apexCname(patient: Patient): Diagnosis | null {
  const zone = known(patient.observations.zone);
  if (zone === null || zone.apexCname === null || zone.zone !== patient.facts.hostname) return null;
  const hides = zone.apexHasMail ? ' and hides your mail records' : '';
  return diagnosis('D06', {
    severity: 'problem',
    light: 'traffic',
    message: `A CNAME stands at the root of ${zone.zone}${hides}: nothing else may stand beside a CNAME.`,
    found: `CNAME ${zone.zone} → ${zone.apexCname}`,
    wanted: wantedTraffic(patient),
    fix: `Replace it with an ALIAS record, or with A and AAAA: ${listed(patient.settings.gatewayAddresses)}.`,
  });
}

/** Resolvers that were asked before the record was right. */
function remembered({ settings, now }: Patient, look: TrafficLook): readonly Diagnosis[] {
  const late = look.answers.filter(
    (answer) => answer.kind === 'recursive' && leadsToUs(answer, look, settings) === false,
  );
  return diagnoseRemembered({ light: 'traffic', late, lookAt: look.at, now });
}

function insideDiffers({ facts, settings }: Patient, look: TrafficLook): Diagnosis | null {
  if (look.inside === null || !facts.isTrafficOurs) return null;
  const outside = look.answers.filter((answer) => answer.kind === 'recursive');
  const isFine = outside.some((answer) => leadsToUs(answer, look, settings) === true);
  if (!isFine || leadsToUs(look.inside, look, settings) !== false) return null;
  return diagnosis('D17', {
    severity: 'warning',
    light: 'traffic',
    message: `${facts.hostname} resolves differently inside the cluster; public resolvers are fine.`,
    found: `inside: ${answerText(look.inside)}`,
    wanted: 'the public answer',
    fix: 'Let cert-manager skip its own check (`waitInsteadOfSelfCheck`), or correct the cluster’s resolver.',
  });
}

function addressText(name: string, addresses: readonly string[]): string {
  return addresses.map((address) => `${address.includes(':') ? 'AAAA' : 'A'} ${name} → ${address}`).join(', ');
}
