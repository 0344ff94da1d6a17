'use client';

import { IssueText } from '@/components/ui/field.tsx';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';

/** The findings of one place, below its control. */
export function FieldIssues({ path, className = 'mt-1' }: { readonly path: Path; readonly className?: string }) {
  const issues = useEditor().issuesAt(path);
  if (issues.length === 0) return null;
  return (
    <div id={notesId(path)} className={`grid gap-0.5 ${className}`}>
      {issues.map((issue) => (
        <IssueText key={`${issue.code} ${issue.message}`} issue={issue} />
      ))}
    </div>
  );
}

/** The findings of a closed part, with those of every field in it. */
export function IssuesInside({ path }: { readonly path: Path }) {
  const issues = useEditor().issuesIn(path);
  if (issues.length === 0) return null;
  return (
    <div className="mt-1 grid gap-0.5">
      {issues.map((issue) => (
        <IssueText key={`${issue.code} ${issue.path.join('.')} ${issue.message}`} issue={issue} />
      ))}
    </div>
  );
}

/** What a control needs so that the findings of its place are read with it. */
export function useFieldState(path: Path) {
  const issues = useEditor().issuesAt(path);
  return {
    'aria-invalid': issues.some((issue) => issue.severity === 'error') || undefined,
    'aria-describedby': issues.length > 0 ? notesId(path) : undefined,
  } as const;
}

function notesId(path: Path): string {
  return `${fieldId(path)}-notes`;
}
