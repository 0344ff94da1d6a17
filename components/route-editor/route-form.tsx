'use client';

import { IssueText } from '@/components/ui/field.tsx';
import { useEditor } from './editor-context.tsx';
import { IdentityCard, OwnedBy } from './identity-card.tsx';
import { KeptList } from './kept-list.tsx';
import { RulesEditor } from './rules-editor.tsx';

/** The visual editor of one route. Give it the draft through `EditorProvider`. */
export function RouteForm() {
  const { draft } = useEditor();
  return (
    // Beside the YAML the form is as narrow as on a phone: its parts go by its own width. What gets the focus on a narrow screen must
    // not lie below the docked button.
    <div className="@container/form grid min-w-0 gap-3.5 narrow:[&_:is(input,select,button)]:scroll-mb-24">
      <UnplacedIssues />
      <IdentityCard />
      <section aria-labelledby="editor-rules" className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-baseline gap-x-2 px-1">
          <h2 id="editor-rules" className="text-md font-semibold text-ink-2">
            Rules
          </h2>
          <OwnedBy route={draft} path={['spec', 'rules']} />
        </div>
        <RulesEditor />
      </section>
      <KeptList />
    </div>
  );
}

/** Findings that belong to no field. */
function UnplacedIssues() {
  const { unplaced } = useEditor();
  if (unplaced.length === 0) return null;
  return (
    <div id="editor-problems" tabIndex={-1} className="grid gap-1 rounded-control bg-danger-soft px-3 py-2.5">
      {unplaced.map((issue) => (
        <IssueText key={`${issue.code} ${issue.message}`} issue={issue} />
      ))}
    </div>
  );
}
