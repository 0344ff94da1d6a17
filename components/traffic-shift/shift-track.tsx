import { classNames } from '@/components/ui/class-names.ts';
import { formatShare } from '@/lib/gateway-api/describe.ts';

type ShiftTrackProps = {
  readonly stops: readonly number[];
  readonly percent: number;
  /** Who gets the share. */
  readonly name: string;
};

/** The stops of a shift on a line from nothing to everything, and where it stands. */
export function ShiftTrack({ stops, percent, name }: ShiftTrackProps) {
  const shown = [...new Set([...stops, percent])].toSorted((a, b) => a - b);
  return (
    <div>
      <p className="sr-only">
        {name} gets {formatShare(percent)} now. Stops: {stops.map(formatShare).join(', ')}.
      </p>
      <ol aria-hidden="true" className="flex items-start">
        {shown.map((stop, index) => (
          <li key={stop} className="relative flex min-w-0 flex-1 flex-col items-center gap-1 text-xs">
            {index > 0 && (
              <span
                className={classNames(
                  'absolute top-[7px] right-1/2 h-0.5 w-full',
                  stop <= percent ? 'bg-accent' : 'bg-line-strong',
                )}
              />
            )}
            <span
              className={classNames(
                'relative z-10 size-4 rounded-full border-2',
                stop === percent && 'border-accent bg-panel ring-2 ring-accent-soft ring-offset-0',
                stop < percent && 'border-accent bg-accent',
                stop > percent && 'border-control bg-panel',
              )}
            />
            <span className={classNames('tabular-nums', stop === percent ? 'font-semibold text-ink' : 'text-ink-3')}>
              {formatShare(stop)}
            </span>
            {stop === percent && <span className="-mt-1 text-2xs text-accent">now</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
