'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { explainMatch } from '@/lib/gateway-api/describe.ts';
import type { HttpRouteMatch } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { MatchEditor } from './match-editor.tsx';

/** When a rule takes a request: any of its matches, each with all of its conditions. */
export function MatchesEditor({ matches, path }: { readonly matches: readonly HttpRouteMatch[]; readonly path: Path }) {
  const { canEdit, edit } = useEditor();
  // A rule without matches takes everything; its first condition makes the first match.
  const shown = matches.length === 0 ? [{}] : matches;

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
            <div className="flex items-start gap-1">
              <div id={fieldId([...path, index])} tabIndex={-1} className="min-w-0 flex-1">
                <MatchEditor match={match} path={[...path, index]} />
                <FieldIssues path={[...path, index]} />
              </div>
              {canEdit && matches.length > 1 && <RemoveMatch match={match} path={[...path, index]} />}
            </div>
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

function RemoveMatch({ match, path }: { readonly match: HttpRouteMatch; readonly path: Path }) {
  const { edit } = useEditor();
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
