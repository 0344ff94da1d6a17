'use client';

import dynamic from 'next/dynamic';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useLive, useRoute } from '@/components/live/use-live.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { type GraphNode, routeGraph } from '@/lib/gateway-api/graph.ts';
import { namespaceOf } from '@/lib/gateway-api/hostile.ts';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import { lampsOf } from './graph-lamps.ts';
import { GraphList } from './graph-list.tsx';

// The drawing library is only fetched by those who look at a graph.
const GraphCanvas = dynamic(() => import('./graph-canvas.tsx').then((module) => module.GraphCanvas), {
  ssr: false,
  loading: () => (
    <>
      <LoadingLabel>The graph is being drawn.</LoadingLabel>
      <Skeleton className="h-80 w-full" />
    </>
  ),
});

type RouteGraphProps = {
  readonly draft: HttpRoute;
  /** The route as it is in the cluster; null for a new one. */
  readonly base: HttpRoute | null;
  readonly facts: {
    readonly listeners: Readonly<Record<string, readonly ListenerChoice[]>>;
    readonly services: readonly ServiceRow[];
  };
  /** Leads to a place of the form. */
  readonly onShow: (path: Path) => void;
};

/** The route drawn from its hostnames to its backends, with the lamps of what is in the cluster; a list where it is narrow. */
export function RouteGraph({ draft, base, facts, onShow }: RouteGraphProps) {
  const namespace = namespaceOf(draft);
  const { services } = facts;
  const listeners = facts.listeners[namespace] ?? none;
  const graph = useMemo(() => routeGraph(draft, listeners, base), [draft, listeners, base]);
  const row = useRoute(namespace, base?.metadata.name ?? '');
  const gateways = useLive((state) => state.gateways);
  const lampsFor = useCallback(
    (node: GraphNode) => lampsOf(node, { row, gateways, services, namespace }),
    [row, gateways, services, namespace],
  );
  const isNarrow = useIsNarrow();
  const hasDraft = graph.nodes.some(({ isInCluster }) => !isInCluster);
  return (
    <Card aria-labelledby="route-graph">
      <CardHeader title="Graph" titleId="route-graph">
        <span className="text-sm text-ink-3">
          {base === null
            ? 'Nothing of it is in the cluster yet.'
            : hasDraft
              ? 'Dashed is your draft; lamps show what is in the cluster.'
              : 'As it is in the cluster. Choose a part to edit it.'}
        </span>
      </CardHeader>
      <CardBody className={isNarrow ? undefined : 'p-0! narrow:p-0!'}>
        {isNarrow ? (
          <GraphList graph={graph} lampsFor={lampsFor} onShow={onShow} />
        ) : (
          <>
            <GraphCanvas graph={graph} lampsFor={lampsFor} onShow={onShow} />
            <div className="sr-only">
              <GraphList graph={graph} lampsFor={lampsFor} />
            </div>
          </>
        )}
        {graph.hidden > 0 && <p className="p-3 text-sm text-ink-2">{graph.hidden} more are not drawn.</p>}
      </CardBody>
    </Card>
  );
}

const none: readonly ListenerChoice[] = [];
const query = '(width <= 760px)';

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
