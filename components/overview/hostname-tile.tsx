'use client';

import { ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { HostLink } from '@/components/signal-path/host-link.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { useNow } from '@/components/ui/clock.ts';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { Verdict } from '@/lib/signals/verdict.ts';
import { type HostnameTile, lifeLeftPercent } from './hostname-tiles.ts';

/** One hostname: does its name lead here, and is its certificate good. */
export function HostnameTileCard({ tile }: { readonly tile: HostnameTile }) {
  const team = useTeam();
  const { signal, route } = tile;
  return (
    <li
      data-hostname={signal.hostname}
      className="grid grid-cols-2 grid-rows-[auto_1fr] gap-px overflow-hidden rounded-card border border-line bg-line [&>*]:bg-panel [&>*]:px-3.5 [&>*]:py-3"
    >
      <div className="col-span-full flex items-center gap-2">
        <span className="min-w-0 flex-1 leading-snug [&_code]:text-[0.84375rem]">
          <HostLink hostname={signal.hostname} url={signal.url} />
        </span>
        <Link
          href={teamPaths.route(team.slug, route)}
          prefetch={false}
          aria-label={`Route ${route.name}`}
          className="inline-flex max-w-[45%] items-center gap-0.5 rounded-sm text-sm text-ink-3 hover:text-ink"
        >
          <bdi className="truncate">{route.name}</bdi>
          <ArrowUpRight aria-hidden="true" className="size-3 flex-none" />
        </Link>
      </div>
      <TileHalf title="DNS" verdict={signal.verdicts.dns} />
      <TileHalf title="TLS" verdict={signal.verdicts.tls} />
    </li>
  );
}

function TileHalf({ title, verdict }: { readonly title: string; readonly verdict: Verdict }) {
  const now = useNow(30000);
  const lifeLeft = now === null ? null : lifeLeftPercent(verdict, now);
  // What is clear needs no proof here; the route's page has it.
  const first = isSettled(verdict) ? undefined : verdict.evidence[0];
  return (
    <div data-light={verdict.light} data-state={verdict.state} className="min-w-0">
      <h3 className="mb-1 flex items-center gap-1.5 text-xs font-[550] text-ink-3">
        <Lamp state={verdict.state} of={title} />
        <span aria-hidden="true">{title}</span>
      </h3>
      <p className={classNames('text-sm leading-[1.4]', verdict.state === 'problem' ? 'text-ink' : 'text-ink-2')}>
        <RichReason text={verdict.reason} />
      </p>
      {first && (
        <p className="mt-0.5 text-xs leading-[1.45] text-ink-3">
          <bdi>{first.label}</bdi>:{' '}
          <bdi className="text-ink-2">
            <RichReason text={first.found} />
          </bdi>
          {first.wanted !== undefined && (
            <>
              , wanted{' '}
              <bdi className="text-ink-2">
                <RichReason text={first.wanted} />
              </bdi>
            </>
          )}
        </p>
      )}
      {lifeLeft !== null && <LifeBar percent={lifeLeft} />}
    </div>
  );
}

function isSettled({ state }: Verdict): boolean {
  return state === 'ok' || state === 'not-needed';
}

/** How much of the certificate's life is left. */
function LifeBar({ percent }: { readonly percent: number }) {
  const tone = percent > 33 ? 'text-go' : percent > 10 ? 'text-caution' : 'text-danger';
  return (
    <svg
      role="img"
      aria-label={`${Math.round(percent)} % of the certificate’s life left`}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className={classNames('mt-2 block h-1 w-full overflow-hidden rounded-sm bg-sunken', tone)}
    >
      <rect width={percent} height="4" fill="currentColor" />
    </svg>
  );
}
