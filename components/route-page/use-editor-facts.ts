'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { isOwned } from '@/components/domains/domain-words.ts';
import { useLive } from '@/components/live/use-live.ts';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { strings } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { ask, type RouteActions } from './route-actions.ts';

const renewEveryMs = 10_000;

type FactsQuestion = {
  readonly team: string;
  /** The route that is being edited; null for a new one. */
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
  /** What the page came with. */
  readonly opened: EditorFacts;
  readonly editorContextAction: RouteActions['editorContextAction'];
};

/** What the editor knows of the cluster, asked anew while the page is open and when the draft names another host; Services and domains are live. */
export function useEditorFacts({ team, base, draft, opened, editorContextAction }: FactsQuestion): EditorFacts {
  const editing = base ? `${base.metadata.namespace}/${base.metadata.name}` : null;
  const hostnames = useDeferredValue(strings(draft.spec?.hostnames).slice(0, 64).join(' '));
  const { data } = useQuery({
    queryKey: ['editor-facts', team, editing, hostnames],
    queryFn: async () => {
      const outcome = await ask(editorContextAction, {
        team,
        editing,
        hostnames: hostnames.split(' ').filter(Boolean),
      });
      // The old facts stay: the connection's state is said elsewhere.
      if (outcome.status === 'refused') throw new Error(outcome.issues[0]?.code ?? 'refused');
      return outcome.value;
    },
    placeholderData: (before) => before ?? opened,
    refetchInterval: renewEveryMs,
  });
  const services = useLive((state) => state.services);
  const ownedNames = useLive((state) =>
    state.domains?.filter((row) => row.team === team && isOwned(row)).map(({ hostname }) => hostname),
  );
  const facts = data ?? opened;
  return useMemo(
    () => ({
      ...facts,
      ...(services && { services: services.filter((service) => facts.namespaces.includes(service.namespace)) }),
      ...(ownedNames && { ownedNames }),
    }),
    [facts, services, ownedNames],
  );
}
