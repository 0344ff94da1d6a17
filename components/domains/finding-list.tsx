import { TriangleAlert } from 'lucide-react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { Diagnosis } from '@/lib/domains/domain-row.ts';
import { CodePopover } from './code-popover.tsx';
import { actorWords, domainLightNames, severityWords } from './domain-words.ts';

/** What was found about a domain: what is there, what is wanted, how to mend it and who does. */
export function FindingList({ diagnoses }: { readonly diagnoses: readonly Diagnosis[] }) {
  if (diagnoses.length === 0) return null;
  return (
    <Card aria-labelledby="findings-title">
      <CardHeader title="Findings" titleId="findings-title">
        <Chip>{diagnoses.length}</Chip>
      </CardHeader>
      <ul>
        {diagnoses.map((diagnosis) => (
          <Finding key={`${diagnosis.code} ${diagnosis.light} ${diagnosis.message}`} diagnosis={diagnosis} />
        ))}
      </ul>
    </Card>
  );
}

function Finding({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { code, severity, light, message, found, wanted, fix, who } = diagnosis;
  return (
    <li
      data-code={code}
      data-severity={severity}
      className="grid grid-cols-[14px_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line px-4 py-3 text-sm last:border-0"
    >
      <span className="pt-[3px] leading-none">
        <SeverityMark severity={severity} light={domainLightNames[light]} />
      </span>
      <div className="min-w-0">
        <p className="text-md text-ink">
          <RichReason text={message} />
        </p>
        {(found !== null || wanted !== null) && (
          <dl className="mt-1 grid grid-cols-[52px_minmax(0,1fr)] gap-x-2 gap-y-0.5">
            {found !== null && <Evidence label="Found" text={found} />}
            {wanted !== null && <Evidence label="Wanted" text={wanted} />}
          </dl>
        )}
        {fix !== null && (
          <p className="mt-1.5 border-l-2 border-line-strong pl-2 text-ink">
            <span className="sr-only">What to do: </span>
            <RichReason text={fix} />
          </p>
        )}
        <p className="mt-1 text-xs text-ink-3">
          {domainLightNames[light]} · who acts: {actorWords[who]}
        </p>
      </div>
      <CodePopover code={code} />
    </li>
  );
}

function Evidence({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 font-mono text-xs leading-[1.7] wrap-anywhere text-ink">
        <bdi>
          <RichReason text={text} />
        </bdi>
      </dd>
    </>
  );
}

function SeverityMark({ severity, light }: { readonly severity: Diagnosis['severity']; readonly light: string }) {
  if (severity !== 'warning') return <Lamp state={severity} of={light} />;
  return (
    <TriangleAlert role="img" aria-label={`${light}: ${severityWords.warning}`} className="size-3.5 text-caution" />
  );
}
