'use client';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { initialLiveState } from './live-state.ts';
import { openSharedStream } from './shared-stream.ts';
import { keepIfEqual, liveKey } from './use-live.ts';

/** Keeps the query cache in step with the cluster for everything below it. */
export function LiveProvider({ viewerId, children }: { viewerId: string; children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: false } } }));
  return (
    <QueryClientProvider client={client}>
      <LiveStream key={viewerId} viewerId={viewerId} />
      {children}
    </QueryClientProvider>
  );
}

function LiveStream({ viewerId }: { viewerId: string }) {
  const client = useQueryClient();
  useEffect(() => {
    client.setQueryDefaults(liveKey, { structuralSharing: keepIfEqual });
    client.setQueryData(liveKey, initialLiveState);
    const stream = openSharedStream(`signalbox-live-${viewerId}`, (state) => client.setQueryData(liveKey, state));
    return stream.close;
  }, [client, viewerId]);
  return null;
}
