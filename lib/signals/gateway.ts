import { findCondition } from '../gateway-api/conditions.ts';
import type { ListenerPoint } from '../gateway-api/listeners.ts';
import { findCertificates, isIssuing } from './certificates.ts';
import { type HostnameCase, isSettling } from './hostname-case.ts';
import { listenerConditions, listenerHealth } from './listener-health.ts';
import { makeVerdict, missingPart, type Saying } from './make-verdict.ts';
import type { HttpObservation, Observed } from './observation.ts';
import { compareStates, type Evidence, timeToken, type Verdict } from './verdict.ts';

/**
 * The Gateway light: which listeners serve the name, do their conditions say programmed, and does their port really answer.
 * Conditions alone never make it green.
 */
export function judgeGateway(hostnameCase: HostnameCase): Verdict {
  const { listeners } = hostnameCase;
  const judged = listeners.map((listener) => ({ listener, ...judgeListener(listener, hostnameCase) }));
  const [worst] = judged.toSorted((a, b) => compareStates(a.saying.state, b.saying.state));
  const saying = worst === undefined ? sayingWithoutListener(hostnameCase) : summed(worst.saying, listeners);
  const times = judged.flatMap((one) => one.at ?? []);
  return makeVerdict(saying, {
    light: 'gateway',
    source: times.length > 0 ? 'http probe' : 'cluster',
    at: times.length > 0 ? Math.min(...times) : hostnameCase.now,
    evidence: [...judged.map(toEvidence), ...(worst === undefined ? refusalEvidence(hostnameCase) : [])],
  });
}

type JudgedListener = { readonly saying: Saying; readonly at: number | null };

function summed(worst: Saying, listeners: readonly ListenerPoint[]): Saying {
  if (worst.state !== 'ok') return worst;
  const names = listeners.map((listener) => `${listener.name} on port ${listener.port}`).join(' and ');
  const word = listeners.length === 1 ? 'Listener' : 'Listeners';
  return { ...worst, reason: `${word} ${names} ${listeners.length === 1 ? 'serves' : 'serve'} it.` };
}

function toEvidence({ listener, saying }: { readonly listener: ListenerPoint; readonly saying: Saying }): Evidence {
  const owner = listener.owner.kind === 'Gateway' ? listener.gateway.name : listener.owner.name;
  return { label: `${owner} · ${listener.name} :${listener.port}`, found: saying.reason, state: saying.state };
}

function refusalEvidence({ attachments }: HostnameCase): readonly Evidence[] {
  return attachments.flatMap((parent) =>
    parent.refused.map((refusal) => ({
      label:
        refusal.listener === null ? `${parent.parent.kind} ${parent.parent.name}` : `listener ${refusal.listener.name}`,
      found: refusal.reason,
    })),
  );
}

/** Nothing serves the name: the reason that helps most is the one that is nearest to a success. */
function sayingWithoutListener({ attachments, hostname, snapshot }: HostnameCase): Saying {
  if (attachments.length === 0) {
    return { state: 'problem', code: 'gateway.no-parent', reason: 'The route names no Gateway.' };
  }
  const serving = attachments.flatMap((parent) => parent.attached.map((one) => one.listener));
  if (serving.length > 0) {
    const offers = serving.map((listener) => `${listener.name} serves ${listener.hostname ?? 'every name'}`).join(', ');
    return { state: 'problem', code: 'gateway.not-attached', reason: `No listener covers ${hostname}: ${offers}.` };
  }
  const refused = attachments.flatMap((parent) => parent.refused);
  if (snapshot.pendingKinds.has('gateways') || refused.some((one) => one.code === 'attachment.not-loaded')) {
    return {
      state: 'progress',
      code: 'gateway.not-loaded',
      reason: 'Gateways have not been read from the cluster yet.',
    };
  }
  const telling =
    refused.find((one) => one.code !== 'attachment.section-name' && one.code !== 'attachment.port') ?? refused[0];
  const reason =
    telling === undefined ? 'No listener takes the route.' : addressReason(telling.code, attachments, telling.reason);
  return { state: 'problem', code: 'gateway.not-attached', reason };
}

/** A sectionName or port that no listener has is the parentRef's fault, not one listener's. */
function addressReason(code: string, attachments: HostnameCase['attachments'], reason: string): string {
  if (code !== 'attachment.section-name' && code !== 'attachment.port') return reason;
  const parent = attachments[0]?.parent;
  if (parent === undefined) return reason;
  const asked = parent.sectionName === null ? `on port ${parent.port}` : parent.sectionName;
  return `${parent.kind} ${parent.name} has no listener ${asked}.`;
}

