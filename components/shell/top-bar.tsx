'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { Menu as MenuIcon, Search, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { backdropClass } from '@/components/ui/dialog.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { Viewer } from '@/lib/access/viewer.ts';
import { BrandGlyph } from './brand.tsx';
import { teamPaths } from './paths.ts';
import { Sidebar } from './sidebar.tsx';
import { useTeam } from './team-context.tsx';
import { TeamSwitcher } from './team-switcher.tsx';

type TopBarProps = { readonly viewer: Viewer; readonly onSearch: () => void };

/** Narrow screens: brand, team, search, and everything else in a drawer. */
export function TopBar({ viewer, onSearch }: TopBarProps) {
  const team = useTeam();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex items-center gap-2.5 border-b border-line bg-paper px-3.5 py-2 wide:hidden">
      <Link href={teamPaths.overview(team.slug)} className="flex items-center gap-2.5 rounded-sm font-[650]">
        <BrandGlyph />
        Signalbox
      </Link>
      <TeamSwitcher viewer={viewer} team={team} compact />
      <span className="flex-1" />
      <IconButton label="Go to…" onClick={onSearch}>
        <Search aria-hidden="true" className="size-4" />
      </IconButton>
      <Base.Root open={isOpen} onOpenChange={setIsOpen}>
        <Base.Trigger
          aria-label="Menu"
          className="inline-grid size-8 flex-none place-items-center rounded-control border border-control bg-panel text-ink"
        >
          <MenuIcon aria-hidden="true" className="size-4" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Backdrop className={backdropClass} />
          <Base.Popup className="fixed inset-y-0 right-0 z-50 w-[min(280px,86vw)] border-l border-line bg-paper outline-none transition-transform duration-150 data-ending-style:translate-x-full data-starting-style:translate-x-full">
            <Base.Title className="sr-only">Menu</Base.Title>
            <Base.Close
              aria-label="Close"
              className="absolute top-3 right-3 z-1 inline-grid size-8 place-items-center rounded-control text-ink-2 hover:bg-sunken"
            >
              <X aria-hidden="true" className="size-4" />
            </Base.Close>
            <Sidebar
              viewer={viewer}
              onNavigate={() => setIsOpen(false)}
              onSearch={() => {
                setIsOpen(false);
                onSearch();
              }}
            />
          </Base.Popup>
        </Base.Portal>
      </Base.Root>
    </header>
  );
}
