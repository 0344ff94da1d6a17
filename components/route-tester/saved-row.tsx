'use client';

import { Ellipsis } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { expectationOf, expectationText } from '@/lib/gateway-api/matching/expectation.ts';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import { stateOfTest, type TestState } from './rule-of-test.ts';
import type { Verdict } from './verdict.ts';
import { ruleText } from './verdict-words.ts';

type SavedRowProps = {
  readonly test: SavedTest;
  readonly verdict: Verdict;
  readonly canEdit: boolean;
  readonly onOpen: () => void;
  readonly onEdit: () => void;
  /** Expects from now on what happens now. */
  readonly onAdopt: () => void;
  readonly onRemove: () => void;
};

const lamps = {
  met: { lamp: 'ok', word: 'as expected' },
  missed: { lamp: 'problem', word: 'goes elsewhere' },
  unknown: { lamp: 'unknown', word: 'not judged yet' },
} as const satisfies Record<TestState, { lamp: string; word: string }>;

/** One saved request: whether it goes where it is wanted, and where it goes when not. */
export function SavedRow({ test, verdict, canEdit, onOpen, onEdit, onAdopt, onRemove }: SavedRowProps) {
  const state = stateOfTest(test, verdict);
  return (
    <li data-saved={test.name} data-state={state} className="flex items-start gap-2 py-2">
      <span
        className="lamp mt-[3px]"
        data-state={lamps[state].lamp}
        data-size="sm"
        role="img"
        aria-label={`${test.name}: ${lamps[state].word}`}
      />
      <div className="min-w-0 flex-1 text-sm">
        <button
          type="button"
          onClick={onOpen}
          title="Test this request"
          className="max-w-full rounded-control text-left font-[550] break-words hover:underline"
        >
          <bdi>{test.name}</bdi>
        </button>
        <p className="font-mono text-xs break-all text-ink-2">
          <bdi>
            {test.request.method} {test.request.url}
          </bdi>
        </p>
        <p className="text-xs break-words text-ink-2">
          expects <bdi>{expectationText(test.expectation)}</bdi>
          {state === 'missed' && (
            <>
              {', '}
              <span className="font-[550] text-danger">
                gets <bdi>{actualText(test, verdict)}</bdi>
              </span>
            </>
          )}
          {verdict.kind === 'flawed' && `. ${verdict.flaws[0]?.message ?? ''}`}
        </p>
      </div>
      {canEdit && (
        <RowMenu
          name={test.name}
          canAdopt={state === 'missed' && verdict.kind === 'answered'}
          {...{ onEdit, onAdopt, onRemove }}
        />
      )}
    </li>
  );
}

type RowMenuProps = Pick<SavedRowProps, 'onEdit' | 'onAdopt' | 'onRemove'> & {
  readonly name: string;
  readonly canAdopt: boolean;
};

function RowMenu({ name, canAdopt, onEdit, onAdopt, onRemove }: RowMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={`More for ${name}`}>
          <Ellipsis aria-hidden="true" className="size-3.5" />
        </IconButton>
      }
    >
      <MenuItem onClick={onEdit}>Rename or change…</MenuItem>
      <MenuItem disabled={!canAdopt} onClick={onAdopt}>
        Update expectation
      </MenuItem>
      <MenuSeparator />
      <MenuItem tone="danger" onClick={onRemove}>
        Remove
      </MenuItem>
    </Menu>
  );
}

/** What happens instead, in the words of what is expected. */
function actualText({ expectation }: SavedTest, verdict: Verdict): string {
  if (verdict.kind === 'other-team') return 'a route of another team';
  if (verdict.kind !== 'answered') return 'nothing yet';
  const { winner } = verdict.answer;
  if (winner !== null && (expectation.kind === 'rule' || !winner.isDraft)) return ruleText(winner);
  return expectationText(expectationOf(verdict.answer));
}
