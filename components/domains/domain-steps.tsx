import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { DomainStep } from '@/lib/domains/domain-row.ts';

const stepNames = {
  domain: 'Domain',
  proof: 'Ownership',
  certificate: 'Certificate',
  traffic: 'Traffic',
  live: 'Live',
} as const satisfies Readonly<Record<DomainStep['name'], string>>;

/** The way of a domain from its name to visitors: a lamp for each step, joined by a track. */
export function DomainSteps({ steps }: { readonly steps: readonly DomainStep[] }) {
  return (
    <ol aria-label="Steps" className="grid grid-cols-5 narrow:flex narrow:flex-col">
      {steps.map((step, index) => (
        <li
          key={step.name}
          data-step={step.name}
          data-state={step.state}
          className="narrow:grid narrow:grid-cols-[30px_1fr] wide:pr-2.5"
        >
          <div className="mb-2.5 flex min-h-[22px] items-center narrow:row-span-2 narrow:m-0 narrow:flex-col narrow:items-start">
            <Lamp state={step.state} size="lg" of={stepNames[step.name]} />
            {index < steps.length - 1 && (
              <>
                <span aria-hidden="true" data-state={step.state} className="track ml-1.5 narrow:hidden" />
                <span aria-hidden="true" className="mt-1.5 ml-2.5 hidden w-0.5 flex-1 bg-line narrow:block" />
              </>
            )}
          </div>
          <div className="min-w-0 pr-2 text-sm leading-[1.45] text-ink-2 narrow:pb-4">
            <h3 className="text-md font-semibold text-ink">{stepNames[step.name]}</h3>
            <p>
              <RichReason text={step.text} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
