import { getDomain } from 'tldts';
import { type Claim, hostnameOfClaim } from './claim.ts';
import { dayMs, hourMs } from './settings.ts';

/** An order that was placed with the certificate authority: kept in an append-only log. */
export type PlacedOrder = {
  readonly at: number;
  /** The hostname that it was placed for. */
  readonly hostname: string;
  /** All names of the certificate, sorted, joined by commas. */
  readonly names: string;
  /** The registrable domain that the authority counts under. */
  readonly registrable: string;
  readonly hasFailed: boolean;
};

/** What is left of the tries against a certificate authority, in all windows together. */
export type OrderBudget = {
  readonly mayOrder: boolean;
  readonly left: number;
  readonly of: number;
  /** When the tightest window lets another order through, or has more room; null when nothing is used up. */
  readonly renewsAt: number | null;
};

type Wanted = Pick<PlacedOrder, 'hostname' | 'names' | 'registrable'>;

/** The order that a claim needs: a certificate for its hostname and nothing else. */
export function wantedOrder(claim: Pick<Claim, 'name' | 'scope'>): Wanted {
  const hostname = hostnameOfClaim(claim);
  return { hostname, names: hostname, registrable: getDomain(claim.name, { allowPrivateDomains: true }) ?? claim.name };
}

type Limit = {
  readonly most: number;
  readonly windowMs: number;
  readonly counts: (order: PlacedOrder, wanted: Wanted) => boolean;
};

/** Below the limits of Let's Encrypt, so that somebody who orders by hand still can. @see docs/domains.md, Orders */
const limits: readonly Limit[] = [
  { most: 2, windowMs: hourMs, counts: (order, { hostname }) => order.hasFailed && order.hostname === hostname },
  { most: 3, windowMs: 7 * dayMs, counts: (order, { names }) => order.names === names },
  { most: 40, windowMs: 7 * dayMs, counts: (order, { registrable }) => order.registrable === registrable },
  { most: 250, windowMs: 3 * hourMs, counts: () => true },
];

/** Whether an order may be placed now, how many may follow in the tightest window, and when there is more room. */
export function orderBudget(orders: readonly PlacedOrder[], wanted: Wanted, now: number): OrderBudget {
  const windows = limits.map(({ most, windowMs, counts }) => {
    const used = orders.filter((order) => order.at > now - windowMs && order.at <= now && counts(order, wanted));
    const oldest = used.reduce<number | null>((at, order) => (at === null || order.at < at ? order.at : at), null);
    return { left: Math.max(most - used.length, 0), of: most, renewsAt: oldest === null ? null : oldest + windowMs };
  });
  const tightest = windows.reduce((worst, one) => (isTighter(one, worst) ? one : worst));
  return { mayOrder: tightest.left > 0, ...tightest };
}

type Window = Omit<OrderBudget, 'mayOrder'>;

function isTighter(one: Window, worst: Window): boolean {
  if (one.left !== worst.left) return one.left < worst.left;
  return (one.renewsAt ?? 0) > (worst.renewsAt ?? 0);
}
