'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type MenuProps = {
  /** The element that opens the menu, usually a Button or IconButton. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  readonly side?: 'top' | 'bottom' | undefined;
};

/** A list of actions that drops from a button. */
export function Menu({ trigger, children, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <MenuPopup align={align} side={side}>
        {children}
      </MenuPopup>
    </Base.Root>
  );
}

type MenuPopupProps = Pick<MenuProps, 'children' | 'align' | 'side'> & {
  /** What the menu opens at, where that is not its trigger. */
  readonly anchor?: Element | undefined;
  readonly finalFocus?: (() => HTMLElement | true) | undefined;
  readonly label?: string | undefined;
};

/** The list itself, for menus that one place opens for many. */
export function MenuPopup({ children, align = 'end', side = 'bottom', anchor, finalFocus, label }: MenuPopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        anchor={anchor}
        align={align}
        side={side}
        sideOffset={5}
        collisionPadding={8}
        className="z-50 outline-none"
      >
        <Base.Popup
          finalFocus={finalFocus}
          aria-label={label}
          className="floating max-h-(--available-height) max-w-(--available-width) min-w-44 overflow-y-auto p-1 outline-none"
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

const itemClass =
  'flex w-full items-center gap-2 rounded-control px-2.5 py-1.5 text-left text-md text-ink outline-none select-none data-highlighted:bg-sunken data-disabled:text-ink-3';

type MenuItemProps = {
  readonly children: ReactNode;
  readonly onClick?: (() => void) | undefined;
  readonly icon?: ReactNode;
  readonly tone?: 'danger' | undefined;
  readonly disabled?: boolean | undefined;
};

export function MenuItem({ children, onClick, icon, tone, disabled }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onClick}
      disabled={disabled}
      className={classNames(itemClass, tone === 'danger' && 'text-danger')}
    >
      {icon}
      {children}
    </Base.Item>
  );
}

/** An item that leads to another page. */
export function MenuLinkItem({
  href,
  children,
  icon,
  current = false,
}: {
  readonly href: string;
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly current?: boolean;
}) {
  return (
    <Base.LinkItem
      closeOnClick
      render={<Link href={href} aria-current={current ? 'true' : undefined} />}
      className={itemClass}
    >
      {icon}
      {children}
      {current && <Check aria-hidden="true" className="ml-auto size-3.5" />}
    </Base.LinkItem>
  );
}

type MenuRadioGroupProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly icon?: ReactNode }[];
};

/** One choice of several inside a menu. */
export function MenuRadioGroup<T extends string>({ label, value, onChange, options }: MenuRadioGroupProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelClass}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick={false} className={itemClass}>
            {option.icon}
            {option.label}
            <Base.RadioItemIndicator className="ml-auto">
              <Check aria-hidden="true" className="size-3.5" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

const groupLabelClass = 'px-2.5 pt-1.5 pb-1 text-xs text-ink-3';

/** Items under a heading. */
export function MenuGroup({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelClass}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
