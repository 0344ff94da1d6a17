import { IssueText } from '@/components/ui/field.tsx';
import type { Issue } from '@/lib/outcome.ts';

/** Why something was refused, announced when it appears. */
export function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  return (
    <div role="alert" className="grid gap-1 empty:hidden">
      {issues.map((issue) => (
        <IssueText key={`${issue.code} ${issue.message}`} issue={issue} />
      ))}
    </div>
  );
}
