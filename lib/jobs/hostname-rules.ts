import 'server-only';
import { config } from '../config.ts';
import type { HostnameRules } from '../domains/kept-names.ts';

/** What browsers are told, so that they read a hostname as the server will; null: the platform takes no domains of teams. */
export function hostnameRules(): HostnameRules | null {
  const { zones, gatewayNames, domains } = config();
  if (gatewayNames.length === 0) return null;
  return {
    platformZones: zones,
    reservedLabels: domains.reservedLabels,
    gatewayNames,
    delegationZone: domains.delegationZone,
  };
}
