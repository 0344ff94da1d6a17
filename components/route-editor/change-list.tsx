import { Minus, MoveVertical, PenLine, Plus } from 'lucide-react';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { RouteChange } from '@/lib/gateway-api/route-change.ts';

const kinds = {
  added: { icon: Plus, tone: 'text-go', word: 'Added' },
  removed: { icon: Minus, tone: 'text-danger', word: 'Removed' },
  changed: { icon: PenLine, tone: 'text-ink-3', word: 'Changed' },
  moved: { icon: MoveVertical, tone: 'text-ink-3', word: 'Moved' },
} as const satisfies Record<RouteChange['kind'], unknown>;

/** Changes of a route in words, one a line. */
export function ChangeList({ changes }: { readonly changes: readonly RouteChange[] }) {
  return (
    <ul className="grid gap-1">
      {changes.map((change) => {
        const { icon: Icon, tone, word } = kinds[change.kind];
        return (
          <li key={`${change.path.join('.')} ${change.text}`} className="flex items-start gap-2 text-md">
            <Icon aria-hidden="true" className={`mt-1 size-3 flex-none ${tone}`} />
            <span className="min-w-0 break-words">
              <span className="sr-only">{word}: </span>
              <RichReason text={change.text} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
