'use client';

import { ChevronRight } from 'lucide-react';
import { TextField } from '@/components/ui/text-field.tsx';
import { externalDnsAnnotations } from '@/lib/gateway-api/external-dns.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';

const sources = [
  { value: '', label: 'hostnames and the annotation' },
  { value: 'annotation-only', label: 'only the annotation' },
  { value: 'defined-hosts-only', label: 'only the hostnames' },
];

/** What ExternalDNS is told by annotations. Closed at first: few routes need it. */
export function DnsOptions() {
  const { draft, facts, issuesAt } = useEditor();
  const names = externalDnsAnnotations(facts.annotationPrefix);
  const paths = [names.hostname, names.ttl, names.hostnameSource].map(annotationPath);
  const annotations = draft.metadata.annotations ?? {};
  const set = [names.hostname, names.ttl, names.hostnameSource].filter(
    (name) => annotations[name] !== undefined,
  ).length;
  const hasIssue = paths.some((path) => issuesAt(path).length > 0);
  return (
    <details open={hasIssue || undefined} className="group">
      <summary className="flex w-fit list-none items-center gap-1 rounded-control text-md text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        DNS options
        <span className="text-xs text-ink-3">{set > 0 ? `${set} set` : 'for ExternalDNS, none set'}</span>
      </summary>
      <div className="mt-2.5 grid grid-cols-3 gap-3.5 @max-[600px]/form:grid-cols-1">
        <AnnotationField
          name={names.hostname}
          label="More names to publish"
          hint="Separated by commas"
          placeholder="www.shop.example.com"
        />
        <AnnotationField name={names.ttl} label="Time to live" hint="Seconds, or as 5m or 1h" placeholder="300" />
        <SourceField name={names.hostnameSource} />
      </div>
    </details>
  );
}

type AnnotationFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
};

function AnnotationField({ name, label, hint, placeholder }: AnnotationFieldProps) {
  const { canEdit, draft, edit } = useEditor();
  const path = annotationPath(name);
  return (
    <div>
      <TextField
        id={fieldId(path)}
        label={label}
        hint={hint}
        mono
        readOnly={!canEdit}
        placeholder={canEdit ? placeholder : 'not set'}
        value={draft.metadata.annotations?.[name] ?? ''}
        onChange={(event) =>
          edit([{ op: 'set', path, value: event.target.value === '' ? undefined : event.target.value }], name)
        }
      />
      <FieldIssues path={path} />
    </div>
  );
}

function SourceField({ name }: { readonly name: string }) {
  const { canEdit, draft, edit } = useEditor();
  const path = annotationPath(name);
  const value = draft.metadata.annotations?.[name] ?? '';
  const isKnown = sources.some((source) => source.value === value);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={fieldId(path)} className="text-xs font-medium text-ink-2">
        Names are taken from
      </label>
      <select
        id={fieldId(path)}
        value={value}
        disabled={!canEdit}
        onChange={(event) =>
          edit([{ op: 'set', path, value: event.target.value === '' ? undefined : event.target.value }])
        }
        className="min-h-[33px] w-full min-w-0 rounded-control border border-control bg-panel px-2 text-md text-ink disabled:bg-sunken disabled:text-ink-3"
      >
        {!isKnown && <option value={value}>{value}</option>}
        {sources.map((source) => (
          <option key={source.value} value={source.value}>
            {source.label}
          </option>
        ))}
      </select>
      <FieldIssues path={path} />
    </div>
  );
}

function annotationPath(name: string): Path {
  return ['metadata', 'annotations', name];
}
