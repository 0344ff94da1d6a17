import { type BackendState, resolveBackend, sharesOf } from '../gateway-api/backends.ts';
import { backendLabel, formatShare, isRedirectOnly, redirectOf, ruleLabel } from '../gateway-api/describe.ts';
import { namespaceOf, objects } from '../gateway-api/hostile.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import { probeText } from './gateway.ts';
import type { HostnameCase, RouteCase } from './hostname-case.ts';
import { makeVerdict, type Saying } from './make-verdict.ts';
import { errorAnswersMs } from './settings.ts';
import { compareStates, type Evidence, timeToken, type Verdict } from './verdict.ts';

/** One backend of one rule, with the share of the rule's requests that it gets. */
type JudgedBackend = {
  readonly rule: string;
  readonly label: string;
  readonly share: number;
  readonly found: BackendState;
  readonly saying: Saying;
};

/**
 * The Backend light: has every Service that gets traffic ready endpoints. One bad backend of several is a problem, said with its
 * share; one that gets no traffic is shown and does not count.
 */
export function judgeBackends(hostnameCase: HostnameCase): Verdict {
  const { route, now, observed } = hostnameCase;
  if (isRedirectOnly(route)) {
    const saying: Saying = {
      state: 'not-needed',
      code: 'backend.not-needed',
      reason: 'Redirects only: nothing to send to.',
    };
    return makeVerdict(saying, { light: 'backend', source: 'cluster', at: now });
  }
  const rules = objects(route.spec?.rules);
  const backends = rules.flatMap((rule, index) => judgeRule(rule, index, hostnameCase));
  const sayings = [
    ...backends.filter((one) => one.share > 0).map((one) => one.saying),
    ...rules.flatMap((rule, index) => sayingOfRule(rule, index) ?? []),
    ...(rules.length === 0
      ? [{ state: 'problem', code: 'backend.none', reason: 'The route has no rule.' } as const]
      : []),
  ];
  const [worst] = sayings.toSorted((a, b) => compareStates(a.state, b.state));
  const saying = worst === undefined || worst.state === 'ok' ? sayingOfGood(backends, hostnameCase) : worst;
  return makeVerdict(saying, {
    light: 'backend',
    source: saying.code === 'backend.answers-with-error' ? 'http probe' : 'cluster',
    at: now,
    evidence: [...backends.map(toEvidence), ...observed.http.map((one) => probeEvidence(one.latest))],
  });
}

function judgeRule(rule: HttpRouteRule, index: number, { route, snapshot }: RouteCase): readonly JudgedBackend[] {
  const refs = objects(rule.backendRefs);
  const shares = sharesOf(refs);
  return refs.map((ref, at) => {
    const found = resolveBackend(ref, namespaceOf(route), snapshot);
    const share = shares[at] ?? 0;
    const label = backendLabel(ref);
    return {
      rule: ruleLabel(rule, index),
      label,
      share,
      found,
      saying: sayingOfBackend({ found, label, share, isAlone: refs.length === 1 }),
    };
  });
}

/** A rule that takes requests and has nowhere to send them. */
function sayingOfRule(rule: HttpRouteRule, index: number): Saying | null {
  const refs = objects(rule.backendRefs);
  if (refs.length > 0) {
    if (sharesOf(refs).some((share) => share > 0)) return null;
    return { state: 'problem', code: 'backend.no-traffic', reason: `All weights of ${ruleLabel(rule, index)} are 0.` };
  }
  // A filter that is not known here may answer by itself.
  if (redirectOf(rule) !== null || objects(rule.filters).some((filter) => filter.type === 'ExtensionRef')) return null;
  return {
    state: 'problem',
    code: 'backend.none',
    reason: `${ruleLabel(rule, index)} has no backend.`.replace(/^r/, 'R'),
  };
}

type Finding = {
  readonly found: BackendState;
  readonly label: string;
  readonly share: number;
  readonly isAlone: boolean;
};

function sayingOfBackend({ found, label, share, isAlone }: Finding): Saying {
  const gets = isAlone ? '' : `, which gets ${formatShare(share)},`;
  const tail = isAlone ? '' : ` It gets ${formatShare(share)} of the requests.`;
  switch (found.state) {
    case 'ready':
      return {
        state: 'ok',
        code: 'backend.ok',
        reason: `${label} ${found.readyEndpoints} of ${found.totalEndpoints} ready`,
      };
    case 'no-endpoints':
      return { state: 'problem', code: 'backend.no-endpoints', reason: `${label} has no ready endpoints.${tail}` };
    case 'no-service':
      return { state: 'problem', code: 'backend.no-service', reason: `Service ${label}${gets} does not exist.` };
    case 'no-port':
      return {
        state: 'problem',
        code: 'backend.no-port',
        reason: `Service ${label}${gets} has no port ${found.port ?? '(none given)'}.`,
      };
    case 'not-granted': {
      const reason = `No ReferenceGrant in ${found.namespace} allows ${label}.${tail}`;
      return { state: 'problem', code: 'backend.not-granted', reason };
    }
    case 'not-loaded':
      return {
        state: 'progress',
        code: 'backend.not-loaded',
        reason: `${label} has not been read from the cluster yet.`,
      };
    case 'unjudged':
      return { state: 'unknown', code: 'backend.unjudged', reason: `${label}: the cluster lists no endpoints for it.` };
  }
}

/** Every Service is ready; what did requests through the Gateway get? */
function sayingOfGood(
  backends: readonly JudgedBackend[],
  { observed, now, settings, listeners }: HostnameCase,
): Saying {
  const failing = observed.http.find(
    ({ latest }) =>
      latest.state === 'answered' &&
      [502, 503, 504].includes(latest.status) &&
      now - latest.at <= settings.staleAfterMs,
  );
  if (failing?.latest.state === 'answered') {
    const isLasting = now - failing.since > errorAnswersMs;
    const reason = `Endpoints are ready, yet requests get ${failing.latest.status} since ${timeToken(failing.since)}.`;
    return { state: isLasting ? 'problem' : 'progress', code: 'backend.answers-with-error', reason };
  }
  const words = [...new Set(backends.filter((one) => one.share > 0).map((one) => one.saying.reason))];
  const ready = words.length > 3 ? `All ${words.length} Services have ready endpoints` : words.join(' · ');
  const tail = listeners.length === 0 ? '; no request gets here' : '';
  return { state: 'ok', code: 'backend.ok', reason: `${ready === '' ? 'Nothing to send to' : ready}${tail}.` };
}

function toEvidence({ rule, label, share, found, saying }: JudgedBackend): Evidence {
  const isCounted = found.state === 'ready' || found.state === 'no-endpoints';
  const ready = isCounted ? `${found.readyEndpoints} of ${found.totalEndpoints} ready` : saying.reason;
  return {
    label: `${label} · ${rule}`,
    found: `${ready}, gets ${formatShare(share)}`,
    state: share > 0 ? saying.state : 'not-needed',
  };
}

function probeEvidence(probe: HostnameCase['observed']['http'][number]['latest']): Evidence {
  const isError = probe.state === 'answered' && probe.status >= 500;
  const state = probe.state === 'unknown' ? 'unknown' : isError || probe.state === 'refused' ? 'problem' : 'ok';
  const host = `${probe.scheme}://${probe.hostname}:${probe.port}${probe.path}`;
  return { label: `GET ${host}`, found: probeText(probe), state };
}
