import { coversHostname, isInZone, normaliseHostname } from '../gateway-api/hostname.ts';
import type { HostnameCode } from './read-hostname-codes.ts';
import type { DomainSettings } from './settings.ts';

/** The settings that decide which names can be claimed: few enough to be told to browsers. */
export type HostnameRules = Pick<
  DomainSettings,
  'platformZones' | 'reservedLabels' | 'gatewayNames' | 'delegationZone'
>;

type Kept = {
  readonly code: Extract<HostnameCode, 'domain.platform-zone' | 'domain.platform-name'>;
  readonly message: string;
};

/**
 * Why the platform keeps a well-written hostname for itself, so that no team can claim it; null when it does not.
 *
 * @param hostname in A-labels and lower case, `*.` allowed
 */
export function keptByPlatform(hostname: string, settings: HostnameRules): Kept | null {
  const name = hostname.replace(/^\*\./, '');
  const zones = settings.platformZones.map(normaliseHostname);
  const platform = [...zones, ...settings.gatewayNames.map(normaliseHostname)];
  const validation = settings.delegationZone === null ? null : normaliseHostname(settings.delegationZone);
  if (zones.includes(name)) return keptZone(`${hostname} is the platform’s own zone.`);
  if (validation !== null && isInZone(name, validation)) {
    return keptName(`${validation} is where the platform has certificates validated.`);
  }
  if (platform.includes(name)) return keptName(`${hostname} is a name of the platform’s own.`);
  const zone = zones.find((one) => isInZone(name, one));
  const first =
    zone === undefined
      ? undefined
      : name
          .slice(0, -zone.length - 1)
          .split('.')
          .at(-1);
  if (first !== undefined && settings.reservedLabels.includes(first)) {
    return keptName(`The platform keeps ${first}.${zone} for itself.`);
  }
  const covered = [...platform, ...(validation === null ? [] : [validation])].find((one) =>
    coversHostname(hostname, one),
  );
  return covered === undefined ? null : keptZone(`${hostname} would cover ${covered}, which is the platform’s.`);
}

function keptZone(message: string): Kept {
  return { code: 'domain.platform-zone', message };
}

function keptName(message: string): Kept {
  return { code: 'domain.platform-name', message };
}
