'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { askDomains } from './domain-actions.ts';
import { useDomainTools } from './domain-tools.ts';

/** What changed about the domain, newest first; read anew whenever what is known of it changes. */
export function DomainTimeline({ domain }: { readonly domain: DomainRow }) {
  const { actions } = useDomainTools();
  const { id, team } = domain;
  const { data, isError, refetch } = useQuery({
    queryKey: ['domain-events', team, id, mark(domain)],
    queryFn: async () => {
      const outcome = await askDomains(actions.domainEventsAction, { team, id });
      if (outcome.status === 'refused') throw new Error(outcome.issues[0]?.code ?? 'refused');
      return outcome.value.toSorted((a, b) => b.at - a.at);
    },
    placeholderData: (before) => before,
  });
  return (
    <Card aria-labelledby="timeline-title">
      <CardHeader title="What changed" titleId="timeline-title" />
      <CardBody>
        {data ? (
          <Events events={data} />
        ) : isError ? (
          <div className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
            What changed could not be read.
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          </div>
        ) : (
          <div className="grid gap-2">
            <LoadingLabel>What changed is being read.</LoadingLabel>
            <Skeleton className="h-3 w-2/3" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Events({ events }: { readonly events: readonly { at: number; kind: string; text: string }[] }) {
  if (events.length === 0) return <p className="text-sm text-ink-2">Nothing has changed since the claim.</p>;
  return (
    <ol className="grid gap-1.5 text-sm">
      {events.map((event) => (
        <li
          key={`${event.at} ${event.kind} ${event.text}`}
          data-kind={event.kind}
          className="grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 narrow:grid-cols-1"
        >
          <span className="text-ink-3 tabular-nums">
            <TimeText at={event.at} />
          </span>
          <span>
            <RichReason text={event.text} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Changes when something happened that the log may know more about. */
function mark({ state, lights, diagnoses }: DomainRow): string {
  return [state, ...Object.values(lights), ...diagnoses.map(({ code, found }) => `${code} ${found}`)].join(' ');
}
