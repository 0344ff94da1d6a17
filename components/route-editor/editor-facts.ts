import type { ValidationContext } from '@/lib/validation/context.ts';

/**
 * What the editor must know of the cluster to offer choices and to judge a draft; sent by the server, renewed while the page is open.
 * Hostnames of other teams' routes are told only where the draft names them.
 */
export type EditorFacts = ValidationContext & {
  /** Namespaces in which the team may keep routes, the first is the default. */
  readonly namespaces: readonly string[];
  /** Listener port → the port under which it is reached from outside, where that differs. */
  readonly publicPorts?: Readonly<Record<string, number>> | undefined;
  /**
   * Dotted paths of fields that the cluster's own CRD has, for example `spec.rules.retry`; null or absent: not known. A field of
   * which that is not known is offered only where the draft has it already.
   */
  readonly routeFields?: readonly string[] | null | undefined;
};
