'use client';

import { Copy, X } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { explainMatch } from '@/lib/gateway-api/describe.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteMatch } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditorTools } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues, IssuesInside } from './field-issues.tsx';
import { MatchEditor } from './match-editor.tsx';
import { areSameProps } from './same-props.ts';
import { useDisclosure } from './use-disclosure.ts';

/** When a rule takes a request: any of its matches, each with all of its conditions. */
export function MatchesEditor({ matches, path }: { readonly matches: readonly HttpRouteMatch[]; readonly path: Path }) {
  const { canEdit, edit } = useEditorTools();
  // A rule without matches takes everything; its first condition makes the first match.
  const shown = matches.length === 0 ? [{}] : matches;

  const openCount = openAtFirst(shown);

  function handleAdd() {
    const value = { path: { type: 'PathPrefix', value: '/' } };
    // Without a match the rule takes everything: "or" then means two matches, of which the first says so.
    const first = matches.length === 0 ? [{ op: 'insert' as const, path: [...path, 0], value }] : [];
    edit([...first, { op: 'insert', path: [...path, shown.length], value }]);
    setTimeout(() => focusAdded([...path, shown.length, 'path']), 30);
  }

  return (
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0">
      <ul className="grid gap-1.5">
        {shown.map((match, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a match has no identity but its place
          <li key={index} className="min-w-0">
            {index > 0 && <div className="pb-1 text-xs text-ink-3">or</div>}
            <MatchRow
              match={match}
              path={[...path, index]}
              isAlone={matches.length < 2}
              isOpenAtFirst={index < openCount}
            />
          </li>
        ))}
      </ul>
      <FieldIssues path={path} />
      {canEdit && (
        <Button variant="quiet" size="sm" className="mt-1 -ml-2 text-accent!" onClick={handleAdd}>
          or match…
        </Button>
      )}
    </div>
  );
}

/** So many conditions are drawn with controls at first: a rule may have a thousand, and each costs time at every keystroke. */
const conditionsAtFirst = 32;

function openAtFirst(matches: readonly HttpRouteMatch[]): number {
  let conditions = 0;
  const end = matches.findIndex((match) => {
    conditions += 1 + objects(match.headers).length + objects(match.queryParams).length;
    return conditions > conditionsAtFirst;
  });
  return end < 0 ? matches.length : Math.max(end, 1);
}

type MatchRowProps = {
  readonly match: HttpRouteMatch;
  readonly path: Path;
  readonly isAlone: boolean;
  readonly isOpenAtFirst: boolean;
};

/** One match with its controls, or in words until somebody wants to edit it. */
const MatchRow = memo(function MatchRow({ match, path, isAlone, isOpenAtFirst }: MatchRowProps) {
  const { canEdit } = useEditorTools();
  const [isOpen, setIsOpen] = useDisclosure(path, isOpenAtFirst);
  return (
    <div className="flex items-start gap-1">
      <div id={fieldId(path)} tabIndex={-1} className="min-w-0 flex-1 outline-none">
        {isOpen ? (
          <>
            <MatchEditor match={match} path={path} />
            <FieldIssues path={path} />
          </>
        ) : (
          <>
            <button
              type="button"
              aria-expanded={false}
              onClick={() => {
                setIsOpen(true);
                setTimeout(() => focusAdded(path), 30);
              }}
              className="line-clamp-3 rounded-control px-1.5 py-1 text-left text-sm break-words text-ink-2 hover:bg-sunken hover:text-ink"
            >
              {explainMatch(match)}
            </button>
            <IssuesInside path={path} />
          </>
        )}
      </div>
      {canEdit && isOpen && <DuplicateMatch match={match} path={path} />}
      {canEdit && isOpen && !isAlone && <RemoveMatch match={match} path={path} />}
    </div>
  );
}, areSameProps);

function DuplicateMatch({ match, path }: { readonly match: HttpRouteMatch; readonly path: Path }) {
  const { edit, announce } = useEditorTools();
  const index = Number(path.at(-1));
  const copyPath = [...path.slice(0, -1), index + 1];
  function handleDuplicate() {
    // A rule without matches takes everything: its copy needs the first one written down.
    const isWritten = Object.keys(match).length > 0;
    const value = isWritten ? match : { path: { type: 'PathPrefix', value: '/' } };
    edit([...(isWritten ? [] : [{ op: 'set' as const, path, value }]), { op: 'insert', path: copyPath, value }]);
    announce('Copied the match. Change the copy: the first of two equal matches wins.');
    setTimeout(() => focusAdded(copyPath), 30);
  }
  return (
    <IconButton size="sm" label={`Duplicate the match: ${explainMatch(match)}`} onClick={handleDuplicate}>
      <Copy aria-hidden="true" className="size-3.5" />
    </IconButton>
  );
}

function RemoveMatch({ match, path }: { readonly match: HttpRouteMatch; readonly path: Path }) {
  const { edit } = useEditorTools();
  function handleRemove() {
    edit([{ op: 'remove', path }]);
    showToast({
      title: 'Removed a match',
      action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path, value: match }]) },
    });
  }
  return (
    <IconButton size="sm" label={`Remove the match: ${explainMatch(match)}`} onClick={handleRemove}>
      <X aria-hidden="true" className="size-3.5" />
    </IconButton>
  );
}
