import type { DomainRow, DomainState } from '@/lib/domains/domain-row.ts';
import { compareStates, type LampState } from '@/lib/signals/verdict.ts';
import { needsSomebody, stateWords } from './domain-words.ts';

/** How the counts above the list name the states. */
export const domainGroups = ['live', 'under way', 'troubled', 'over'] as const;
export type DomainGroup = (typeof domainGroups)[number];

export const groupLamps = {
  live: 'ok',
  'under way': 'progress',
  troubled: 'problem',
  over: 'not-needed',
} as const satisfies Record<DomainGroup, LampState>;

const groupOfState: Readonly<Record<DomainState, DomainGroup>> = {
  live: 'live',
  'awaiting-proof': 'under way',
  issuing: 'under way',
  'ready-to-switch': 'under way',
  switching: 'under way',
  blocked: 'troubled',
  contested: 'troubled',
  degraded: 'troubled',
  drifted: 'troubled',
  suspended: 'troubled',
  lapsed: 'over',
  released: 'over',
};

export const domainColumns = ['domain', 'state', 'expiry', 'checked'] as const;
export type DomainColumn = (typeof domainColumns)[number];
export type DomainSort = { readonly column: DomainColumn; readonly direction: 'ascending' | 'descending' };

export function groupOf({ state }: Pick<DomainRow, 'state'>): DomainGroup {
  return groupOfState[state];
}

export function countGroups(rows: readonly DomainRow[]): Readonly<Record<DomainGroup, number>> {
  const counts = { live: 0, 'under way': 0, troubled: 0, over: 0 };
  for (const row of rows) counts[groupOf(row)] += 1;
  return counts;
}

/** The domains in which every word occurs: in the name, the namespace, the state, what is said of it, its codes or its provider. */
export function filterDomains(
  rows: readonly DomainRow[],
  search: string,
  group: DomainGroup | null,
): readonly DomainRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && group === null) return rows;
  return rows.filter((row) => {
    if (group !== null && groupOf(row) !== group) return false;
    const text = words.length === 0 ? '' : searchedText(row);
    return words.every((word) => text.includes(word));
  });
}

function searchedText(row: DomainRow): string {
  return [
    row.hostname,
    row.unicode,
    row.team,
    row.namespace,
    stateWords[row.state].label,
    row.headline,
    row.provider?.name ?? '',
    ...row.diagnoses.map(({ code }) => code),
    ...row.routes,
  ]
    .join('\n')
    .toLowerCase();
}

/** Sorted by a column; equal rows by name. State ascending is what needs somebody first, then worst first. */
export function sortDomains(rows: readonly DomainRow[], { column, direction }: DomainSort): readonly DomainRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = comparators[column];
  return rows.toSorted((a, b) => sign * compare(a, b) || byName(a, b));
}

const comparators: Readonly<Record<DomainColumn, (a: DomainRow, b: DomainRow) => number>> = {
  domain: byName,
  state: (a, b) =>
    Number(needsSomebody(b)) - Number(needsSomebody(a)) ||
    compareStates(stateWords[a.state].lamp, stateWords[b.state].lamp),
  expiry: (a, b) => (a.certificate?.notAfter ?? never) - (b.certificate?.notAfter ?? never),
  checked: (a, b) => (a.checkedAt ?? 0) - (b.checkedAt ?? 0),
};

/** Later than any certificate lasts. */
const never = Number.MAX_SAFE_INTEGER;

function byName(a: DomainRow, b: DomainRow): number {
  return byText(a.hostname, b.hostname) || byText(a.namespace, b.namespace);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