function judgeListener(listener: ListenerPoint, hostnameCase: HostnameCase): JudgedListener {
  const health = listenerHealth(listener, hostnameCase.snapshot);
  if (health.state === 'problem' && isWaitingForCertificate(listener, hostnameCase)) {
    const reason = `Listener ${listener.name} waits for its certificate.`;
    return { saying: { state: 'progress', code: 'gateway.waits-for-certificate', reason }, at: null };
  }
  const part = missingPart(hostnameCase.settings.platform, 'envoy-gateway');
  if (health.state === 'progress' && part !== null) {
    return {
      saying: { state: 'unknown', code: 'gateway.preparing', reason: `Not served yet: ${part.words}.` },
      at: null,
    };
  }
  if (health.code === 'gateway.silent' && !isSettling(hostnameCase)) {
    return { saying: { ...health, state: 'unknown' }, at: null };
  }
  if (health.state !== 'ok') return { saying: health, at: null };
  return judgePort(listener, hostnameCase);
}

function isWaitingForCertificate(listener: ListenerPoint, { snapshot }: HostnameCase): boolean {
  const { conditions } = listenerConditions(listener, snapshot);
  const resolved = findCondition(conditions ?? [], 'ResolvedRefs');
  return resolved?.reason === 'InvalidCertificateRef' && findCertificates(listener, snapshot).some(isIssuing);
}

/** Conditions are good; does the port answer? A TLS handshake at the port counts as an answer. */
function judgePort(listener: ListenerPoint, hostnameCase: HostnameCase): JudgedListener {
  const { observed, now, settings } = hostnameCase;
  const port = listener.port;
  const probe = observed.http.find((one) => one.latest.port === port) ?? null;
  const handshake = observed.tls?.latest.port === port ? observed.tls.latest : null;
  const isFresh = (at: number) => now - at <= settings.staleAfterMs;
  if (probe?.latest.state === 'refused' && isFresh(probe.latest.at))
    return { saying: sayingOfRefused(probe, listener), at: probe.latest.at };
  if (handshake?.state === 'served' && isFresh(handshake.at)) return { saying: answers(listener), at: handshake.at };
  if (probe === null) {
    if (handshake?.state === 'refused' && isFresh(handshake.at)) {
      const reason = `Port ${port} refuses the handshake: ${handshake.error}.`;
      return { saying: { state: 'problem', code: 'gateway.port-refused', reason }, at: handshake.at };
    }
    const state = isSettling(hostnameCase) ? 'progress' : 'unknown';
    return { saying: { state, code: 'gateway.not-probed', reason: `Port ${port} has not been tried yet.` }, at: null };
  }
  if (!isFresh(probe.latest.at)) {
    const reason = `Port ${port} was last tried ${timeToken(probe.latest.at)}, too long ago to tell.`;
    return { saying: { state: 'unknown', code: 'gateway.probe-stale', reason }, at: probe.latest.at };
  }
  if (probe.latest.state === 'unknown') return { saying: sayingOfFailedProbe(probe, port), at: probe.latest.at };
  return { saying: answers(listener), at: probe.latest.at };
}

function answers(listener: ListenerPoint): Saying {
  return { state: 'ok', code: 'gateway.ok', reason: `Programmed, and port ${listener.port} answers.` };
}

function sayingOfRefused(probe: Observed<HttpObservation>, listener: ListenerPoint): Saying {
  return {
    state: 'problem',
    code: 'gateway.port-refused',
    reason: `Port ${listener.port} refuses connections since ${timeToken(probe.since)}, though Gateway ${listener.gateway.name} reports programmed.`,
  };
}

function sayingOfFailedProbe(probe: Observed<HttpObservation>, port: number): Saying {
  const error = probe.latest.state === 'unknown' ? probe.latest.error : '';
  const last =
    probe.lastKnown === null
      ? 'It never could be.'
      : `Last result ${timeToken(probe.lastKnown.at)}: ${probeText(probe.lastKnown)}.`;
  const reason = `Port ${port} could not be tried since ${timeToken(probe.since)} (${error}). ${last}`;
  return { state: 'unknown', code: 'gateway.probe-failed', reason };
}

/** A probe's result for people. */
export function probeText(probe: HttpObservation): string {
  if (probe.state === 'answered') return `${probe.status} in ${Math.round(probe.durationMs)} ms`;
  return probe.state === 'refused' ? `refused: ${probe.error}` : `not tried: ${probe.error}`;
}
