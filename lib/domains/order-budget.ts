import { type Claim, hostnameOfClaim } from './claim.ts';
import { suffixOf } from './public-suffix.ts';
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
  return { hostname, names: hostname, registrable: suffixOf(claim.name).registrable };
}

/** Below the limits of Let's Encrypt, so that somebody who orders by hand still can. @see docs/domains.md, Orders */
const limits = {
  failures: { most: 2, windowMs: hourMs },
  sameNames: { most: 3, windowMs: 7 * dayMs },
  domain: { most: 40, windowMs: 7 * dayMs },
  account: { most: 250, windowMs: 3 * hourMs },
};

/** Whether an order may be placed now, how many may follow in the tightest window, and when there is more room. */
export function orderBudget(orders: readonly PlacedOrder[], wanted: Wanted, now: number): OrderBudget {
  const failures = count();
  const sameNames = count();
  const domain = count();
  const account = count();
  for (const order of orders) {
    const ageMs = now - order.at;
    if (ageMs < 0) continue;
    if (ageMs < limits.account.windowMs) add(account, order.at);
    if (ageMs < limits.failures.windowMs && order.hasFailed && order.hostname === wanted.hostname)
      add(failures, order.at);
    if (ageMs >= limits.domain.windowMs) continue;
    if (order.registrable === wanted.registrable) add(domain, order.at);
    if (order.names === wanted.names) add(sameNames, order.at);
  }
  const tightest = [
    windowOf(failures, limits.failures),
    windowOf(sameNames, limits.sameNames),
    windowOf(domain, limits.domain),
    windowOf(account, limits.account),
  ].reduce((worst, one) => (isTighter(one, worst) ? one : worst));
  return { mayOrder: tightest.left > 0, ...tightest };
}

type Count = { used: number; oldest: number };

function count(): Count {
  return { used: 0, oldest: Number.POSITIVE_INFINITY };
}

function add(count: Count, at: number): void {
  count.used += 1;
  if (at < count.oldest) count.oldest = at;
}

function windowOf(
  { used, oldest }: Count,
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
): Window {
  return { left: Math.max(most - used, 0), of: most, renewsAt: used === 0 ? null : oldest + windowMs };
}

type Window = Omit<OrderBudget, 'mayOrder'>;

function isTighter(one: Window, worst: Window): boolean {
  if (one.left !== worst.left) return one.left < worst.left;
  return (one.renewsAt ?? 0) > (worst.renewsAt ?? 0);
}
