import {
  type FieldDiff,
  fieldsDiff,
  insteadOf,
  listDiff,
  type PlainObject,
  scalarDiff,
  wholeDiff,
} from './diff-fields.ts';
import { showValue } from './diff-values.ts';
import { parseDurationMs } from './duration.ts';
import { isPlainObject } from './hostile.ts';

/**
 * The words for a rule's timeouts, retries and sessions: `rule beta now times out after 10s instead of 5s`.
 *
 * @param label what the rule is called
 */
export function ruleOptionDiffs(label: string): Readonly<Record<string, FieldDiff>> {
  return { timeouts: timeoutsDiff(label), retry: retryDiff(label), sessionPersistence: sessionDiff(label) };
}

/** @see Gateway API, GEP-2257: a duration of zero switches the timeout off */
function timeoutsDiff(label: string): FieldDiff {
  return fieldsDiff(`${label}: timeouts`, {
    request: scalarDiff((was, is) => {
      if (is === null) return `${label} no longer has a timeout of its own (it was ${was})`;
      const before = was === null ? null : isZero(was) ? 'never' : was;
      return isZero(is)
        ? `${label} now never times out${before === null ? '' : ` instead of after ${before}`}`
        : `${label} now times out after ${is}${insteadOf(before)}`;
    }),
    backendRequest: scalarDiff((was, is) => {
      if (is === null) return `${label} no longer limits each try at a backend (it was ${was})`;
      const shown = (limit: string) => (isZero(limit) ? 'any time' : limit);
      return `${label} now gives each try at a backend ${shown(is)}${insteadOf(was === null ? null : shown(was))}`;
    }),
  });
}

function isZero(duration: string): boolean {
  return parseDurationMs(duration) === 0;
}

function retryDiff(label: string): FieldDiff {
  const fields = fieldsDiff(`${label}: retry`, {
    attempts: scalarDiff((was, is) =>
      is === null
        ? `${label} no longer says how often it tries again (it was ${was})`
        : `${label} now tries again up to ${is} ${is === '1' ? 'time' : 'times'}${insteadOf(was)}`,
    ),
    codes: listDiff({
      added: (codes) => `${label} now also tries again on ${codes}`,
      removed: (codes) => `${label} no longer tries again on ${codes}`,
      reordered: `${label}: the order of the codes on which it tries again changed`,
    }),
    backoff: scalarDiff((was, is) =>
      is === null
        ? `${label} no longer says how long it waits between tries (it was ${was})`
        : `${label} now waits ${is} between tries${insteadOf(was)}`,
    ),
  });
  return (sides) =>
    sides.after === undefined && isPlainObject(sides.before)
      ? [{ path: sides.path, kind: 'removed', text: `${label} no longer tries again`, before: sides.before }]
      : fields(sides);
}

function sessionDiff(label: string): FieldDiff {
  const known = ['type', 'sessionName', 'absoluteTimeout', 'idleTimeout', 'cookieConfig'];
  return wholeDiff(`${label}: sessionPersistence`, known, (was, is) => {
    if (is === null) return `${label} no longer keeps a client at one backend (it did ${was && sessionWords(was)})`;
    const [before, now] = [was && sessionWords(was), sessionWords(is)];
    return before === now ? null : `${label} now keeps a client at one backend ${now}${insteadOf(before)}`;
  });
}

/** How a session is kept: `by cookie sid for at most 1h`. */
function sessionWords({ type, sessionName, absoluteTimeout, idleTimeout, cookieConfig }: PlainObject): string {
  const lifetime = isPlainObject(cookieConfig) ? cookieConfig.lifetimeType : cookieConfig;
  const carrier = type === undefined ? 'cookie' : showValue(type).toLowerCase();
  return [
    sessionName === undefined ? `by a ${carrier}` : `by ${carrier} ${showValue(sessionName)}`,
    ...(lifetime === undefined ? [] : [`of lifetime ${showValue(lifetime)}`]),
    ...(absoluteTimeout === undefined ? [] : [`for at most ${showValue(absoluteTimeout)}`]),
    ...(idleTimeout === undefined ? [] : [`until idle for ${showValue(idleTimeout)}`]),
  ].join(' ');
}
