'use client';

import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { Lamp } from '@/components/ui/lamp.tsx';
import { lightNames } from '@/components/ui/mini-path.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { Verdict } from '@/lib/signals/verdict.ts';
import { EvidencePanel } from './evidence-panel.tsx';

type SignalStopProps = {
  readonly verdict: Verdict;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

/** One stop of the path: lamp, track to the next, why, what to do, and what the verdict rests on. */
export function SignalStop({ verdict, isLast, isOpen, onOpenChange }: SignalStopProps) {
  const panelId = useId();
  const name = lightNames[verdict.light];
  // The item is not a box of its own: its stop stands in the row, its evidence below all stops (wide) or below itself (narrow).
  return (
    <li className="contents" data-light={verdict.light} data-state={verdict.state} data-code={verdict.code}>
      <div className="narrow:grid narrow:grid-cols-[30px_1fr] wide:pr-2.5">
        <div className="mb-2.5 flex items-center narrow:row-span-2 narrow:m-0 narrow:flex-col narrow:items-start">
          <Lamp state={verdict.state} size="lg" of={name} />
          {!isLast && <span aria-hidden="true" data-state={verdict.state} className="track ml-1.5 narrow:hidden" />}
          {!isLast && <span aria-hidden="true" className="mt-1.5 ml-2.5 hidden w-0.5 flex-1 bg-line narrow:block" />}
        </div>
        <div className="min-w-0 pr-2 text-sm leading-[1.45] text-ink-2 narrow:pb-4">
          <h3 className="text-md font-semibold text-ink">{name}</h3>
          <p>
            <RichReason text={verdict.reason} />
          </p>
          {verdict.fix && (
            <p className="mt-1.5 border-l-2 border-line-strong pl-2 text-ink">
              <span className="sr-only">What to do: </span>
              <RichReason text={verdict.fix} />
            </p>
          )}
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? panelId : undefined}
            aria-label={`Evidence for ${name}`}
            onClick={() => onOpenChange(!isOpen)}
            className="mt-1 inline-flex min-h-6 items-center gap-1 rounded-sm text-xs text-ink-3 hover:text-ink"
          >
            Evidence
            <ChevronDown
              aria-hidden="true"
              className={classNames('size-3 transition-transform', isOpen && 'rotate-180')}
            />
          </button>
        </div>
      </div>
      {isOpen && <EvidencePanel id={panelId} verdict={verdict} />}
    </li>
  );
}
