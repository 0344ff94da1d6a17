'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { expectationNow, stateOfTest } from './rule-of-test.ts';
import { SavedRow } from './saved-row.tsx';
import { SavedTestDialog } from './saved-test-dialog.tsx';
import type { SavedTests } from './use-saved-tests.ts';
import type { Verdict } from './verdict.ts';

type SavedListProps = {
  readonly saved: SavedTests;
  /** One for each saved request, in their order. */
  readonly verdicts: readonly Verdict[];
  readonly draft: HttpRoute;
  readonly canEdit: boolean;
  readonly onOpen: (test: SavedTest) => void;
};

/** The requests saved with the route, each judged again whenever something changes. */
export function SavedList({ saved, verdicts, draft, canEdit, onOpen }: SavedListProps) {
  const { tests, change } = saved;
  const [editing, setEditing] = useState<SavedTest | null>(null);
  const replace = (test: SavedTest) => change((all) => all.map((one) => (one.id === test.id ? test : one)));

  return (
    <section aria-labelledby="saved-requests" data-testid="saved-requests" className="grid gap-2">
      <div className="flex items-baseline gap-2">
        <h3 id="saved-requests" className="text-md font-semibold text-ink-2">
          Saved requests
        </h3>
        <span className="ml-auto text-xs text-ink-2">{countText(tests, verdicts)}</span>
      </div>
      <StoreNote saved={saved} />
      {tests.length === 0 && saved.state === 'saved' && <NoneYet canEdit={canEdit} />}
      {tests.length > 0 && (
        <ul className="grid divide-y divide-line">
          {tests.map((test, index) => {
            const verdict = verdicts[index] ?? { kind: 'waiting' };
            return (
              <SavedRow
                key={test.id}
                test={test}
                verdict={verdict}
                canEdit={canEdit}
                onOpen={() => onOpen(test)}
                onEdit={() => setEditing(test)}
                onAdopt={() =>
                  verdict.kind === 'answered' &&
                  replace({ ...test, expectation: expectationNow(verdict.answer, draft) })
                }
                onRemove={() => remove(test, index, change)}
              />
            );
          })}
        </ul>
      )}
      {editing && (
        <SavedTestDialog
          title="Change the saved request"
          test={editing}
          draft={draft}
          onSave={replace}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

function NoneYet({ canEdit }: Pick<SavedListProps, 'canEdit'>) {
  return (
    <p className="text-sm text-ink-2">
      {canEdit
        ? 'None yet. Save a request to see at once when a change sends it elsewhere.'
        : 'None. An editor of the team can save requests with this route.'}
    </p>
  );
}

/** Takes a request out of the list; the toast puts it back to its place. */
function remove(test: SavedTest, index: number, change: SavedTests['change']): void {
  change((all) => all.filter((one) => one.id !== test.id));
  showToast({
    title: `Removed ${test.name}`,
    action: {
      label: 'Undo',
      onClick: () => change((all) => (all.some((one) => one.id === test.id) ? all : all.toSpliced(index, 0, test))),
    },
  });
}

function StoreNote({ saved: { state, issue, retry } }: Pick<SavedListProps, 'saved'>) {
  if (state !== 'refused' && state !== 'unloaded') return null;
  return (
    <Note
      tone="danger"
      role="alert"
      title={state === 'refused' ? 'Not stored.' : 'Saved requests could not be read.'}
      action={
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      }
    >
      {issue?.message} {state === 'refused' && 'Your list stays here until the page is left.'}
    </Note>
  );
}

function countText(tests: readonly SavedTest[], verdicts: readonly Verdict[]): string {
  if (tests.length === 0) return '';
  const states = tests.map((test, index) => stateOfTest(test, verdicts[index] ?? { kind: 'waiting' }));
  const missed = states.filter((state) => state === 'missed').length;
  const met = states.filter((state) => state === 'met').length;
  return missed === 0
    ? `${met} of ${tests.length} as expected`
    : `${missed} of ${tests.length} ${missed === 1 ? 'goes' : 'go'} elsewhere`;
}
