import type { Claim } from './claim.ts';
import { diagnosis, listed, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import type { CaaLook } from './observation.ts';
import type { DomainSettings } from './settings.ts';

/** Whether CAA lets our certificate authority issue. */
export function diagnoseCaa({ claim, observations, settings, facts }: Patient): readonly Diagnosis[] {
  const look = known(observations.caa);
  if (look === null || claim.origin === 'platform') return [];
  if (look.state === 'unreadable') {
    return [
      diagnosis('D11', {
        severity: 'problem',
        light: 'certificate',
        message: `A name server fails when asked for CAA at ${look.foundAt ?? claim.name}; a certificate authority must refuse then.`,
        found: look.failure,
        wanted: 'an answer, be it that there is no CAA record',
        fix: 'Ask your DNS provider to answer CAA questions.',
      }),
    ];
  }
  if (look.state === 'none' || mayIssue(look, claim, settings)) return [];
  const tag = tagFor(look, claim);
  const at = look.foundAt ?? claim.name;
  const identity = settings.caaIdentities[0] ?? '';
  const allowed = look.records.filter((record) => record.tag === tag && issuerOf(record.value) !== '');
  const only = allowed.length === 0 ? 'no certificate authority' : `only ${listed(allowed.map(({ value }) => value))}`;
  return [
    diagnosis('D10', {
      severity: 'problem',
      light: 'certificate',
      message: `CAA at ${at} allows ${only}; certificates for ${facts.hostname} come from ${settings.issuerTitle}.`,
      found: look.records
        .map((record) => `CAA ${at} → ${record.isCritical ? 128 : 0} ${record.tag} "${record.value}"`)
        .join(', '),
      wanted: `CAA ${at} → 0 ${tag} "${identity}"`,
      fix: `Add the record ${at} CAA 0 ${tag} "${identity}".`,
    }),
  ];
}

/**
 * Whether a CAA set lets one of the platform's certificate authorities issue for the claim.
 *
 * @see RFC 8659, sections 4.2 and 4.3; RFC 8657
 */
export function mayIssue(look: CaaLook, claim: Claim, settings: DomainSettings): boolean {
  if (look.records.some((record) => record.isCritical && !knownTags.includes(record.tag))) return false;
  const tag = tagFor(look, claim);
  const values = look.records.filter((record) => record.tag === tag).map(({ value }) => value);
  // A set that says nothing about issuing forbids nothing; and what our authority calls itself may not be known.
  if (values.length === 0) return true;
  if (settings.caaIdentities.length === 0) return values.some((value) => issuerOf(value) !== '');
  return values.some((value) => settings.caaIdentities.includes(issuerOf(value)) && fits(value, claim, settings));
}

const knownTags: readonly string[] = [
  'issue',
  'issuewild',
  'iodef',
  'issuemail',
  'issuevmc',
  'contactemail',
  'contactphone',
];

/** `issuewild` decides for wildcards where it is there. */
export function tagFor(look: CaaLook, { scope }: Claim): 'issue' | 'issuewild' {
  return scope === 'wildcard' && look.records.some(({ tag }) => tag === 'issuewild') ? 'issuewild' : 'issue';
}

function issuerOf(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}

function fits(value: string, claim: Claim, settings: DomainSettings): boolean {
  const parameters = value
    .split(';')
    .slice(1)
    .map((part) => part.split('='));
  return parameters.every(([name = '', ...rest]) => {
    const wanted = rest.join('=').trim();
    if (name.trim() === 'validationmethods')
      return wanted.split(',').some((method) => method.trim() === claim.challenge);
    if (name.trim() === 'accounturi') return settings.acmeAccountUri === null || wanted === settings.acmeAccountUri;
    return true;
  });
}
