import type { Metadata } from 'next';
import { stringify } from 'yaml';
import { ActivityList } from '@/components/activity/activity-list.tsx';
import { results } from '@/components/activity/activity-view.ts';
import { openPage } from '@/lib/access/page.ts';
import { listActivity } from '@/lib/db/audit.ts';
import { previewRestoreAction, restoreRouteAction } from '../routes/actions.ts';

export const metadata: Metadata = { title: 'Activity' };

type PageProps = {
  readonly params: Promise<{ team: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ActivityPage({ params, searchParams }: PageProps) {
  const { actorTeam } = await openPage((await params).team);
  const { q, result, cursor } = await searchParams;
  const { rows, nextCursor } = await listActivity(actorTeam.id, {
    ...(typeof q === 'string' && { search: q.slice(0, 200) }),
    ...(results.some((each) => each === result) && { result: String(result) }),
    ...(typeof cursor === 'string' && { cursor: cursor.slice(0, 64) }),
  });
  const entries = rows.map((row) => ({ ...row, before: toYaml(row.before), after: toYaml(row.after) }));
  return (
    <ActivityList
      rows={entries}
      nextCursor={nextCursor}
      previewAction={previewRestoreAction}
      restoreAction={restoreRouteAction}
    />
  );
}

function toYaml(document: unknown): string | null {
  return document === null || document === undefined
    ? null
    : stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
