'use client';

import { type ReactNode, useState } from 'react';
import { CommandPalette } from '@/components/command-palette/command-palette.tsx';
import type { DomainFacts } from '@/components/domains/domain-tools.ts';
import { DomainToolsProvider } from '@/components/domains/domain-tools-provider.tsx';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ServerClock } from './server-clock.tsx';
import { Sidebar } from './sidebar.tsx';
import { TeamProvider } from './team-context.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

type AppShellProps = {
  readonly viewer: Viewer;
  readonly team: ViewerTeam;
  readonly domains: DomainFacts;
  readonly children: ReactNode;
};

/** What surrounds every page of a team. */
export function AppShell({ viewer, team, domains, children }: AppShellProps) {
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const openPalette = () => setIsPaletteOpen(true);
  useShortcuts(openPalette);
  return (
    <TeamProvider team={team}>
      <ServerClock />
      <DomainToolsProvider facts={domains}>
        <div className="min-h-dvh wide:grid wide:grid-cols-[224px_minmax(0,1fr)]">
          <a
            href="#main"
            className="fixed top-2 left-2 z-70 -translate-y-16 rounded-control border border-control bg-panel px-3 py-1.5 text-md focus:translate-y-0"
          >
            Skip to content
          </a>
          <TopBar viewer={viewer} onSearch={openPalette} />
          <aside className="sticky top-0 h-dvh border-r border-line narrow:hidden">
            <Sidebar viewer={viewer} onSearch={openPalette} />
          </aside>
          <main
            id="main"
            tabIndex={-1}
            className="w-full max-w-[1180px] px-7 pt-[22px] pb-[60px] outline-none narrow:px-3.5 narrow:pt-4 narrow:pb-24"
          >
            <ConnectionBanner />
            {children}
          </main>
          <CommandPalette open={isPaletteOpen} onOpenChange={setIsPaletteOpen} viewer={viewer} />
        </div>
      </DomainToolsProvider>
    </TeamProvider>
  );
}
