import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import type { Path } from '../outcome.ts';
import type { ValidationContext } from './context.ts';

/** What the checks of a rule need of the draft around it. */
export type RuleScope = {
  readonly context: ValidationContext;
  readonly namespace: string;
  /** Those of the draft, in lower case; empty: every name. */
  readonly hostnames: readonly string[];
  /** The listeners that would take the draft; null when that is not known. */
  readonly chosen: readonly ListenerChoice[] | null;
};

/** A rule with its place in the draft and the rules around it. */
export type RulePlace = {
  readonly rule: HttpRouteRule;
  readonly path: Path;
  readonly siblings: readonly HttpRouteRule[];
};
