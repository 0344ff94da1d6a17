import type { Observed } from '../signals/observation.ts';
import { timeToken } from '../signals/verdict.ts';
import { diagnosis, type Patient } from './diagnosis.ts';
import type { Diagnosis, DomainLight } from './domain-row.ts';
import type { Probe } from './observation.ts';
import type { Rhythm } from './schedule.ts';
import type { Standing } from './standing.ts';

/** The looks that the lights rest on, and what they look at. A random number that could not be sent says nothing by itself. */
const looks: readonly (readonly [Probe, DomainLight, string])[] = [
  ['zone', 'proof', 'the zone'],
  ['proof', 'proof', 'the proof'],
  ['caa', 'certificate', 'CAA'],
  ['dnssec', 'proof', 'DNSSEC'],
  ['traffic', 'traffic', 'where the name leads'],
  ['tls', 'serving', 'the certificate that is served'],
  ['publish', 'traffic', 'who wrote the record'],
];

/**
 * What could not be looked at, or was looked at too long ago; one finding a light.
 *
 * @param limits from `staleAfter`
 */
export function diagnoseUnknown(
  patient: Patient,
  { standing, limits }: { readonly standing: Standing; readonly limits: Rhythm },
): readonly Diagnosis[] {
  const { observations, now } = patient;
  const found: Diagnosis[] = [];
  if (standing === 'proven') found.push(...clusterUnheard(patient));
  for (const [probe, light, what] of looks) {
    const limit = limits[probe];
    const observed = observations[probe];
    if (limit === null || observed === null || found.some((one) => one.light === light)) continue;
    const failure = failureOf(observed);
    const last = observed.lastKnown?.at ?? null;
    if (failure === null && now - observed.latest.at <= limit) continue;
    found.push(
      couldNotCheck(what, light, { since: failure === null ? observed.latest.at : observed.since, failure, last }),
    );
  }
  return found;
}

function clusterUnheard({ cluster }: Patient): readonly Diagnosis[] {
  if (cluster?.isHeard === true) return [];
  const failure = cluster === null ? 'the cluster has not been read yet' : 'the cluster does not answer';
  return [
    couldNotCheck('the cluster', 'certificate', { since: cluster?.at ?? null, failure, last: cluster?.at ?? null }),
  ];
}

function couldNotCheck(
  what: string,
  light: DomainLight,
  { since, failure, last }: { since: number | null; failure: string | null; last: number | null },
): Diagnosis {
  const when = since === null ? '' : ` since ${timeToken(since)}`;
  return diagnosis('D24', {
    severity: 'unknown',
    light,
    message: `Could not check ${what}${when}${last === null ? '.' : '; the last result is kept.'}`,
    found: failure ?? 'the last look is too old',
    wanted: 'an answer',
    fix: 'It is tried again by itself; if it lasts, the platform team has to look at its resolver and its way out.',
  });
}

/** Why the latest look says nothing; null when it says something. Looks come from the database, so identity says nothing. */
function failureOf({ latest, lastKnown }: Observed<{ readonly at: number }>): string | null {
  if (lastKnown !== null && lastKnown.at === latest.at) return null;
  return 'error' in latest && typeof latest.error === 'string' ? latest.error : 'no answer';
}
