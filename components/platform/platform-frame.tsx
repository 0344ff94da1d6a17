'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandGlyph } from '@/components/shell/brand.tsx';
import { ConnectionBanner } from '@/components/shell/connection-banner.tsx';
import { LiveIndicator } from '@/components/shell/live-indicator.tsx';
import { teamPaths } from '@/components/shell/paths.ts';
import { ServerClock } from '@/components/shell/server-clock.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuGroup, MenuLinkItem } from '@/components/ui/menu.tsx';
import type { Viewer } from '@/lib/access/viewer.ts';

/** What surrounds the pages that are about the platform and not about one team. */
export function PlatformFrame({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <ServerClock />
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-paper px-7 py-2 narrow:px-3.5">
        <Link href="/" className="flex items-center gap-2.5 rounded-sm font-[650]">
          <BrandGlyph />
          Signalbox
        </Link>
        <span className="text-md text-ink-2">Platform</span>
        <span className="flex-1" />
        <span className="narrow:hidden">
          <LiveIndicator />
        </span>
        <Menu trigger={<Button size="sm">Go to a team</Button>}>
          <MenuGroup label="Teams">
            {viewer.teams.map(({ slug, name }) => (
              <MenuLinkItem key={slug} href={teamPaths.overview(slug)}>
                {name}
              </MenuLinkItem>
            ))}
          </MenuGroup>
        </Menu>
      </header>
      <main id="main" className="mx-auto w-full max-w-[1180px] px-7 pt-[22px] pb-[60px] narrow:px-3.5 narrow:pt-4">
        <ConnectionBanner />
        {children}
      </main>
    </div>
  );
}
