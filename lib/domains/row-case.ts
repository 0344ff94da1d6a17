import { getDomain } from 'tldts';
import { isInZone } from '../gateway-api/hostname.ts';
import type { DomainCode } from './codes.ts';
import type { Judgement } from './derive.ts';
import { listed, type Patient } from './diagnosis.ts';
import type { DomainCase } from './domain-case.ts';
import type { Diagnosis } from './domain-row.ts';
import { known, readFacts } from './facts.ts';
import { type DnsProvider, findProvider, pathTo } from './providers.ts';
import { toUnicodeName } from './punycode.ts';

/** A judged case with what screens say about it over and over: names for people, and where its records are entered. */
export type RowCase = Patient & {
  readonly judgement: Judgement;
  /** The hostname in U-labels. */
  readonly unicode: string;
  /** The zone that holds the name, as far as it is known. */
  readonly zone: string | null;
  readonly provider: DnsProvider | null;
  /** Whether the name is the root of its zone, where no CNAME can stand. */
  readonly isApex: boolean;
};

/** Reads once what all parts of a row need. */
export function openRowCase(domainCase: DomainCase, judgement: Judgement): RowCase {
  const { claim, observations, settings } = domainCase;
  const facts = readFacts(domainCase);
  const look = known(observations.zone);
  const zone =
    claim.origin === 'platform'
      ? (settings.platformZones.find((one) => isInZone(claim.name, one)) ?? null)
      : (look?.zone ?? null);
  const servers = look === null || look.zoneServers.length === 0 ? (look?.parentServers ?? []) : look.zoneServers;
  return {
    ...domainCase,
    facts,
    judgement,
    unicode: toUnicodeName(facts.hostname),
    zone,
    provider: claim.origin === 'platform' ? null : findProvider(servers, settings.extraProviders),
    isApex: claim.scope === 'exact' && (zone ?? getDomain(claim.name, { allowPrivateDomains: true })) === claim.name,
  };
}

/** The hostname for people, with the form that DNS has where that differs. */
export function nameWords({ unicode, facts }: Pick<RowCase, 'unicode' | 'facts'>): string {
  return unicode === facts.hostname ? unicode : `${unicode} (\`${facts.hostname}\` in DNS)`;
}

/** Where records are entered, as the beginning of a sentence: `At Cloudflare → acme.test → DNS → Records`. */
export function placeWords({ provider, zone, observations, claim }: RowCase): string {
  if (provider !== null) return `At ${provider.name} → ${pathTo(provider, zone ?? claim.name)}`;
  const servers = known(observations.zone)?.zoneServers ?? [];
  const whose = servers.length === 0 ? '' : `, on ${listed(servers.slice(0, 2))}`;
  return `Where the DNS of ${zone ?? claim.name} is kept${whose}`;
}

/** Where the form for records is, as a sentence of its own; empty where nobody knows. */
export function formWords({ provider, zone, claim }: RowCase): string {
  return provider === null ? '' : `The form is at ${provider.name} → ${pathTo(provider, zone ?? claim.name)}.`;
}

/** The worst finding of one of these codes, or null. */
export function findingOf(
  { judgement }: Pick<RowCase, 'judgement'>,
  ...codes: readonly DomainCode[]
): Diagnosis | null {
  return judgement.diagnoses.find(({ code }) => codes.includes(code)) ?? null;
}

/**
 * What tells most about a domain that serves and is not all right, or null. In the platform's zones that is what ExternalDNS makes of
 * the name rather than the record itself, which nobody of the team can write.
 */
export function causeOf({ claim, judgement }: Pick<RowCase, 'claim' | 'judgement'>): Diagnosis | null {
  const telling = judgement.diagnoses.filter(({ code }) => code !== 'D04' && code !== 'D21');
  const published = claim.origin === 'platform' ? telling.find(({ code }) => code.startsWith('E')) : undefined;
  const isWorse = telling.some(({ severity, light }) => severity === 'problem' && light !== 'traffic');
  return (isWorse ? undefined : published) ?? telling[0] ?? null;
}

/** Whether an accepted route of the team carries the name. */
export function hasOwnRoute({ cluster }: Pick<RowCase, 'cluster'>): boolean {
  return cluster?.routes.some(({ isForeign, isAccepted }) => isAccepted && !isForeign) === true;
}
