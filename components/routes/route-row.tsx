'use client';

import { ChevronDown, Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { memo, type Ref } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { HostLink } from '@/components/signal-path/host-link.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { Cell } from '@/components/ui/data-table.tsx';
import { MiniPath } from '@/components/ui/mini-path.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { DeletingNote } from './deleting-note.tsx';
import { HostnameRows } from './hostname-rows.tsx';

type RouteRowProps = {
  readonly route: RouteRow;
  /** Place in the list, for the virtualizer and for screen readers. */
  readonly index: number;
  readonly measureRef: Ref<HTMLTableSectionElement>;
  readonly isExpanded: boolean;
  /** Handlers take the route, so that one function serves all rows and a row renders only when it changed. */
  readonly onToggle: (id: string) => void;
  readonly onMenu: (route: RouteRow, anchor: HTMLElement) => void;
  readonly onUndo: (route: RouteRow) => void;
};

/** One route: a row of the table, a second one with its hostnames when it is opened out. */
export const RouteTableRow = memo(function RouteTableRow({
  route,
  index,
  measureRef,
  isExpanded,
  onToggle,
  onMenu,
  onUndo,
}: RouteRowProps) {
  const team = useTeam();
  const href = teamPaths.route(team.slug, route);
  const isDeleting = route.deletingAt !== null;
  const detailsId = `hostnames-${index}`;
  return (
    <tbody
      ref={measureRef}
      data-index={index}
      data-route={route.id}
      data-state={route.state}
      className="relative narrow:block narrow:border-b narrow:border-line last:border-b-0 last:[&>tr:last-child>td]:border-b-0"
    >
      <tr
        className={classNames(
          'relative hover:bg-sunken/60 narrow:block narrow:py-2.5',
          isDeleting && 'bg-danger-soft/50',
        )}
      >
        <Cell>
          <Link
            href={href}
            prefetch={false}
            className="rounded-sm font-semibold after:absolute after:inset-0 after:content-[''] focus-visible:after:rounded-card"
          >
            <bdi>{route.name}</bdi>
          </Link>
          <span className="block text-sm text-ink-3">{route.namespace}</span>
        </Cell>
        <Cell>
          <span className={classNames('relative z-1 inline', isDeleting && 'line-through decoration-ink-3')}>
            <FirstHostname route={route} />
          </span>
          {route.hostnames.length > 1 && (
            <button
              type="button"
              aria-expanded={isExpanded}
              aria-controls={isExpanded ? detailsId : undefined}
              aria-label={`${route.hostnames.length} hostnames of ${route.name}`}
              onClick={() => onToggle(route.id)}
              className="relative z-1 ml-1.5 inline-flex min-h-6 items-center gap-0.5 rounded-sm px-1 font-mono text-sm text-ink-3 hover:text-ink"
            >
              +{route.hostnames.length - 1}
              <ChevronDown
                aria-hidden="true"
                className={classNames('size-3 transition-transform', isExpanded && 'rotate-180')}
              />
            </button>
          )}
          <span className="block text-sm text-ink-2">
            <bdi>{route.summary}</bdi>
          </span>
        </Cell>
        <Cell>
          <MiniPath lamps={route.lamps} />
        </Cell>
        <Cell className="text-sm">
          {route.deletingAt === null ? (
            <StateText route={route} />
          ) : (
            <DeletingNote
              name={route.name}
              deletingAt={route.deletingAt}
              onUndo={team.canEdit ? () => onUndo(route) : undefined}
            />
          )}
        </Cell>
        <Cell className="text-sm text-ink-3">
          <RelativeTime at={route.lastChange?.at ?? route.createdAt} />
          {route.lastChange && (
            <>
              {' '}
              by <bdi>{route.lastChange.by}</bdi>
            </>
          )}
        </Cell>
        <Cell className="pr-3 pl-0 text-right narrow:absolute narrow:top-2 narrow:right-0">
          <button
            type="button"
            aria-label={`Actions for ${route.name}`}
            aria-haspopup="menu"
            onClick={(event) => onMenu(route, event.currentTarget)}
            className="z-1 inline-grid size-[26px] place-items-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink wide:relative"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </button>
        </Cell>
      </tr>
      {isExpanded && <HostnameRows id={detailsId} route={route} />}
    </tbody>
  );
});

function FirstHostname({ route }: { readonly route: RouteRow }) {
  const hostname = route.hostnames[0] ?? '*';
  const url = route.signals.find((signal) => signal.hostname === hostname)?.url ?? null;
  return <HostLink hostname={hostname} url={url} />;
}

function StateText({ route }: { readonly route: RouteRow }) {
  const count = route.signals.length;
  return (
    <>
      <span className="line-clamp-3">
        <RichReason text={route.headline} />
      </span>
      {count > 1 && route.clearHostnames < count && (
        <span className="block text-ink-3">
          {route.clearHostnames} of {count} hostnames clear
        </span>
      )}
    </>
  );
}
