'use client';

import { Tag } from '@/components/ui/chip.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { WantedRecord } from '@/lib/domains/domain-row.ts';

const purposeWords = {
  proof: 'proves that the name is yours',
  'fallback-proof': 'proves that the name is yours, where a CNAME cannot stand',
  traffic: 'brings visitors here',
  caa: 'lets the certificate authority issue',
  delete: 'to delete',
} as const satisfies Readonly<Record<WantedRecord['purpose'], string>>;

/** Records as a provider's form wants them: type, name and value, each to be copied alone. */
export function RecordList({ label, records }: { readonly label: string; readonly records: readonly WantedRecord[] }) {
  return (
    <ul aria-label={label} className="grid gap-2">
      {records.map((record) => (
        <RecordLine key={`${record.purpose} ${record.type} ${record.name} ${record.value}`} record={record} />
      ))}
    </ul>
  );
}

function RecordLine({ record }: { readonly record: WantedRecord }) {
  const { type, name, field, value, purpose, state } = record;
  return (
    <li
      data-record={purpose}
      data-state={state}
      className="@container grid gap-1.5 rounded-control border border-line bg-panel px-3 py-2.5"
    >
      <div className="grid grid-cols-[62px_minmax(0,1fr)_minmax(0,1.4fr)] items-start gap-x-3 gap-y-2 @max-[460px]:grid-cols-1">
        <span>
          <PartName>Type</PartName>
          <Tag>{type}</Tag>
        </span>
        <span className="min-w-0">
          <PartName>Name</PartName>
          {field === '' ? (
            <span className="text-sm text-ink-2">{purpose === 'delete' ? 'empty' : 'leave it empty'}</span>
          ) : (
            <CopyPart text={field} label={`Copy the name ${field}`} />
          )}
          {field !== name && (
            <span className="block text-xs text-ink-3">
              whole name <bdi className="break-all">{name}</bdi>
            </span>
          )}
        </span>
        <span className="min-w-0">
          <PartName>Value</PartName>
          <CopyPart text={value} label={`Copy the value ${value}`} />
        </span>
      </div>
      <p className="flex items-center gap-1.5 text-xs text-ink-3">
        <Lamp state={state} of={`${type} record`} />
        {purposeWords[purpose]}
      </p>
    </li>
  );
}

function PartName({ children }: { readonly children: string }) {
  return <span className="block text-xs text-ink-3">{children}</span>;
}

function CopyPart({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 pt-[3px] break-all text-ink">
        <bdi>{text}</bdi>
      </code>
      <CopyButton text={text} label={label} iconOnly />
    </span>
  );
}
