import type { ReactNode } from 'react';
import { useClusterTime } from '@/components/live/use-live.ts';
import { Lamp } from '@/components/ui/lamp.tsx';
import { lightNames } from '@/components/ui/mini-path.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { Evidence, Verdict } from '@/lib/signals/verdict.ts';

/** What a verdict rests on: found and wanted, where it comes from, how old it is. */
export function EvidencePanel({ id, verdict }: { readonly id: string; readonly verdict: Verdict }) {
  const name = lightNames[verdict.light];
  const clusterTime = useClusterTime();
  const at = verdict.source === 'cluster' ? clusterTime : verdict.at;
  return (
    <section
      id={id}
      aria-label={`Evidence for ${name}`}
      className="rounded-control bg-sunken px-3.5 py-3 text-sm wide:order-1 wide:col-span-5 wide:mt-4 narrow:-mt-2 narrow:mb-4"
    >
      {verdict.evidence.length === 0 ? (
        <p className="text-ink-2">Nothing was looked at for this verdict.</p>
      ) : (
        <ul className="grid gap-1.5">
          {verdict.evidence.map((evidence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same
            <EvidenceRow key={index} evidence={evidence} />
          ))}
        </ul>
      )}
      <p className="mt-2.5 flex flex-wrap gap-x-3 gap-y-1 border-t border-line pt-2 text-xs text-ink-3">
        <Fact label="From">{verdict.source}</Fact>
        <Fact label="As of">
          {at === null ? (
            'never'
          ) : (
            <>
              <TimeText at={at} />, <RelativeTime at={at} />
            </>
          )}
        </Fact>
        {verdict.observedGeneration !== undefined && <Fact label="Generation">{verdict.observedGeneration}</Fact>}
        <Fact label="Code">
          <code className="text-xs">{verdict.code}</code>
        </Fact>
      </p>
    </section>
  );
}

function EvidenceRow({ evidence }: { readonly evidence: Evidence }) {
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)] items-start gap-x-2 wide:grid-cols-[14px_minmax(120px,220px)_minmax(0,1fr)]">
      <span className="pt-[3px] leading-none">{evidence.state && <Lamp state={evidence.state} />}</span>
      <span className="text-ink-2">
        <bdi>{evidence.label}</bdi>
      </span>
      <span className="min-w-0 narrow:col-start-2">
        <bdi className="font-mono text-xs text-ink">
          <RichReason text={evidence.found} />
        </bdi>
        {evidence.wanted !== undefined && (
          <span className="text-ink-3">
            {' '}
            · wanted{' '}
            <bdi className="font-mono text-xs">
              <RichReason text={evidence.wanted} />
            </bdi>
          </span>
        )}
      </span>
    </li>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span>
      {label} <span className="text-ink-2">{children}</span>
    </span>
  );
}
