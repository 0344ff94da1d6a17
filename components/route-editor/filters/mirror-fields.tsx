'use client';

import { Lamp } from '@/components/ui/lamp.tsx';
import { Select } from '@/components/ui/select.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { isPlainObject, namespaceOf, number, objects } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { backendLamp, formatBackend } from '../backend-choice.ts';
import { BackendPicker } from '../backend-picker.tsx';
import { NumberAt } from '../document-fields.tsx';
import { useEditor } from '../editor-context.tsx';
import type { Edit } from '../editor-state.ts';
import { fieldId } from '../field-anchor.ts';
import { FieldIssues } from '../field-issues.tsx';
import { GrantNote } from '../grant-note.tsx';

/** Where the copies go, and how many of the requests are copied. */
export function MirrorFields({ path }: { readonly path: Path }) {
  return (
    <>
      <MirrorTarget path={[...path, 'backendRef']} />
      <MirrorShare path={path} />
    </>
  );
}

function MirrorTarget({ path }: { readonly path: Path }) {
  const { draft, facts } = useEditor();
  const namespace = namespaceOf(draft);
  const found = getAt(draft, path);
  // Through the reader of lists, since the value may be anything.
  const [backend = {}]: readonly BackendRef[] = objects(isPlainObject(found) ? [found] : []);
  const lamp = backendLamp(backend, namespace, facts.services);
  return (
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <span className="mb-1 block text-xs font-medium text-ink-2">Copies go to</span>
      <div className="flex items-center gap-2">
        <Lamp state={lamp.state} of={`${formatBackend(backend, namespace)} (${lamp.words})`} />
        <div className="min-w-0 max-w-80 flex-1">
          <BackendPicker backend={backend} path={path} label="Service that gets the copies" />
        </div>
      </div>
      <FieldIssues path={path} />
      <GrantNote backend={backend} />
    </div>
  );
}

type Share = 'all' | 'percent' | 'fraction';

function MirrorShare({ path }: { readonly path: Path }) {
  const { canEdit, draft, edit } = useEditor();
  const percent = getAt(draft, [...path, 'percent']);
  const fraction = getAt(draft, [...path, 'fraction']);
  const share: Share = percent !== undefined ? 'percent' : fraction !== undefined ? 'fraction' : 'all';
  return (
    <div className="grid grid-cols-3 items-start gap-3 @max-[600px]/form:grid-cols-1">
      <Select
        label="Copied are"
        disabled={!canEdit}
        value={share}
        onChange={(next) => edit(shareEdits(path, next, number(percent)))}
        options={[
          { value: 'all', label: 'All requests' },
          { value: 'percent', label: 'A percentage' },
          { value: 'fraction', label: 'A fraction', detail: 'For less than 1 %.' },
        ]}
      />
      {percent !== undefined && <NumberAt path={[...path, 'percent']} label="Percent" required max={100} />}
      {fraction !== undefined && (
        <div id={fieldId([...path, 'fraction'])} tabIndex={-1} className="contents">
          <NumberAt path={[...path, 'fraction', 'numerator']} label="Requests copied" required max={2_147_483_647} />
          <NumberAt
            path={[...path, 'fraction', 'denominator']}
            label="Out of"
            min={1}
            max={2_147_483_647}
            placeholder="100"
          />
          <FieldIssues path={[...path, 'fraction']} />
        </div>
      )}
    </div>
  );
}

/** Percent and fraction exclude each other. @see Gateway API v1, HTTPRequestMirrorFilter */
function shareEdits(path: Path, share: Share, percent: number | undefined): readonly Edit[] {
  const set = (field: string, value: unknown): Edit => ({ op: 'set', path: [...path, field], value });
  switch (share) {
    case 'all':
      return [set('percent', undefined), set('fraction', undefined)];
    case 'percent':
      return [set('fraction', undefined), set('percent', percent ?? 10)];
    case 'fraction':
      return [set('percent', undefined), set('fraction', { numerator: percent ?? 1, denominator: 100 })];
  }
}
