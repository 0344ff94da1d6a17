import type { Claim } from './claim.ts';
import type { ClusterLook, DomainObservations } from './observation.ts';
import type { PlacedOrder } from './order-budget.ts';
import type { DomainSettings } from './settings.ts';

/** Everything that a judgement on a claim rests on. Same case, same judgement. */
export type DomainCase = {
  readonly claim: Claim;
  readonly observations: DomainObservations;
  /** Null: the cluster has not been read yet. */
  readonly cluster: ClusterLook | null;
  /** Other claims; those whose names neither overlap nor look like this one do not matter and may be left out. */
  readonly others: readonly Claim[];
  /** Orders of the last seven days, of all claims. */
  readonly orders: readonly PlacedOrder[];
  readonly settings: DomainSettings;
  /** From 0 to 1: spreads the looks of many claims over a tenth of their interval. */
  readonly jitter: number;
  readonly now: number;
};
