import { listenerKey } from './listener-conflicts.ts';
import type { ListenerPoint } from './listeners.ts';

/**
 * HTTPS listeners of one port whose hostnames overlap, by `listenerKey`, each with one that it overlaps with. A browser may
 * reuse a connection to one of them for the other, so that the certificate or client validation of the wrong one counts.
 *
 * @param listeners those of one Gateway with its ListenerSets, without the conflicted ones
 * @see Gateway API v1, ListenerConditionOverlappingTLSConfig
 */
export function tlsOverlaps(listeners: readonly ListenerPoint[]): ReadonlyMap<string, ListenerPoint> {
  const secure = listeners.filter((listener) => listener.protocol === 'HTTPS');
  const byPlace = new Map(secure.map((listener) => [placeOf(listener.port, listener.hostname ?? ''), listener]));
  const overlaps = new Map<string, ListenerPoint>();
  for (const listener of secure) {
    for (const wider of widerNames(listener.hostname ?? '')) {
      const other = byPlace.get(placeOf(listener.port, wider));
      if (other === undefined) continue;
      if (!overlaps.has(listenerKey(listener))) overlaps.set(listenerKey(listener), other);
      if (!overlaps.has(listenerKey(other))) overlaps.set(listenerKey(other), listener);
    }
  }
  return overlaps;
}

function placeOf(port: number, hostname: string): string {
  return `${port} ${hostname}`;
}

/** Every pattern that covers a hostname without being it: the wildcards above it, and no hostname at all. */
function widerNames(hostname: string): readonly string[] {
  if (hostname === '') return [];
  const labels = hostname.split('.');
  const first = hostname.startsWith('*.') ? 2 : 1;
  const wildcards = labels.slice(first).map((_, index) => `*.${labels.slice(first + index).join('.')}`);
  return [...wildcards, ''];
}
