import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { ConditionRow } from '@/lib/signals/route-view.ts';

/** Conditions as the controller wrote them; those about an older version of the object say so. */
export function ConditionList({ conditions }: { readonly conditions: readonly ConditionRow[] }) {
  if (conditions.length === 0) return <p className="text-md text-ink-2">The controller has said nothing yet.</p>;
  return (
    <ul className="grid gap-1.5">
      {conditions.map((condition) => (
        <li key={condition.type} className="text-sm leading-snug">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <b className="font-[550]">
              <bdi>{condition.type}</bdi>
            </b>
            <code className="text-xs text-ink-2">
              <bdi>
                {condition.status}
                {condition.reason && ` · ${condition.reason}`}
              </bdi>
            </code>
            {condition.changedAt !== null && (
              <span className="text-xs text-ink-3">
                <RelativeTime at={condition.changedAt} />
              </span>
            )}
            {!condition.current && (
              <span className="rounded bg-caution-soft px-1.5 text-xs">outdated: about an older version</span>
            )}
          </span>
          {condition.message && (
            <span className="block text-ink-2">
              <RichReason text={condition.message} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
