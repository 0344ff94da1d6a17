'use client';

import { useLive } from '@/components/live/use-live.ts';

/** How the page stands with the cluster, its times by the server's clock as all times on the page. */
export function useConnection() {
  return useLive(({ connection, asOf, clockOffsetMs }) => ({
    ...connection,
    since: connection.since + clockOffsetMs,
    asOf: asOf === null ? null : asOf + clockOffsetMs,
  }));
}
