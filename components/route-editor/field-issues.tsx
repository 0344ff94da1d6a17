'use client';

import { Button } from '@/components/ui/button.tsx';
import { IssueText } from '@/components/ui/field.tsx';
import type { Issue, Path } from '@/lib/outcome.ts';
import { fixesFor } from '@/lib/validation/fixes.ts';
import { useEditor, useIssuesAt, useIssuesIn } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';

/** The findings of one place, below its control, each with what mends it at a click. */
export function FieldIssues({ path, className = 'mt-1' }: { readonly path: Path; readonly className?: string }) {
  const issues = useIssuesAt(path);
  if (issues.length === 0) return null;
  return (
    <div id={notesId(path)} className={`grid gap-0.5 ${className}`}>
      <IssueList issues={issues} />
    </div>
  );
}

/** The findings of a closed part, with those of every field in it. */
export function IssuesInside({ path }: { readonly path: Path }) {
  const issues = useIssuesIn(path);
  if (issues.length === 0) return null;
  return (
    <div className="mt-1 grid gap-0.5">
      <IssueList issues={issues} />
    </div>
  );
}

function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  const { canEdit, draft, edit, facts } = useEditor();
  return issues.map((issue) => (
    <div
      key={`${issue.code} ${issue.path.join('.')} ${issue.message}`}
      className="flex flex-wrap items-center gap-x-1.5"
    >
      <IssueText issue={issue} />
      {canEdit &&
        fixesFor(issue, draft, facts).map(({ label, edits }) => (
          <Button key={label} size="sm" onClick={() => edit(edits)}>
            {label}
          </Button>
        ))}
    </div>
  ));
}

/** What a control needs so that the findings of its place are read with it. */
export function useFieldState(path: Path) {
  const issues = useIssuesAt(path);
  return {
    'aria-invalid': issues.some((issue) => issue.severity === 'error') || undefined,
    'aria-describedby': issues.length > 0 ? notesId(path) : undefined,
  } as const;
}

function notesId(path: Path): string {
  return `${fieldId(path)}-notes`;
}
