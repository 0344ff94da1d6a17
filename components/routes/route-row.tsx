'use client';

import { ChevronDown, Ellipsis } from 'lucide-react';
import Link from 'next/link';
import type { Ref } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { HostLink } from '@/components/signal-path/host-link.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { Cell } from '@/components/ui/data-table.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { MiniPath } from '@/components/ui/mini-path.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { DeletingNote } from './deleting-note.tsx';

type RouteRowProps = {
  readonly route: RouteRow;
  /** Place in the list, for the virtualizer and for screen readers. */
  readonly index: number;
  readonly measureRef: Ref<HTMLTableSectionElement>;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
  readonly onDelete: () => void;
  readonly onUndo: () => void;
};

/** One route: a row of the table, a second one with its hostnames when it is opened out. */
export function RouteTableRow({ route, index, measureRef, isExpanded, onToggle, onDelete, onUndo }: RouteRowProps) {
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
      className="group relative narrow:block narrow:border-b narrow:border-line narrow:last:border-b-0"
    >
      <tr
        className={classNames(
          'relative hover:bg-sunken/60 narrow:block narrow:py-2.5',
          isDeleting && 'bg-danger-soft/50',
        )}
      >
        <Cell className="wide:align-top">
          <Link
            href={href}
            className="rounded-sm font-semibold after:absolute after:inset-0 after:content-[''] focus-visible:after:rounded-card"
          >
            <bdi>{route.name}</bdi>
          </Link>
          <span className="block text-sm text-ink-3">{route.namespace}</span>
        </Cell>
        <Cell className="wide:align-top">
          <span className={classNames('relative z-1 inline', isDeleting && 'line-through decoration-ink-3')}>
            <FirstHostname route={route} />
          </span>
          {route.hostnames.length > 1 && (
            <button
              type="button"
              aria-expanded={isExpanded}
              aria-controls={isExpanded ? detailsId : undefined}
              aria-label={`${route.hostnames.length} hostnames of ${route.name}`}
              onClick={onToggle}
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
            <DeletingNote name={route.name} deletingAt={route.deletingAt} onUndo={team.canEdit ? onUndo : undefined} />
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
        <Cell className="pr-3 pl-0 text-right narrow:absolute narrow:top-2 narrow:right-2 narrow:p-0">
          <RowMenu route={route} href={href} canDelete={team.canEdit && !isDeleting} onDelete={onDelete} />
        </Cell>
      </tr>
      {isExpanded && <HostnameRows id={detailsId} route={route} />}
    </tbody>
  );
}

function FirstHostname({ route }: { readonly route: RouteRow }) {
  const hostname = route.hostnames[0] ?? '*';
  const url = route.signals.find((signal) => signal.hostname === hostname)?.url ?? null;
  return <HostLink hostname={hostname} url={url} />;
}

function StateText({ route }: { readonly route: RouteRow }) {
  const count = route.signals.length;
  return (
    <>
      <RichReason text={route.headline} />
      {count > 1 && route.clearHostnames < count && (
        <span className="block text-ink-3">
          {route.clearHostnames} of {count} hostnames clear
        </span>
      )}
    </>
  );
}

type RowMenuProps = {
  readonly route: RouteRow;
  readonly href: string;
  readonly canDelete: boolean;
  readonly onDelete: () => void;
};

function RowMenu({ route, href, canDelete, onDelete }: RowMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton label={`Actions for ${route.name}`} size="sm" className="z-1 wide:relative">
          <Ellipsis aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
      <MenuLinkItem href={href}>Open</MenuLinkItem>
      {canDelete && (
        <>
          <MenuSeparator />
          <MenuItem tone="danger" onClick={onDelete}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function HostnameRows({ id, route }: { readonly id: string; readonly route: RouteRow }) {
  return (
    <tr id={id} className="narrow:block">
      <td
        colSpan={6}
        className="border-b border-line bg-sunken/60 px-4 py-2 narrow:block narrow:border-0 narrow:px-3.5"
      >
        <ul aria-label={`Hostnames of ${route.name}`} className="grid gap-1.5">
          {route.signals.map((signal) => (
            <li
              key={signal.hostname}
              className="grid grid-cols-[minmax(0,2fr)_auto_minmax(0,3fr)] items-center gap-x-5 text-sm narrow:grid-cols-1 narrow:gap-y-1 narrow:py-1"
            >
              <HostLink hostname={signal.hostname} url={signal.url} />
              <MiniPath
                lamps={{
                  dns: signal.verdicts.dns.state,
                  tls: signal.verdicts.tls.state,
                  gateway: signal.verdicts.gateway.state,
                  route: signal.verdicts.route.state,
                  backend: signal.verdicts.backend.state,
                }}
              />
              <span className="flex items-center gap-1.5 text-ink-2">
                <Lamp state={signal.state} decorative />
                <HostnameReason signal={signal} />
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function HostnameReason({ signal }: { readonly signal: RouteRow['signals'][number] }) {
  const worst = Object.values(signal.verdicts).find((verdict) => verdict.state === signal.state);
  if (!worst || signal.state === 'ok' || signal.state === 'not-needed') return <span>All clear</span>;
  return (
    <span>
      <RichReason text={worst.reason} />
    </span>
  );
}
