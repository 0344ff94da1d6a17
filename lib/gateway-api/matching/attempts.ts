import { parseDurationMs } from '../duration.ts';
import { isPlainObject, number, text } from '../hostile.ts';
import type { HttpRouteRule } from '../objects.ts';

/** How a backend would behave: for the question "what if it is slow, or fails?". */
export type BackendBehaviour = {
  /** How long a good answer takes. */
  readonly delayMs: number;
  /** How many tries fail before one succeeds. */
  readonly failures: number;
  readonly failure: { readonly kind: 'status'; readonly code: number } | { readonly kind: 'connection' };
  /** How long a failing try takes. */
  readonly failureDelayMs: number;
};

/** What the client gets, after how many tries. */
export type AttemptsOutcome = {
  readonly status: number;
  readonly attempts: number;
  readonly afterMs: number;
  readonly reason: string;
};

type TryResult = { readonly status: number; readonly tookMs: number; readonly isRetried: boolean };

/**
 * Plays a rule's timeouts and retries against a backend that behaves in a given way. Backoff between tries is left to implementations and counted
 * as nothing.
 *
 * @see Gateway API v1, HTTPRouteTimeouts and HTTPRouteRetry: a try that fails to connect or runs out of time is tried again, a status only
 *   when its code is listed
 */
export function playAttempts(rule: HttpRouteRule, behaviour: BackendBehaviour): AttemptsOutcome {
  const requestMs = timeoutOf(rule.timeouts?.request);
  const retry = retryOf(rule);
  let afterMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    const result = tryOnce(rule, behaviour, attempt, retry.codes);
    afterMs += result.tookMs;
    if (requestMs !== null && afterMs >= requestMs) {
      return {
        status: 504,
        attempts: attempt,
        afterMs: requestMs,
        reason: `The whole request may take ${text(rule.timeouts?.request)}; that was over during try ${attempt}.`,
      };
    }
    if (!result.isRetried || attempt > retry.attempts) {
      return {
        status: result.status,
        attempts: attempt,
        afterMs,
        reason: result.status < 400 ? `Try ${attempt} succeeds.` : `Try ${attempt} is the last one.`,
      };
    }
  }
}

function tryOnce(
  rule: HttpRouteRule,
  behaviour: BackendBehaviour,
  attempt: number,
  codes: readonly number[],
): TryResult {
  const limitMs = timeoutOf(rule.timeouts?.backendRequest);
  const fails = attempt <= behaviour.failures;
  const tookMs = fails ? behaviour.failureDelayMs : behaviour.delayMs;
  if (limitMs !== null && tookMs >= limitMs) return { status: 504, tookMs: limitMs, isRetried: true };
  if (!fails) return { status: 200, tookMs, isRetried: false };
  if (behaviour.failure.kind === 'connection') return { status: 503, tookMs, isRetried: true };
  return { status: behaviour.failure.code, tookMs, isRetried: codes.includes(behaviour.failure.code) };
}

/** Null: no limit. `0s` switches a timeout off. */
function timeoutOf(duration: unknown): number | null {
  const ms = parseDurationMs(duration);
  return ms === null || ms === 0 ? null : ms;
}

function retryOf(rule: object): { readonly attempts: number; readonly codes: readonly number[] } {
  // Newer than the types: standard since Gateway API 1.7.
  const retry = 'retry' in rule && isPlainObject(rule.retry) ? rule.retry : null;
  if (retry === null) return { attempts: 0, codes: [] };
  const { attempts, codes } = retry;
  return {
    attempts: number(attempts) ?? 1,
    codes: Array.isArray(codes) ? codes.flatMap((code) => number(code) ?? []) : [],
  };
}
