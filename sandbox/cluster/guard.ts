import { emptyGrant } from '../../lib/guard/grant.ts';
import { guardDefaults } from '../../lib/guard/options.ts';
import { guardBinding, guardPolicy } from '../../lib/guard/policy.ts';
import { guardRights } from '../../lib/guard/rights.ts';
import { platformZone, reservedLabels } from '../dns/zones.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { type Cluster, platformManager } from './cluster.ts';
import { portalUser } from './identities.ts';

/** What the guard of hostnames stands on: the portal's right to write grants, and a grant in each namespace of a team, kept if it is there. */
export async function applyGuardGround(cluster: Cluster, namespaces: readonly string[]): Promise<void> {
  await Promise.all([
    ...guardRights({ portalUser }).map((manifest) => cluster.apply(manifest, platformManager)),
    ...namespaces.map((namespace) => cluster.create(emptyGrant(namespace), platformManager)),
  ]);
}

/** The guard itself, in the mode of the settings. */
export async function applyGuard({ cluster, settings }: Sandbox): Promise<void> {
  const options = {
    ...guardDefaults,
    mode: settings.guardMode,
    platformZones: [platformZone],
    reservedLabels,
    portalUser,
  };
  await cluster.apply(guardPolicy(options), platformManager);
  await cluster.apply(guardBinding(options), platformManager);
}
