'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { LampState } from '@/lib/signals/verdict.ts';
import { type ActivityEntry, targetOf, verbOf } from './activity-view.ts';
import { diffLines } from './line-diff.ts';
import { type RestoreActions, RestoreDialog } from './restore-dialog.tsx';

type ActivityItemProps = RestoreActions & { readonly entry: ActivityEntry };

const lampOfResult = { ok: 'ok', refused: 'problem', failed: 'unknown' } as const satisfies Record<
  ActivityEntry['result'],
  LampState
>;
const resultWords = { ok: 'done', refused: 'refused', failed: 'failed' } as const;

/** One event: a sentence, its changes, and on demand the document before and after. */
export function ActivityItem({ entry, previewAction, restoreAction }: ActivityItemProps) {
  const team = useTeam();
  const detailsId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [isRestoring, setIsRestoring] = useState(false);
  const hasDocuments = entry.before !== null || entry.after !== null;
  return (
    <li
      data-event={entry.action}
      className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line px-4 py-3 last:border-0"
    >
      <span className="pt-[3px] leading-none">
        <Lamp state={lampOfResult[entry.result]} decorative />
      </span>
      <div className="min-w-0">
        <EventSentence entry={entry} />
        {entry.summary && (
          <p className="text-sm text-ink-2">
            <RichReason text={entry.summary} />
          </p>
        )}
        {entry.reason && <p className="mt-0.5 text-sm text-ink-2 italic">“{entry.reason}”</p>}
        {entry.changes.length > 0 && (
          <ul className="mt-1 list-disc pl-4 text-sm text-ink-2 marker:text-ink-3">
            {entry.changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may say the same, and the list never changes
              <li key={index}>{change.text}</li>
            ))}
          </ul>
        )}
        <div className="mt-1 flex flex-wrap items-center gap-3 empty:hidden">
          {hasDocuments && (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isOpen ? detailsId : undefined}
              onClick={() => setIsOpen(!isOpen)}
              className="inline-flex min-h-6 items-center gap-1 rounded-sm text-xs text-ink-3 hover:text-ink"
            >
              Before and after
              <ChevronDown
                aria-hidden="true"
                className={classNames('size-3 transition-transform', isOpen && 'rotate-180')}
              />
            </button>
          )}
          {entry.canRestore && team.canEdit && (
            <Button size="sm" onClick={() => setIsRestoring(true)}>
              Restore
            </Button>
          )}
        </div>
      </div>
      <span className="text-right text-sm whitespace-nowrap text-ink-3 narrow:col-start-2 narrow:text-left">
        <RelativeTime at={entry.at} />
      </span>
      {isOpen && <Documents id={detailsId} entry={entry} />}
      {isRestoring && (
        <RestoreDialog
          entry={entry}
          previewAction={previewAction}
          restoreAction={restoreAction}
          onClose={() => setIsRestoring(false)}
        />
      )}
    </li>
  );
}

function EventSentence({ entry }: { readonly entry: ActivityEntry }) {
  const team = useTeam();
  const route = targetOf(entry.target);
  return (
    <p>
      <b className="font-[550]">
        <bdi>{entry.who}</bdi>
      </b>{' '}
      {verbOf(entry.action)}{' '}
      <Link href={teamPaths.route(team.slug, route)} className="rounded-sm font-semibold hover:underline">
        <bdi>{route.name}</bdi>
      </Link>{' '}
      <span className="text-sm text-ink-3">
        in <bdi>{route.namespace}</bdi>
      </span>
      {entry.result === 'ok' ? (
        <span className="sr-only">, {resultWords.ok}</span>
      ) : (
        <span
          className={classNames(
            'ml-2 rounded px-1.5 text-xs',
            entry.result === 'refused' ? 'bg-danger-soft' : 'bg-caution-soft',
          )}
        >
          {resultWords[entry.result]}
        </span>
      )}
    </p>
  );
}

function Documents({ id, entry }: { readonly id: string; readonly entry: ActivityEntry }) {
  const lines = diffLines(entry.before ?? '', entry.after ?? '');
  return (
    <div id={id} className="col-span-full mt-2 rounded-control border border-line p-3">
      <p className="mb-2 text-xs text-ink-3">
        At <TimeText at={entry.at} style="date-time" />: removed lines are what was before, added lines what was after.
      </p>
      <CodeBlock
        code={lines.map((line) => line.text).join('\n')}
        marks={lines.map((line) => line.mark)}
        label={`Change of ${entry.target}`}
        copy={false}
        className="max-h-96"
      />
    </div>
  );
}
