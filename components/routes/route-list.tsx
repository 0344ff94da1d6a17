'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo } from 'react';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { useTeam } from '@/components/shell/team-context.tsx';
import { searchMark } from '@/components/shell/use-shortcuts.ts';
import { useTeamRoutes } from '@/components/shell/use-team-routes.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { FilterChip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { inputClass } from '@/components/ui/field.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { LoadingLabel } from '@/components/ui/skeleton.tsx';
import { NewRouteButton } from './new-route-button.tsx';
import {
  countStates,
  filterRoutes,
  lampOf,
  routeStates,
  type SortColumn,
  sortColumns,
  sortRoutes,
} from './route-filter.ts';
import { RouteTable } from './route-table.tsx';
import { type DeleteActions, useDeleteRoute } from './use-delete-route.ts';

const searchParsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(routeStates),
  sort: parseAsStringLiteral(sortColumns).withDefault('state'),
  dir: parseAsStringLiteral(['ascending', 'descending'] as const).withDefault('ascending'),
};

/** All routes of the team: counts that filter, search, sorting; what is chosen stands in the address. */
export function RouteList(actions: DeleteActions) {
  const routes = useTeamRoutes();
  const [{ q, state, sort, dir }, setQuery] = useQueryStates(searchParsers, { history: 'replace' });
  const search = useDeferredValue(q);
  const { remove, undo } = useDeleteRoute(actions);
  const counts = useMemo(() => countStates(routes ?? []), [routes]);
  const shown = useMemo(
    () => sortRoutes(filterRoutes(routes ?? [], search, state), { column: sort, direction: dir }),
    [routes, search, state, sort, dir],
  );

  function handleSort(column: SortColumn) {
    const isSame = column === sort;
    void setQuery({ sort: column, dir: isSame && dir === 'ascending' ? 'descending' : 'ascending' });
  }

  const chips = routes && routes.length > 0 && (
    <div className="flex flex-wrap gap-2">
      {routeStates.map((each) => (
        <FilterChip
          key={each}
          pressed={state === each}
          onPressedChange={(pressed) => void setQuery({ state: pressed ? each : null })}
        >
          <Lamp state={lampOf[each]} decorative />
          {counts[each].toLocaleString('en')} {each}
        </FilterChip>
      ))}
    </div>
  );
  return (
    <>
      <PageHeader title="Routes" beside={chips}>
        {routes && routes.length > 0 && (
          <span className="relative narrow:order-9 narrow:basis-full">
            <input
              {...searchMark}
              type="search"
              aria-label="Search name, hostname, backend, state"
              placeholder="Search name, hostname, backend"
              value={q}
              onChange={(event) => void setQuery({ q: event.target.value || null })}
              onKeyDown={(event) => {
                if (event.key === 'Escape') void setQuery({ q: null });
              }}
              className={`${inputClass} pr-8 wide:w-[250px]`}
            />
            <span
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 narrow:hidden"
            >
              {q === '' && <Kbd>/</Kbd>}
            </span>
          </span>
        )}
        {routes && routes.length > 0 && <NewRouteButton />}
      </PageHeader>
      <p role="status" className="sr-only">
        {routes && `${shown.length} of ${routes.length} routes`}
      </p>
      {routes === null ? (
        <>
          <LoadingLabel>The routes are being read.</LoadingLabel>
          <RowsSkeleton rows={8} />
        </>
      ) : routes.length === 0 ? (
        <NoRoutes />
      ) : (
        <Card className="wide:overflow-x-auto">
          {shown.length === 0 ? (
            <EmptyState
              title="No route fits"
              action={
                <Button onClick={() => void setQuery({ q: null, state: null })}>Show all {routes.length} routes</Button>
              }
            >
              {q
                ? `Nothing in name, hostname, backend or state has “${q}”${state ? ` among those ${state}` : ''}.`
                : `No route is ${state} at the moment.`}
            </EmptyState>
          ) : (
            <RouteTable
              routes={shown}
              sort={{ column: sort, direction: dir }}
              onSort={handleSort}
              onDelete={remove}
              onUndo={undo}
            />
          )}
        </Card>
      )}
    </>
  );
}

function NoRoutes() {
  const team = useTeam();
  return (
    <Card>
      <EmptyState title={`${team.name} has no routes yet`} action={<NewRouteButton docked={false} />}>
        A route takes requests for a hostname and sends them to your services. Routes that other tools make in{' '}
        {team.namespaces.length > 0 ? team.namespaces.join(', ') : 'the team’s namespaces'} appear here too.
      </EmptyState>
    </Card>
  );
}
