'use client';

import { useQuery } from '@tanstack/react-query';
import { useLive } from '@/components/live/use-live.ts';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { useHydrated } from '@/components/ui/clock.ts';
import { ask, type RouteActions } from './route-actions.ts';

const renewEveryMs = 10_000;

/** What the editor knows of the cluster, renewed while the page is open; Services are live. */
export function useEditorFacts(
  team: string,
  opened: EditorFacts,
  editorContextAction: RouteActions['editorContextAction'],
): EditorFacts {
  const { data } = useQuery({
    queryKey: ['editor-facts', team],
    queryFn: async () => {
      const outcome = await ask(editorContextAction, { team });
      // The old facts stay: the connection's state is said elsewhere.
      if (outcome.status === 'refused') throw new Error(outcome.issues[0]?.code ?? 'refused');
      return outcome.value;
    },
    initialData: opened,
    refetchInterval: renewEveryMs,
  });
  const services = useLive((state) => state.services);
  // The stream may speak before the page is hydrated.
  const isHydrated = useHydrated();
  if (!isHydrated) return opened;
  if (services === null) return data;
  return { ...data, services: services.filter((service) => data.namespaces.includes(service.namespace)) };
}
