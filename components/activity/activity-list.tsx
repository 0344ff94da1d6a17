'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { searchMark } from '@/components/shell/use-shortcuts.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { inputClass } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { ActivityItem } from './activity-item.tsx';
import { type ActivityEntry, results } from './activity-view.ts';
import type { RestoreActions } from './restore-dialog.tsx';

type ActivityListProps = RestoreActions & {
  readonly rows: readonly ActivityEntry[];
  readonly nextCursor: string | null;
};

const options = [
  { value: 'all', label: 'All' },
  { value: 'ok', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
] as const;

const searchParsers = {
  q: parseAsString.withDefault(''),
  result: parseAsStringLiteral(results),
  cursor: parseAsString,
};

/** Everything that was written, newest first: who, what, when, and what came of it. */
export function ActivityList({ rows, nextCursor, previewAction, restoreAction }: ActivityListProps) {
  const [isPending, startTransition] = useTransition();
  const [{ q, result, cursor }, setQuery] = useQueryStates(searchParsers, {
    history: 'replace',
    shallow: false,
    throttleMs: 250,
    startTransition,
  });
  const isFiltered = q !== '' || result !== null || cursor !== null;
  return (
    <>
      <PageHeader title="Activity">
        <Segmented
          label="Result"
          value={result ?? 'all'}
          onChange={(next) => void setQuery({ result: next === 'all' ? null : next, cursor: null })}
          options={options}
        />
        <input
          {...searchMark}
          type="search"
          aria-label="Search who, what, action"
          placeholder="Search who or what"
          value={q}
          onChange={(event) => void setQuery({ q: event.target.value || null, cursor: null })}
          className={classNames(inputClass, 'wide:w-[230px] narrow:basis-full')}
        />
      </PageHeader>
      <Card
        aria-label="Activity"
        aria-busy={isPending}
        className={classNames('transition-opacity', isPending && 'opacity-60')}
      >
        {rows.length === 0 ? (
          <EmptyState
            title={isFiltered ? 'Nothing fits' : 'Nothing has happened yet'}
            action={
              isFiltered && (
                <Button onClick={() => void setQuery({ q: null, result: null, cursor: null })}>Show everything</Button>
              )
            }
          >
            {isFiltered
              ? 'No event has these words and this result.'
              : 'Each change that somebody makes here is written down: who, what, when and why.'}
          </EmptyState>
        ) : (
          <ol>
            {rows.map((row) => (
              <ActivityItem key={row.id} entry={row} previewAction={previewAction} restoreAction={restoreAction} />
            ))}
          </ol>
        )}
      </Card>
      {(nextCursor !== null || cursor !== null) && (
        <nav aria-label="Pages of the activity" className="mt-4 flex justify-center gap-2">
          {cursor !== null && (
            <Button onClick={() => void setQuery({ cursor: null }, { history: 'push' })}>Newest</Button>
          )}
          {nextCursor !== null && (
            <Button onClick={() => void setQuery({ cursor: nextCursor }, { history: 'push' })}>Older</Button>
          )}
        </nav>
      )}
    </>
  );
}
