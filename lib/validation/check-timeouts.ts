import { getAt } from '../gateway-api/document.ts';
import { parseDurationMs } from '../gateway-api/duration.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';

/** Judges timeouts and retries of one rule. @see Gateway API v1, HTTPRouteTimeouts and HTTPRouteRetry */
export function checkTimeouts(rule: HttpRouteRule, path: Path): readonly Issue[] {
  const at: Path = [...path, 'timeouts'];
  const request: unknown = rule.timeouts?.request;
  const backendRequest: unknown = rule.timeouts?.backendRequest;
  return [
    ...checkDuration(request, [...at, 'request']),
    ...checkDuration(backendRequest, [...at, 'backendRequest']),
    ...checkOrder(request, backendRequest, [...at, 'backendRequest']),
    ...checkRetry(rule, [...path, 'retry']),
  ];
}

function checkDuration(value: unknown, path: Path): readonly Issue[] {
  if (value === undefined || value === null || parseDurationMs(value) !== null) return [];
  return [finding('timeout.malformed', path, `${quote(value)} is not a duration.`)];
}

/** `0s` is no limit, so it is longer than anything, but only for the whole request: the API compares numbers. */
function checkOrder(request: unknown, backendRequest: unknown, path: Path): readonly Issue[] {
  const whole = parseDurationMs(request);
  const once = parseDurationMs(backendRequest);
  if (whole === null || once === null || whole === 0 || once <= whole) return [];
  return [
    finding(
      'timeout.backend-longer',
      path,
      `One try may take ${String(backendRequest)}, the whole request only ${String(request)}.`,
    ),
  ];
}

/** The standard types do not know `retry` before 1.7, so it is read as what it may be. */
function checkRetry(rule: HttpRouteRule, path: Path): readonly Issue[] {
  const attempts = getAt(rule, ['retry', 'attempts']);
  const codes = getAt(rule, ['retry', 'codes']);
  const isCount = typeof attempts === 'number' && Number.isInteger(attempts) && attempts >= 0;
  return [
    ...(attempts === undefined || attempts === null || isCount
      ? []
      : [
          finding('retry.attempts-malformed', [...path, 'attempts'], `${quote(attempts)} is not a number of attempts.`),
        ]),
    ...checkDuration(getAt(rule, ['retry', 'backoff']), [...path, 'backoff']),
    ...(Array.isArray(codes) ? codes : []).flatMap((code: unknown, index) =>
      typeof code === 'number' && Number.isInteger(code) && code >= 400 && code <= 599
        ? []
        : [
            finding(
              'retry.code-malformed',
              [...path, 'codes', index],
              `${quote(code)} is not a status that can be retried.`,
            ),
          ],
    ),
  ];
}
