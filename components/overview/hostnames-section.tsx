'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { FilterChip } from '@/components/ui/chip.tsx';
import { Lamp, lampWords } from '@/components/ui/lamp.tsx';
import type { LampState } from '@/lib/signals/verdict.ts';
import { HostnameTileCard } from './hostname-tile.tsx';
import type { HostnameTile } from './hostname-tiles.ts';

const filters = ['ok', 'progress', 'problem', 'unknown'] as const;
const pageSize = 60;

/** A tile per hostname, worst first, with counts that filter. */
export function HostnamesSection({ tiles }: { readonly tiles: readonly HostnameTile[] }) {
  const [filter, setFilter] = useState<LampState | null>(null);
  const [shownCount, setShownCount] = useState(pageSize);
  const fitting = filter === null ? tiles : tiles.filter((tile) => groupOf(tile.state) === filter);
  const shown = fitting.slice(0, shownCount);
  return (
    <section aria-labelledby="hostnames-title">
      <div className="mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="hostnames-title" className="text-md font-semibold text-ink-2">
          Hostnames
        </h2>
        {filters.map((state) => {
          const count = tiles.filter((tile) => groupOf(tile.state) === state).length;
          if (count === 0 && filter !== state) return null;
          return (
            <FilterChip
              key={state}
              pressed={filter === state}
              onPressedChange={(pressed) => setFilter(pressed ? state : null)}
              label={`${count} ${lampWords[state]}`}
            >
              <Lamp state={state} decorative />
              {count.toLocaleString('en')}
            </FilterChip>
          );
        })}
      </div>
      {fitting.length === 0 ? (
        <p className="rounded-card border border-line bg-panel px-4 py-6 text-center text-ink-2">
          {filter === null ? 'No route of the team names a hostname.' : `No hostname is ${lampWords[filter]} any more.`}
        </p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(330px,100%),1fr))] gap-3.5">
          {shown.map((tile) => (
            <HostnameTileCard key={tile.id} tile={tile} />
          ))}
        </ul>
      )}
      {fitting.length > shown.length && (
        <div className="mt-4 text-center">
          <Button onClick={() => setShownCount(shownCount + pageSize)}>
            Show more of {fitting.length - shown.length} hostnames
          </Button>
        </div>
      )}
    </section>
  );
}

/** A hostname where nothing has to be checked counts as clear. */
function groupOf(state: LampState): LampState {
  return state === 'not-needed' ? 'ok' : state;
}
