'use client';

import { ChevronDown } from 'lucide-react';
import { Lamp, lampWords } from '@/components/ui/lamp.tsx';
import { Menu, MenuRadioGroup } from '@/components/ui/menu.tsx';
import type { HostnameSignals } from '@/lib/signals/verdict.ts';

type HostnameChooserProps = {
  readonly signals: readonly HostnameSignals[];
  readonly value: string;
  readonly onChange: (hostname: string) => void;
};

/** Chooses whose signal path is shown, where a route has several hostnames. */
export function HostnameChooser({ signals, value, onChange }: HostnameChooserProps) {
  const others = signals.filter((signal) => signal.hostname !== value);
  if (others.length === 0) return null;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="inline-flex items-center gap-1 rounded-sm text-sm text-ink-3 hover:text-ink">
          {othersText(others)}
          <ChevronDown aria-hidden="true" className="size-3" />
        </button>
      }
    >
      <MenuRadioGroup
        label="Hostnames of this route"
        value={value}
        onChange={onChange}
        options={signals.map((signal) => ({
          value: signal.hostname,
          icon: <Lamp state={signal.state} />,
          label: <bdi className="font-mono text-sm">{signal.hostname}</bdi>,
        }))}
      />
    </Menu>
  );
}

/** `3 more hostnames, all clear` or `3 more hostnames, 1 problem, 1 unknown`. */
function othersText(others: readonly HostnameSignals[]): string {
  const count = others.length === 1 ? '1 more hostname' : `${others.length} more hostnames`;
  const troubled = (['problem', 'progress', 'unknown'] as const).flatMap((state) => {
    const amount = others.filter((signal) => signal.state === state).length;
    return amount > 0 ? [`${amount} ${lampWords[state]}`] : [];
  });
  return `${count}, ${troubled.length === 0 ? 'all clear' : troubled.join(', ')}`;
}
