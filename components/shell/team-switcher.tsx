'use client';

import { ChevronsUpDown } from 'lucide-react';
import { classNames } from '@/components/ui/class-names.ts';
import { Menu, MenuGroup, MenuLinkItem } from '@/components/ui/menu.tsx';
import type { Viewer, ViewerTeam } from '@/lib/access/viewer.ts';
import { teamPaths } from './paths.ts';

type TeamSwitcherProps = {
  readonly viewer: Viewer;
  readonly team: ViewerTeam;
  /** One line, for the top bar. */
  readonly compact?: boolean | undefined;
};

/** Shows the open team and leads to the viewer's others. */
export function TeamSwitcher({ viewer, team, compact = false }: TeamSwitcherProps) {
  const trigger = (
    <button
      type="button"
      aria-label={`Team ${team.name}, change`}
      className={classNames(
        'flex items-center border border-line bg-panel text-left hover:border-line-strong',
        compact
          ? 'min-w-0 gap-1 rounded-full px-2.5 py-0.5 text-xs text-ink-2'
          : 'mb-2.5 w-full justify-between gap-2 rounded-control px-2.5 py-[7px]',
      )}
    >
      <span className="min-w-0">
        <span className={classNames('block truncate', !compact && 'leading-snug font-semibold')}>{team.name}</span>
        {!compact && <span className="block text-sm leading-snug text-ink-3">{namespaceCount(team)}</span>}
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-3.5 flex-none text-ink-3" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="start">
      <MenuGroup label="Teams">
        {viewer.teams.map((each) => (
          <MenuLinkItem key={each.slug} href={teamPaths.overview(each.slug)} current={each.slug === team.slug}>
            <span className="min-w-0">
              <span className="block">{each.name}</span>
              <span className="block text-xs text-ink-3">
                {roleText(each)} · {each.namespaces.join(', ') || 'no namespaces'}
              </span>
            </span>
          </MenuLinkItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

function namespaceCount({ namespaces }: ViewerTeam): string {
  return namespaces.length === 1 ? '1 namespace' : `${namespaces.length} namespaces`;
}

/** The viewer's role in a team in one word. */
export function roleText({ role }: ViewerTeam): string {
  return role ?? 'platform admin';
}
