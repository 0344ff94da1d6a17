'use client';

import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import { signInPath } from './paths.ts';
import { roleText } from './team-switcher.tsx';
import { ThemeChoice } from './theme-choice.tsx';

/** Who is signed in, as what, the theme, and the way out. */
export function AccountMenu({ viewer, team }: { readonly viewer: Viewer; readonly team: ViewerTeam }) {
  const trigger = (
    <button
      type="button"
      aria-label={`Account of ${viewer.name}`}
      className="flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken"
    >
      <span
        aria-hidden="true"
        className="grid size-[26px] flex-none place-items-center rounded-full border border-line bg-panel text-2xs font-semibold text-ink-2"
      >
        {initials(viewer.name)}
      </span>
      <span className="min-w-0">
        <span className="block truncate text-md leading-snug">{viewer.name}</span>
        <span className="block truncate text-xs leading-snug text-ink-3">{roleText(team)}</span>
      </span>
    </button>
  );
  return (
    <Menu trigger={trigger} align="start" side="top">
      <div className="max-w-64 px-2.5 pt-1.5 pb-2">
        <p className="font-semibold">{viewer.name}</p>
        <p className="text-sm text-ink-2">{viewer.email}</p>
        <p className="mt-1 text-xs text-ink-3">
          {roleText(team)} in {team.name}
          {viewer.isPlatformAdmin && team.role !== null && ' · platform admin'}
        </p>
      </div>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem
        icon={<LogOut aria-hidden="true" className="size-3.5 text-ink-3" />}
        onClick={() => void signOut({ callbackUrl: `${signInPath}?signedOut=1` })}
      >
        Sign out
      </MenuItem>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
