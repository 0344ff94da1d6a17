import { classNames } from '@/components/ui/class-names.ts';
import type { HeaderList } from '@/lib/gateway-api/matching/header-changes.ts';
import type { HeaderLine } from './header-lines.ts';

/** Headers with what was done to each: what is new is marked, what is gone is struck out. */
export function HeaderTable({ lines, label }: { readonly lines: readonly HeaderLine[]; readonly label: string }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-label={label} className="-mx-0.5 grid gap-0.5 font-mono text-xs">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice with the same value
        <li key={index} data-change={line.change?.kind} className="flex flex-wrap items-baseline gap-x-1.5">
          <span
            className={classNames(
              'min-w-0 rounded-[3px] px-0.5 break-all',
              line.change !== null && line.value !== null && 'bg-go-soft',
              line.value === null && 'bg-danger-soft line-through',
            )}
          >
            <bdi>{line.name}</bdi>: <bdi>{line.value ?? line.change?.before ?? ''}</bdi>
          </span>
          {line.note && <span className="font-sans text-2xs text-ink-2">{line.note}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Headers as they are. */
export function PlainHeaders({ headers, label }: { readonly headers: HeaderList; readonly label: string }) {
  return (
    <HeaderTable label={label} lines={headers.map(([name, value]) => ({ name, value, change: null, note: null }))} />
  );
}
