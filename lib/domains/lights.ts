import type { LampState } from '../signals/verdict.ts';
import type { DomainCode } from './codes.ts';
import type { Patient } from './diagnosis.ts';
import type { Diagnosis, DomainLight } from './domain-row.ts';
import { known } from './facts.ts';
import type { Probe } from './observation.ts';
import type { Rhythm } from './schedule.ts';
import type { Standing } from './standing.ts';

/** What a finding rests on: a look, the cluster's objects, or the name alone. */
export type Source = Probe | 'cluster' | 'name';

const sources: Partial<Record<DomainCode, Source>> = {
  D06: 'zone',
  D10: 'caa',
  D11: 'caa',
  D12: 'dnssec',
  D18: 'zone',
  D20: 'name',
  D21: 'name',
  D22: 'name',
  D23: 'name',
  E01: 'publish',
  E02: 'cluster',
  E03: 'publish',
  E04: 'cluster',
  T09: 'tls',
};

const sourceOfLight: Readonly<Record<DomainLight, Source>> = {
  proof: 'proof',
  certificate: 'cluster',
  traffic: 'traffic',
  serving: 'tls',
};

/** The look that a finding rests on. */
export function sourceOf({ code, light }: Pick<Diagnosis, 'code' | 'light'>): Source {
  const source = sources[code];
  if (source !== undefined) return source;
  if (code.startsWith('C') || code.startsWith('T')) return 'cluster';
  // The challenge name also delegates the validation of the certificate.
  return code.startsWith('D') && light === 'certificate' ? 'proof' : sourceOfLight[light];
}

type Limits = { readonly standing: Standing; readonly limits: Rhythm };
type Judged = Limits & { readonly diagnoses: readonly Diagnosis[] };

/**
 * The four lights. Green only for what was checked lately, red only for what is known to be wrong; where the last look that said
 * something is older than twice its interval, or the cluster cannot be heard, a light is unknown. What is not looked at in a state is not needed.
 */
export function readLights(patient: Patient, judged: Judged): Readonly<Record<DomainLight, LampState>> {
  return {
    proof: light(patient, judged, 'proof'),
    certificate: light(patient, judged, 'certificate'),
    traffic: light(patient, judged, 'traffic'),
    serving: light(patient, judged, 'serving'),
  };
}

/** Whether what a finding or a light rests on is too old to say something, or was never seen. */
export function isStale({ observations, cluster, now }: Patient, source: Source, limits: Rhythm): boolean {
  if (source === 'name') return false;
  if (source === 'cluster') return cluster === null || !cluster.isHeard;
  const look = known<{ readonly at: number }>(observations[source]);
  const limit = limits[source];
  return look === null || (limit !== null && now - look.at > limit);
}

/** What findings make of a light, the worst first; warnings leave it as it is. */
const lit = ['problem', 'progress', 'unknown'] as const;

function light(patient: Patient, { standing, limits, diagnoses }: Judged, name: DomainLight): LampState {
  const source = sourceOfLight[name];
  const isNeeded = needs(source, standing, limits);
  if (isNeeded && isStale(patient, source, limits)) return 'unknown';
  let worst: (typeof lit)[number] | null = null;
  for (const diagnosis of diagnoses) {
    if (diagnosis.light !== name || diagnosis.severity === 'warning') continue;
    const severity = isStale(patient, sourceOf(diagnosis), limits) ? 'unknown' : diagnosis.severity;
    if (worst === null || lit.indexOf(severity) < lit.indexOf(worst)) worst = severity;
  }
  if (worst !== null) return worst;
  return isNeeded ? plain(patient, name) : 'not-needed';
}

/** Of a name that was given up nothing has to be right any more. */
function needs(source: Source, standing: Standing, limits: Rhythm): boolean {
  if (source === 'cluster') return standing === 'proven';
  return source !== 'name' && standing !== 'released' && limits[source] !== null;
}

/** What a light says by itself, when no finding says otherwise. */
function plain({ claim, facts }: Patient, name: DomainLight): LampState {
  const isLive = claim.liveAt !== null;
  switch (name) {
    case 'proof':
      return proofLamp(facts.proof.state);
    case 'certificate':
      if (facts.isCertificateReady && facts.isProgrammed) return 'ok';
      return isLive && facts.isBroken ? 'problem' : 'progress';
    case 'traffic':
      if (facts.isTrafficOurs) return 'ok';
      return facts.traffic.state === 'unknown' || facts.traffic.state === 'hidden' ? 'unknown' : 'progress';
    case 'serving':
      if (facts.isServed) return 'ok';
      return isLive ? 'problem' : 'progress';
  }
}

function proofLamp(state: Patient['facts']['proof']['state']): LampState {
  switch (state) {
    case 'present':
      return 'ok';
    case 'absent':
    case 'split':
      return 'progress';
    case 'unknown':
      return 'unknown';
  }
}
