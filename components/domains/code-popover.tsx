'use client';

import { Popover } from '@/components/ui/popover.tsx';
import { type DomainCode, domainCodeEntries } from '@/lib/domains/codes.ts';
import { codePath } from './code-path.ts';
import { actorWords } from './domain-words.ts';

/** A finding's code; pressed it says what the code means, as the documentation does, and leads there. */
export function CodePopover({ code }: { readonly code: DomainCode }) {
  const { title, doc, severity, who } = domainCodeEntries[code];
  return (
    <Popover
      title={`${code}: ${title}`}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`What ${code} means`}
          className="min-h-6 rounded bg-sunken px-1.5 py-px font-mono text-xs text-ink-2 hover:text-ink"
        >
          {code}
        </button>
      }
    >
      <p className="text-sm text-ink-2">{doc}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs text-ink-2">
        <dt className="text-ink-3">Severity</dt>
        <dd>{severity}</dd>
        <dt className="text-ink-3">Who acts</dt>
        <dd>{actorWords[who]}</dd>
      </dl>
      <p className="mt-2 text-xs">
        <a
          href={codePath(code)}
          target="_blank"
          rel="noreferrer"
          className="rounded-sm font-[550] text-accent hover:underline"
        >
          How {code} is found, and what mends it
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      </p>
    </Popover>
  );
}
