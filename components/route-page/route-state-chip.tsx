import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';

/** The route's headline state beside its name; nothing while it is not known. */
export function RouteStateChip({ row }: { readonly row: RouteRow | null | undefined }) {
  if (!row) return null;
  return (
    <span className="min-w-0 [&>span]:max-w-full [&>span]:rounded-xl [&>span]:whitespace-normal">
      <Chip>
        <Lamp state={row.state} />
        <span className="min-w-0" data-testid="route-headline">
          <RichReason text={row.headline} />
        </span>
      </Chip>
    </span>
  );
}
