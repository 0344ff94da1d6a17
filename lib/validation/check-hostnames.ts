import { intersectHostnames } from '../gateway-api/hostname.ts';
import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkZone, flawOfHostname } from './check-hostname.ts';
import { routeOfAnotherTeam, type ValidationContext } from './context.ts';
import { finding, quote, tooMany } from './finding.ts';

const listPath: Path = ['spec', 'hostnames'];

/**
 * Judges the hostnames of a draft.
 *
 * @param chosen the listeners that its parentRefs reach and that would take it; null when that is not known
 */
export function checkHostnames(
  draft: HttpRoute,
  context: ValidationContext,
  chosen: readonly ListenerChoice[] | null,
): readonly Issue[] {
  const hostnames: unknown = draft.spec?.hostnames;
  if (hostnames === undefined || hostnames === null) return [];
  if (!Array.isArray(hostnames)) return [finding('route.wrong-shape', listPath, 'hostnames must be a list.')];
  const seen = new Set<unknown>();
  const issues = hostnames.flatMap((hostname: unknown, index) => {
    const path = [...listPath, index];
    if (typeof hostname !== 'string') return [finding('route.wrong-shape', path, `${quote(hostname)} is not a text.`)];
    const flaw = flawOfHostname(hostname);
    if (flaw !== null) return [finding(flaw.code, path, flaw.message, flaw.fix)];
    if (seen.has(hostname)) return [finding('hostname.duplicate', path, `${quote(hostname)} is listed twice.`)];
    seen.add(hostname);
    return [
      ...checkZone(hostname, context, path),
      ...checkOthers(hostname, context, path),
      ...checkCover(hostname, chosen, path),
    ];
  });
  return [...tooMany('hostname.too-many', hostnames, 16, listPath, 'hostnames'), ...issues];
}

function checkOthers(hostname: string, context: ValidationContext, path: Path): readonly Issue[] {
  const other = Object.hasOwn(context.otherHostnames, hostname) ? context.otherHostnames[hostname] : undefined;
  if (other === undefined) return [];
  if (other === routeOfAnotherTeam) {
    return [finding('hostname.taken', path, `${quote(hostname)} is already served by ${routeOfAnotherTeam}.`)];
  }
  return [finding('hostname.served-elsewhere', path, `${quote(hostname)} is already served by route ${other}.`)];
}

function checkCover(hostname: string, chosen: readonly ListenerChoice[] | null, path: Path): readonly Issue[] {
  if (chosen === null || chosen.length === 0) return [];
  if (chosen.some((choice) => intersectHostnames(choice.hostname ?? '', hostname) !== null)) return [];
  const offers = [...new Set(chosen.map((choice) => `${choice.listener} serves ${choice.hostname ?? 'every name'}`))];
  return [finding('hostname.not-covered', path, `No chosen listener covers ${quote(hostname)}: ${offers.join(', ')}.`)];
}
