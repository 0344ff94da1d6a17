import Link from 'next/link';
import { teamPaths } from '@/components/shell/paths.ts';
import { IssueText } from '@/components/ui/field.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { Note } from '@/components/ui/note.tsx';
import type { ClaimResult } from './domain-actions.ts';

/** What became of each name: claimed, refused and why, or left out. */
export function ClaimResultList({ team, result }: { readonly team: string; readonly result: ClaimResult }) {
  const { claimed, refused, leftOut } = result;
  return (
    <div className="grid gap-3" data-testid="claim-result">
      {claimed.length > 0 && (
        <Note
          tone="go"
          role="status"
          title={claimed.length === 1 ? '1 name is claimed.' : `${claimed.length} names are claimed.`}
        >
          <ul className="mt-1 grid gap-0.5">
            {claimed.map(({ id, unicode }) => (
              <li key={id}>
                <Link
                  href={teamPaths.domain(team, id)}
                  className="rounded-sm font-mono text-sm break-all text-accent hover:underline"
                >
                  <bdi>{unicode}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {refused.length > 0 && (
        <div role="alert" className="grid gap-1.5 rounded-control bg-danger-soft px-3 py-[9px]">
          <p className="text-md font-semibold">
            {refused.length === 1 ? '1 name was refused.' : `${refused.length} names were refused.`}
          </p>
          <ul className="grid gap-1.5">
            {refused.map(({ input, issue }) => (
              <li key={input} data-refused={input}>
                <bdi className="font-mono text-sm break-all">{input}</bdi>
                <IssueText issue={issue} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {leftOut.length > 0 && (
        <p className="flex items-baseline gap-1.5 text-sm text-ink-2">
          <Lamp state="unknown" decorative />
          {leftOut.length.toLocaleString('en')} more were not looked at. They are in the field below.
        </p>
      )}
    </div>
  );
}
