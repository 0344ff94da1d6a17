'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { teamPaths } from '@/components/shell/paths.ts';
import { IssueText } from '@/components/ui/field.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { stateWords } from './domain-words.ts';
import type { NameReading, NamesReading } from './read-names.ts';

/** How each typed name was read: what is wrong with it and how to mend it, or what it will be. */
export function NamesReadingList({ id, reading }: { readonly id: string; readonly reading: NamesReading }) {
  const { names, leftOut, readyCount } = reading;
  // Of many names only those are worth a line of which there is something to say.
  const isLong = names.length > 6;
  const shown = isLong ? names.filter(hasSomethingToSay) : names;
  return (
    <div id={id} aria-live="polite" className="grid gap-2">
      {isLong && (
        <p className="text-sm text-ink-2">
          {readyCount} of {names.length} names can be claimed.
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label="How the names were read" className="grid gap-1.5">
          {shown.map((name) => (
            <NameLine key={name.text} name={name} />
          ))}
        </ul>
      )}
      {leftOut.length > 0 && <LeftOut names={leftOut} count={names.length} />}
    </div>
  );
}

function hasSomethingToSay({ reading, claimed }: NameReading): boolean {
  return claimed !== null || reading.status === 'refused' || reading.advice.some(({ severity }) => severity !== 'info');
}

function NameLine({ name: { text, reading, claimed } }: { readonly name: NameReading }) {
  const issues = reading.status === 'refused' ? [reading.issue] : reading.advice;
  const title = reading.unicode ?? text;
  return (
    <li data-name={text} data-reading={claimed ? 'claimed' : reading.status} className="grid gap-0.5">
      <p className="flex items-baseline gap-1.5 text-sm">
        {reading.status === 'read' && claimed === null && (
          <Check role="img" aria-label="Can be claimed:" className="size-3 flex-none translate-y-px text-go" />
        )}
        <bdi className="min-w-0 font-mono text-sm break-all">{title}</bdi>
        {reading.status === 'read' && reading.origin === 'platform' && (
          <span className="text-xs text-ink-3">in the platform’s zone: first come, no record to set</span>
        )}
      </p>
      {claimed !== null && <ClaimedAlready domain={claimed} />}
      {issues.map((issue) => (
        <IssueText key={issue.code} issue={issue} />
      ))}
    </li>
  );
}

function ClaimedAlready({ domain }: { readonly domain: DomainRow }) {
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-2">
      <Lamp state={stateWords[domain.state].lamp} decorative />
      Your team has claimed it already ({stateWords[domain.state].label}):
      <Link href={teamPaths.domain(domain.team, domain.id)} className="font-[550] text-accent hover:underline">
        its page
      </Link>
    </p>
  );
}

/** Names every one that was not taken, so that nothing of a long paste is lost. */
export function LeftOut({ names, count }: { readonly names: readonly string[]; readonly count: number }) {
  return (
    <details className="text-sm text-ink-2">
      <summary className="rounded-sm">
        {count} names are taken at once; {names.length.toLocaleString('en')} more stay in the field for the next time.
      </summary>
      <p className="mt-1 font-mono text-xs break-all">{names.join(', ')}</p>
    </details>
  );
}
