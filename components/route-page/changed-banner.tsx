'use client';

import { useState } from 'react';
import { ChangeList } from '@/components/route-editor/change-list.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { diffRoutes } from '@/lib/gateway-api/diff.ts';
import { formatPath } from '@/lib/gateway-api/field-path.ts';
import { lastChangeOf } from '@/lib/gateway-api/managed-fields.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { findConflicts, type MergeConflict, mergeWith, type ThreeVersions } from './merge-choice.ts';

type ChangedBannerProps = ThreeVersions & {
  /** Who changed it, as the live row says. */
  readonly changedBy: string | null;
  /** The draft goes on from the cluster's version. */
  readonly onDecide: (draft: HttpRoute) => void;
};

/** Tells that the route was changed in the cluster while a draft was open, and joins both. */
export function ChangedBanner({ base, mine, theirs, changedBy, onDecide }: ChangedBannerProps) {
  const versions = { base, mine, theirs };
  const change = lastChangeOf(theirs);
  const conflicts = findConflicts(versions);
  const [takeTheirs, setTakeTheirs] = useState<readonly string[]>([]);
  const taken = conflicts.filter(({ path }) => takeTheirs.includes(formatPath(path))).map(({ path }) => path);
  return (
    <Note tone="caution" role="alert" title={`${changedBy ?? change?.by ?? 'Somebody'} changed this route`}>
      {change && <RelativeTime at={change.at} />}, while your draft was open.
      <div className="mt-2 grid gap-2.5">
        <ChangeList changes={diffRoutes(base, theirs)} />
        {conflicts.length > 0 && <Conflicts conflicts={conflicts} takeTheirs={takeTheirs} onChange={setTakeTheirs} />}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="primary" onClick={() => onDecide(mergeWith(versions, taken))}>
            {conflicts.length > 0 ? 'Join with these choices' : 'Join both'}
          </Button>
          <Button size="sm" onClick={() => onDecide(withServerFields(mine, theirs))}>
            Keep mine
          </Button>
          <Button size="sm" onClick={() => onDecide(theirs)}>
            Take theirs
          </Button>
        </div>
      </div>
    </Note>
  );
}

type ConflictsProps = {
  readonly conflicts: readonly MergeConflict[];
  readonly takeTheirs: readonly string[];
  readonly onChange: (takeTheirs: readonly string[]) => void;
};

function Conflicts({ conflicts, takeTheirs, onChange }: ConflictsProps) {
  return (
    <div className="grid gap-1.5">
      <p className="font-[550]">You both changed:</p>
      {conflicts.map(({ path, mine, theirs }) => {
        const key = formatPath(path);
        const isTheirs = takeTheirs.includes(key);
        const others = takeTheirs.filter((one) => one !== key);
        return (
          <fieldset key={key} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <legend className="sr-only">{key}</legend>
            <code aria-hidden="true" className="min-w-0">
              {key}
            </code>
            <Choice name={key} label="mine" value={mine} checked={!isTheirs} onChange={() => onChange(others)} />
            <Choice
              name={key}
              label="theirs"
              value={theirs}
              checked={isTheirs}
              onChange={() => onChange([...others, key])}
            />
          </fieldset>
        );
      })}
    </div>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly value: unknown;
  readonly checked: boolean;
  readonly onChange: () => void;
};

function Choice({ name, label, value, checked, onChange }: ChoiceProps) {
  return (
    <label className="flex min-w-0 items-center gap-1.5">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChange}
        className="size-3.5 flex-none accent-accent"
      />
      {label}
      <bdi className="min-w-0 font-mono text-sm break-all">{shortValue(value)}</bdi>
    </label>
  );
}

function shortValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** My version on top of theirs: what the server wrote is theirs, as it is the newer object. */
function withServerFields(mine: HttpRoute, theirs: HttpRoute): HttpRoute {
  const { labels: _labels, annotations: _annotations, ...written } = theirs.metadata;
  return { ...mine, metadata: { ...mine.metadata, ...written }, ...(theirs.status ? { status: theirs.status } : {}) };
}
