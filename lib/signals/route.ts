import { conditionText, findCondition } from '../gateway-api/conditions.ts';
import type { ParentStatus } from '../gateway-api/status.ts';
import { isSettling, type RouteCase } from './hostname-case.ts';
import { countOf, makeVerdict, missingPart, type Saying } from './make-verdict.ts';
import { compareStates, type Evidence, type Verdict } from './verdict.ts';

/**
 * The Route light: what each parent's controller says about this version of the route. Green only when every parent has accepted
 * it; a foreign controller's word is shown and does not count.
 */
export function judgeRouteStatus(routeCase: RouteCase): Verdict {
  const { parents, foreign } = routeCase.status;
  const sayings = parents.map((parent) => ({ parent, saying: sayingOfParent(parent, routeCase) }));
  const [worst] = sayings.toSorted((a, b) => compareStates(a.saying.state, b.saying.state));
  const generations = parents.flatMap((parent) => parent.observedGeneration ?? []);
  const evidence: Evidence[] = [
    ...sayings.map(({ parent, saying }) => ({ label: parentLabel(parent), found: saying.reason, state: saying.state })),
    ...foreign.map((one) => ({
      label: `${one.parent.kind} ${one.parent.name}`,
      found: `${one.controllerName || 'an unnamed controller'} says: ${conditionText(findCondition(one.conditions, 'Accepted'))}`,
      wanted:
        one.why === 'not-a-parent' ? 'not counted: the route no longer names it' : 'not counted: another controller',
    })),
  ];
  return makeVerdict(
    worst === undefined
      ? noParent
      : withCount(
          worst.saying,
          sayings.map((one) => one.saying),
        ),
    {
      light: 'route',
      source: 'cluster',
      at: routeCase.now,
      evidence,
      observedGeneration: generations.length === 0 ? undefined : Math.min(...generations),
    },
  );
}

const noParent: Saying = { state: 'problem', code: 'route.no-parent', reason: 'The route names no Gateway.' };

/** With several parents, how many of them are well. */
function withCount(worst: Saying, all: readonly Saying[]): Saying {
  const well = all.filter((saying) => saying.state === 'ok').length;
  if (all.length < 2) return worst;
  if (well === all.length) return { ...worst, reason: `Accepted by ${countOf(well, all.length)} parents.` };
  return { ...worst, reason: `Accepted by ${countOf(well, all.length)} parents. ${worst.reason}` };
}

function parentLabel({ parent }: ParentStatus): string {
  const section = parent.sectionName === null ? '' : `, listener ${parent.sectionName}`;
  return `${parent.kind} ${parent.name}${section}`;
}

function sayingOfParent(status: ParentStatus, routeCase: RouteCase): Saying {
  const generation = routeCase.route.metadata.generation;
  const version = generation === undefined ? '' : ` (generation ${generation})`;
  switch (status.state) {
    case 'accepted':
      return { state: 'ok', code: 'route.ok', reason: `Accepted, references resolved${version}.` };
    case 'partial':
      return { state: 'problem', code: 'route.partial', reason: `Some rules were dropped: ${status.detail}` };
    case 'rejected':
      return {
        state: 'problem',
        code: 'route.rejected',
        reason: `Not accepted: ${status.detail}`,
        fix: rejectionFix(status),
      };
    case 'unresolved':
      return { state: 'problem', code: 'route.unresolved', reason: `A reference does not resolve: ${status.detail}` };
    case 'outdated': {
      const seen = status.observedGeneration === null ? 'an older version' : `generation ${status.observedGeneration}`;
      const reason = `The controller has seen ${seen}, this is generation ${generation}.`;
      return { state: 'progress', code: 'route.outdated', reason };
    }
    case 'waiting':
      return sayingOfWaiting(routeCase);
    case 'no-controller':
      return sayingWithoutController(status, routeCase);
  }
}

function sayingOfWaiting(routeCase: RouteCase): Saying {
  const part = missingPart(routeCase.settings.platform, 'envoy-gateway');
  if (part !== null) return { state: 'unknown', code: 'route.preparing', reason: `Not judged yet: ${part.words}.` };
  if (isSettling(routeCase)) {
    return {
      state: 'progress',
      code: 'route.waiting',
      reason: 'The Gateway’s controller has not judged this route yet.',
    };
  }
  const reason = 'The Gateway’s controller has not judged this route for more than two minutes.';
  return { state: 'unknown', code: 'route.silent', reason };
}

function sayingWithoutController(status: ParentStatus, { attachments, snapshot }: RouteCase): Saying {
  const own = attachments.filter(
    (one) => one.parent.name === status.parent.name && one.parent.namespace === status.parent.namespace,
  );
  const refusal = own.flatMap((one) => one.refused).find((one) => one.listener === null);
  if (refusal?.code === 'attachment.no-parent')
    return { state: 'problem', code: 'route.no-gateway', reason: refusal.reason };
  const pending = snapshot.pendingKinds.has('gatewayclasses') || refusal?.code === 'attachment.not-loaded';
  return {
    state: pending ? 'progress' : 'unknown',
    code: 'route.no-controller',
    reason: refusal?.reason ?? 'The class of this Gateway is not known, so nobody’s word counts.',
  };
}

/** What to do about the commonest reasons of a rejection. @see Gateway API v1, RouteConditionReason */
function rejectionFix(status: ParentStatus): string | undefined {
  switch (status.reason) {
    case 'NotAllowedByListeners':
      return 'Choose a listener that admits this namespace, or ask the platform team to admit it.';
    case 'NoMatchingListenerHostname':
      return 'Use a hostname that a listener covers, or choose another listener.';
    case 'NoMatchingParent':
      return 'Choose a listener that exists.';
    default:
      return undefined;
  }
}
