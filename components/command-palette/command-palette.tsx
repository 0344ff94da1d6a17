'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { useTeamRoutes } from '@/components/shell/use-team-routes.ts';
import { classNames } from '@/components/ui/class-names.ts';
import { backdropClass } from '@/components/ui/dialog.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { Viewer } from '@/lib/access/viewer.ts';
import { type Command, commandsFor, findCommands } from './commands.ts';

type CommandPaletteProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly viewer: Viewer;
};

/** Goes to any route, domain or page by typing a part of its name. */
export function CommandPalette({ open, onOpenChange, viewer }: CommandPaletteProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className="floating fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden outline-none">
          <Base.Title className="sr-only">Go to a route, domain or page</Base.Title>
          <PaletteBody viewer={viewer} onClose={() => onOpenChange(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody({ viewer, onClose }: { readonly viewer: Viewer; readonly onClose: () => void }) {
  const router = useRouter();
  const listId = useId();
  const team = useTeam();
  const routes = useTeamRoutes();
  const domains = useDomains(team.slug);
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const commands = useMemo(
    () => commandsFor(viewer, team, { routes: routes ?? [], domains: domains ?? [] }),
    [viewer, team, routes, domains],
  );
  const found = useMemo(() => findCommands(commands, typed), [commands, typed]);
  const current = Math.min(marked, Math.max(0, found.length - 1));

  function handleChoose(command: Command | undefined) {
    if (!command) return;
    onClose();
    router.push(command.href);
  }

  function handleKey(event: KeyboardEvent) {
    const target = {
      ArrowDown: (current + 1) % found.length,
      ArrowUp: (current - 1 + found.length) % found.length,
      Home: 0,
      End: found.length - 1,
    }[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      return handleChoose(found[current]);
    }
    if (target === undefined || found.length === 0) return;
    event.preventDefault();
    setMarked(target);
    document.getElementById(`${listId}-${target}`)?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden="true" className="size-4 flex-none text-ink-3" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? `${listId}-${current}` : undefined}
          aria-label="Go to a route, domain or page"
          placeholder="Route, hostname or page"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setMarked(0);
          }}
          onKeyDown={handleKey}
          className="min-w-0 flex-1 bg-transparent py-3 text-base outline-none"
        />
      </div>
      <div id={listId} role="listbox" aria-label="Routes, domains and pages" className="min-h-0 overflow-y-auto p-1.5">
        {found.map((command, index) => (
          <PaletteOption
            key={command.id}
            id={`${listId}-${index}`}
            command={command}
            heading={command.group === found[index - 1]?.group ? null : command.group}
            isMarked={index === current}
            onMark={() => setMarked(index)}
            onChoose={() => handleChoose(command)}
          />
        ))}
      </div>
      <p role="status" className={found.length === 0 ? 'px-4 pb-4 text-md text-ink-2' : 'sr-only'}>
        {found.length === 0 ? `Nothing is called “${typed}”.` : `${found.length} found`}
      </p>
    </>
  );
}

type PaletteOptionProps = {
  readonly id: string;
  readonly command: Command;
  readonly heading: string | null;
  readonly isMarked: boolean;
  readonly onMark: () => void;
  readonly onChoose: () => void;
};

function PaletteOption({ id, command, heading, isMarked, onMark, onChoose }: PaletteOptionProps) {
  return (
    <>
      {heading && (
        <div role="presentation" className="px-2.5 pt-2 pb-1 text-xs text-ink-3">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the input, which has the keys */}
      <div
        id={id}
        role="option"
        aria-selected={isMarked}
        tabIndex={-1}
        onMouseMove={isMarked ? undefined : onMark}
        onClick={onChoose}
        className={classNames(
          'flex cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-2 text-md',
          isMarked && 'bg-sunken',
        )}
      >
        {command.state && <Lamp state={command.state} />}
        <bdi className="min-w-0 truncate font-[550]">{command.label}</bdi>
        <bdi className="min-w-0 truncate text-sm text-ink-3">{command.detail}</bdi>
        {isMarked && <CornerDownLeft aria-hidden="true" className="ml-auto size-3.5 flex-none text-ink-3" />}
      </div>
    </>
  );
}
