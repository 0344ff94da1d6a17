'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { Kbd } from '@/components/ui/kbd.tsx';
import type { Viewer } from '@/lib/access/viewer.ts';
import { AccountMenu } from './account-menu.tsx';
import { BrandGlyph } from './brand.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { platformDomainsPath, teamPaths } from './paths.ts';
import { SideNav } from './side-nav.tsx';
import { useTeam } from './team-context.tsx';
import { TeamSwitcher } from './team-switcher.tsx';

type SidebarProps = {
  readonly viewer: Viewer;
  readonly onSearch: () => void;
  readonly onNavigate?: (() => void) | undefined;
};

/** Brand, team, pages, account and how fresh everything is. The same in the drawer of narrow screens. */
export function Sidebar({ viewer, onSearch, onNavigate = () => {} }: SidebarProps) {
  const team = useTeam();
  return (
    <div className="flex h-full flex-col gap-1 overflow-y-auto px-3 py-4">
      <Link
        href={teamPaths.overview(team.slug)}
        onClick={onNavigate}
        className="mx-2 mb-3.5 flex items-center gap-2.5 self-start rounded-sm py-0.5 font-[650] tracking-[-0.01em]"
      >
        <BrandGlyph />
        Signalbox
      </Link>
      <TeamSwitcher viewer={viewer} team={team} />
      <SideNav onNavigate={onNavigate} />
      {viewer.isPlatformAdmin && (
        <Link
          href={platformDomainsPath}
          onClick={onNavigate}
          className="rounded-control px-2.5 py-1.5 text-ink-2 hover:bg-sunken hover:text-ink"
        >
          All teams’ domains
        </Link>
      )}
      <button
        type="button"
        onClick={onSearch}
        className="mt-2 flex items-center gap-2 rounded-control px-2.5 py-1.5 text-ink-3 hover:bg-sunken hover:text-ink"
      >
        <Search aria-hidden="true" className="size-3.5" />
        Go to…
        <span className="ml-auto flex gap-1" aria-hidden="true">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      <span className="flex-1" />
      <AccountMenu viewer={viewer} team={team} />
      <LiveIndicator />
    </div>
  );
}
