'use client';

import { useEffect, useState } from 'react';
import { lastChangeOf } from '@/lib/gateway-api/managed-fields.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { ask, type RouteActions } from './route-actions.ts';

/**
 * The newest version of a route that this page knows. When the live row tells of another one it is fetched whole:
 * rows carry no document.
 */
export function useLatestRoute(
  opened: HttpRoute | null,
  row: RouteRow | null | undefined,
  fetchRouteAction: RouteActions['fetchRouteAction'],
) {
  const [latest, setLatest] = useState(opened);
  const isNewer = latest !== null && row != null && isOtherVersion(row, latest);
  const version = isNewer ? `${row.generation} ${row.lastChange?.at ?? ''}` : null;
  const namespace = latest?.metadata.namespace ?? '';
  const name = latest?.metadata.name ?? '';

  useEffect(() => {
    if (version === null) return;
    let isCurrent = true;
    // One breath, so that a burst of changes is one question.
    const timer = setTimeout(async () => {
      const outcome = await ask(fetchRouteAction, { namespace, name });
      if (isCurrent && outcome.status === 'accepted') setLatest(outcome.value.route);
    }, 250);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [version, namespace, name, fetchRouteAction]);

  return [latest, setLatest] as const;
}

/** Whether the cluster has a version that somebody wanted and that this one is not; a change of status alone is none. */
function isOtherVersion(row: RouteRow, known: HttpRoute): boolean {
  if (row.resourceVersion === known.metadata.resourceVersion) return false;
  if (row.generation > (known.metadata.generation ?? 0)) return true;
  if (row.generation < (known.metadata.generation ?? 0)) return isRemade(row, known);
  return (row.lastChange?.at ?? 0) > (lastChangeOf(known)?.at ?? 0);
}

/** A route that was deleted and made again counts its generations from one. */
function isRemade(row: RouteRow, known: HttpRoute): boolean {
  return row.createdAt > Date.parse(known.metadata.creationTimestamp ?? '');
}
