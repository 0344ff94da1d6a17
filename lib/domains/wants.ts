import type { DomainCode } from './codes.ts';
import type { Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import type { Facts } from './facts.ts';
import type { OrderBudget, PlacedOrder } from './order-budget.ts';
import type { Standing } from './standing.ts';

/** What a claim wants in the cluster. */
export type WantedObjects =
  /** Nothing of the claim shall be there: remove what is. */
  | { readonly kind: 'none' }
  /** Touch nothing: something stands in the way, is not known, or no order is allowed. */
  | { readonly kind: 'keep' }
  /**
   * The listener (HTTP and HTTPS) and the redirect route. `placesOrder`: there is neither a listener nor a Certificate yet, so applying
   * it makes cert-manager order at once; the order is to be logged before. Applying it again orders nothing.
   */
  | { readonly kind: 'listener'; readonly placesOrder: boolean };

/** How long an order that was placed may take to show up in the watches; until then it is not placed a second time. */
export const orderInFlightMs = 60_000;

const none: WantedObjects = { kind: 'none' };
const keep: WantedObjects = { kind: 'keep' };
const inPlace: WantedObjects = { kind: 'listener', placesOrder: false };
const order: WantedObjects = { kind: 'listener', placesOrder: true };

/**
 * What shall be in the cluster. Only a proven claim wants something; nothing is made while a finding says that its order would fail, and
 * what is there already is never torn down for that.
 */
export function wantObjects(
  patient: Patient,
  { standing, diagnoses, budget }: { standing: Standing; diagnoses: readonly Diagnosis[]; budget: OrderBudget },
): WantedObjects {
  const { claim, cluster, facts, orders, now } = patient;
  if (standing !== 'proven') return none;
  if (cluster === null || !cluster.isHeard) return keep;
  // A listener of the platform's serves the name. Should one of the claim's own be left from before, it stays until that one works.
  if (claim.attachment.strategy === 'covered') return facts.isCertificateReady && facts.isProgrammed ? none : keep;
  if (diagnoses.some((one) => wouldFail(one, facts))) return keep;
  if (cluster.listener.exists || cluster.certificate !== null) return inPlace;
  return budget.mayOrder && !isInFlight(orders, facts.hostname, now) ? order : keep;
}

/** Findings that keep a domain that never was live from getting its certificate. */
const blocking: ReadonlySet<DomainCode> = new Set<DomainCode>([
  ...(['D10', 'D11', 'D12', 'D15', 'D18', 'C01', 'C02', 'T04', 'T05', 'T06'] as const),
]);

/** Findings about the delegation of the challenge name; they matter to the certificate where something else proves the claim. */
const delegation: ReadonlySet<DomainCode> = new Set<DomainCode>(['D01', 'D02', 'D03', 'D16']);

/** Whether a finding blocks: then a domain that never was live is shown as blocked by it. */
export function blocks({ code, severity, light }: Diagnosis, { isCertificateReady }: Facts): boolean {
  // cert-manager waits after a failure: in progress by itself, and yet no first certificate can be ordered.
  if (code === 'T05') return !isCertificateReady;
  return severity === 'problem' && (blocking.has(code) || (light === 'certificate' && delegation.has(code)));
}

/** Whether an order that is placed now would fail, or could not even be placed. */
function wouldFail(diagnosis: Diagnosis, facts: Facts): boolean {
  const { code, severity } = diagnosis;
  return blocks(diagnosis, facts) || code === 'C01' || code === 'D22' || (code === 'T07' && severity === 'problem');
}

function isInFlight(orders: readonly PlacedOrder[], hostname: string, now: number): boolean {
  return orders.some((one) => one.hostname === hostname && !one.hasFailed && now - one.at < orderInFlightMs);
}
