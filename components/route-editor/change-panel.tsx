'use client';

import { lazy, Suspense } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteChange } from '@/lib/gateway-api/route-change.ts';
import { ChangeList } from './change-list.tsx';

// The YAML writer is fetched when there is something to show.
const RouteDiff = lazy(() => import('./route-diff.tsx').then((module) => ({ default: module.RouteDiff })));

type ChangePanelProps = {
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
  readonly changes: readonly RouteChange[];
};

/** What the draft changes against the version in the cluster, in words and in YAML, while it is edited. */
export function ChangePanel({ base, draft, changes }: ChangePanelProps) {
  return (
    <Card aria-labelledby="editor-change" data-testid="change-panel">
      <CardHeader title={base ? 'Change' : 'New route'} titleId="editor-change">
        <span className="flex-1" />
        <span className="text-sm text-ink-3">{base ? changeCount(changes.length) : 'as YAML'}</span>
      </CardHeader>
      <CardBody>
        {base && changes.length === 0 ? (
          <p className="text-sm text-ink-2">
            Nothing yet. What you edit is compared here with the version in the cluster.
          </p>
        ) : (
          <div className="grid min-w-0 grid-cols-1 gap-3">
            {base && <ChangeList changes={changes} />}
            <Suspense fallback={<p className="text-sm text-ink-3">Writing the YAML…</p>}>
              <RouteDiff before={base} after={draft} className="max-h-[60vh]" />
            </Suspense>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function changeCount(count: number): string {
  if (count === 0) return 'none';
  return count === 1 ? '1 change' : `${count} changes`;
}
