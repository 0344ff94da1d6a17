'use client';

import { ChangeList } from '@/components/route-editor/change-list.tsx';
import { RouteDiff } from '@/components/route-editor/route-diff.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { RouteChange } from '@/lib/gateway-api/route-change.ts';

type ReviewChangesProps = {
  readonly changes: readonly RouteChange[];
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
};

/** What changes, in words and in YAML. */
export function ReviewChanges({ changes, base, draft }: ReviewChangesProps) {
  return (
    <div className="grid grid-cols-1 gap-2.5">
      {base && changes.length > 0 && (
        <section aria-label="Changes in words">
          <h3 className="mb-1 text-md font-semibold text-ink-2">What changes</h3>
          <ChangeList changes={changes} />
        </section>
      )}
      <section aria-label="Changes in YAML">
        <h3 className="mb-1 text-md font-semibold text-ink-2">{base ? 'In YAML' : 'The new route'}</h3>
        <div className="rounded-control border border-line p-2.5">
          <RouteDiff before={base} after={draft} className="max-h-72" />
        </div>
      </section>
    </div>
  );
}
