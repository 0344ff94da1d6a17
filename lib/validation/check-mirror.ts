import type { MirrorFilter } from '../gateway-api/filters.ts';
import { isPlainObject } from '../gateway-api/hostile.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkBackendTarget } from './check-backends.ts';
import { finding, quote } from './finding.ts';
import type { RuleScope } from './rule-scope.ts';

/** Judges a mirror: where the copies go and how many. */
export function checkMirror(mirror: MirrorFilter | undefined, path: Path, scope: RuleScope): readonly Issue[] {
  if (!isPlainObject(mirror)) return [];
  const target = isPlainObject(mirror.backendRef) ? mirror.backendRef : {};
  return [
    ...checkBackendTarget(target, [...path, 'backendRef'], scope.context, scope.namespace),
    ...checkShare(mirror, path),
  ];
}

function checkShare(mirror: MirrorFilter, path: Path): readonly Issue[] {
  const percent: unknown = mirror.percent ?? undefined;
  const fraction: unknown = mirror.fraction ?? undefined;
  if (percent !== undefined && fraction !== undefined) {
    return [finding('mirror.share-twice', path, 'The mirror has both a percentage and a fraction.')];
  }
  if (percent !== undefined && !isWhole(percent, 0, 100)) {
    return [finding('mirror.share-malformed', [...path, 'percent'], `${quote(percent)} is not a percentage.`)];
  }
  if (!isPlainObject(fraction)) return [];
  const { denominator = 100, numerator } = fraction;
  const at: Path = [...path, 'fraction'];
  if (!isWhole(denominator, 1, 2_147_483_647)) {
    const message = `${quote(denominator)} cannot divide a number of requests.`;
    return [finding('mirror.share-malformed', [...at, 'denominator'], message, 'Enter a whole number from 1 on.')];
  }
  if (!isWhole(numerator, 0, 2_147_483_647)) {
    const message = `${quote(numerator ?? '')} is not a number of requests.`;
    return [finding('mirror.share-malformed', [...at, 'numerator'], message, 'Enter a whole number from 0 on.')];
  }
  if (Number(numerator) <= Number(denominator)) return [];
  return [
    finding('mirror.share-malformed', at, `${String(numerator)} of ${String(denominator)} is more than all requests.`),
  ];
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
