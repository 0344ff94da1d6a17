import type { ActivityRow } from '@/lib/db/audit.ts';

/** One event as the page shows it: the documents before and after as YAML text. */
export type ActivityEntry = Omit<ActivityRow, 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

export const results = ['ok', 'refused', 'failed'] as const;

const verbs: Readonly<Record<string, string>> = {
  'route.apply': 'applied',
  'route.create': 'made',
  'route.delete': 'deleted',
  'route.delete-request': 'asked to delete',
  'route.delete-undo': 'kept',
  'route.restore': 'restored',
  'route.takeover': 'took over fields of',
};

/** What was done, as a verb between who and what; an action that this version does not know is shown by its name. */
export function verbOf(action: string): string {
  return Object.hasOwn(verbs, action) ? (verbs[action] ?? action) : `${action} on`;
}

/** `namespace/name` as its two parts. */
export function targetOf(target: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = target.split('/');
  return { namespace, name };
}
