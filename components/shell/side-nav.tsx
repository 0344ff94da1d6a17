'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useDomainNeeds } from '@/components/domains/use-domain-needs.ts';
import { useLive } from '@/components/live/use-live.ts';
import { classNames } from '@/components/ui/class-names.ts';
import { isCurrent, pagesOf } from './paths.ts';
import { useTeam } from './team-context.tsx';

/** The pages of the open team. */
export function SideNav({ onNavigate = () => {} }: { readonly onNavigate?: (() => void) | undefined }) {
  const team = useTeam();
  const pathname = usePathname();
  return (
    <nav aria-label="Team pages">
      <ul className="flex flex-col gap-1">
        {pagesOf(team.slug).map((page) => {
          const current = isCurrent(page, pathname);
          return (
            <li key={page.key}>
              <Link
                href={page.href}
                onClick={onNavigate}
                aria-current={current ? 'page' : undefined}
                className={classNames(
                  'flex items-center gap-2.5 rounded-control px-2.5 py-1.5',
                  current
                    ? 'bg-panel font-[550] text-ink shadow-[0_0_0_1px_var(--line)]'
                    : 'text-ink-2 hover:bg-sunken hover:text-ink',
                )}
              >
                {page.label}
                {page.key === 'domains' && <DomainNeeds />}
                {page.key === 'routes' && <RouteCount />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** How many routes the team has; nothing while that is not known. */
function RouteCount() {
  const { namespaces } = useTeam();
  const count = useLive(({ routes }) => routes?.filter(({ namespace }) => namespaces.includes(namespace)).length);
  if (count === undefined) return null;
  return <span className="ml-auto text-xs font-normal text-ink-3 tabular-nums">{count.toLocaleString('en')}</span>;
}

/** How many domains need somebody; nothing while none does. */
function DomainNeeds() {
  const count = useDomainNeeds();
  if (count === 0) return null;
  return (
    <span className="ml-auto inline-flex min-w-[18px] justify-center rounded-full bg-caution-soft px-1.5 text-xs font-[550] text-ink tabular-nums">
      {count.toLocaleString('en')}
      <span className="sr-only"> {count === 1 ? 'needs' : 'need'} somebody</span>
    </span>
  );
}
