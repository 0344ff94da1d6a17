'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { useRef } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { MenuItem, MenuLinkItem, MenuPopup, MenuSeparator } from '@/components/ui/menu.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';

export type OpenMenu = { readonly route: RouteRow; readonly anchor: HTMLElement };

type RowMenuProps = {
  readonly menu: OpenMenu | null;
  readonly onClose: () => void;
  readonly onDelete: (route: RouteRow) => void;
};

/** The one menu of all rows, opened at the row's button: a menu in each of many rows would make scrolling heavy. */
export function RowMenu({ menu, onClose, onDelete }: RowMenuProps) {
  const team = useTeam();
  // While the menu fades out it keeps showing whose it was, and the focus goes back to where it came from.
  const last = useRef<OpenMenu | null>(null);
  if (menu) last.current = menu;
  const shown = menu ?? last.current;
  return (
    <Base.Root open={menu !== null} onOpenChange={(open) => !open && onClose()}>
      <MenuPopup
        anchor={shown?.anchor}
        finalFocus={() => last.current?.anchor ?? true}
        label={`Actions for ${shown?.route.name ?? ''}`}
      >
        {shown && <MenuLinkItem href={teamPaths.route(team.slug, shown.route)}>Open</MenuLinkItem>}
        {shown && team.canEdit && shown.route.deletingAt === null && (
          <>
            <MenuSeparator />
            <MenuItem tone="danger" onClick={() => onDelete(shown.route)}>
              Delete
            </MenuItem>
          </>
        )}
      </MenuPopup>
    </Base.Root>
  );
}
