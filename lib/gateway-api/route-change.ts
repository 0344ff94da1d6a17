import type { Issue, Path } from '../outcome.ts';
import type { HttpRoute } from './objects.ts';

/** One change between two versions of a route, in the domain's language. */
export type RouteChange = {
  readonly path: Path;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly text: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** A list or field that another manager owns and that an apply would change. */
export type FieldConflict = {
  /** As the API server spells it, for example `.spec.rules`. */
  readonly field: string;
  readonly manager: string;
  /** The manager's name for people, for example `Argo CD`. */
  readonly managerName: string;
  /** True when the manager is known to write its version again. */
  readonly undoes: boolean;
};

/** What would happen if the draft were applied now; found by a server-side dry run as the user. */
export type ReviewResult = {
  readonly verdict: 'would-apply' | 'nothing-to-do' | 'conflict' | 'stale' | 'refused';
  readonly changes: readonly RouteChange[];
  /** Findings of the API server and its admission policies; they point into the draft where that is known. */
  readonly issues: readonly Issue[];
  readonly conflicts: readonly FieldConflict[];
  /** Managers that own something in the route and are known to undo changes, said before an apply. */
  readonly undoers: readonly string[];
  /** The route as it is in the cluster now, when somebody changed it since the draft began; null otherwise. */
  readonly live: HttpRoute | null;
  /** Warnings that the API server sent with its answer. */
  readonly warnings: readonly string[];
};

/** What an apply did. */
export type ApplyResult =
  | { readonly result: 'applied'; readonly route: HttpRoute; readonly changes: readonly RouteChange[] }
  | { readonly result: 'conflict'; readonly conflicts: readonly FieldConflict[] }
  | { readonly result: 'stale'; readonly live: HttpRoute };
