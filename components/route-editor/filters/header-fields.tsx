'use client';

import { ClipboardPaste, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { asText } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { ChipInput, ConditionChip } from '../condition-chip.tsx';
import { useEditor } from '../editor-context.tsx';
import { focusAdded } from '../field-anchor.ts';
import type { HeaderLine } from '../header-lines.ts';
import { PasteHeaders } from '../paste-headers.tsx';
import { pastedHeaders } from '../pasted-headers.ts';

const verbs = {
  set: { button: 'Set a header', means: 'Replaces what is there.' },
  add: { button: 'Add to a header', means: 'Is put behind what is there.' },
  remove: { button: 'Remove a header', means: 'Goes away.' },
} as const;
type Verb = keyof typeof verbs;

/** What happens to headers: set, add and remove, each a list of its own. */
export function HeaderFields({ path }: { readonly path: Path }) {
  const { canEdit, draft, edit } = useEditor();
  const lists = (['set', 'add', 'remove'] as const).map((verb) => ({ verb, entries: listAt(draft, [...path, verb]) }));
  const isEmpty = lists.every(({ entries }) => entries.length === 0);

  function handleAdd(verb: Verb, count: number) {
    const at = [...path, verb, count];
    edit([{ op: 'insert', path: at, value: verb === 'remove' ? '' : { name: '', value: '' } }]);
    setTimeout(() => focusAdded(at), 30);
  }

  return (
    <>
      {isEmpty && <p className="text-sm text-ink-2">No header is changed yet.</p>}
      {lists.map(
        ({ verb, entries }) =>
          entries.length > 0 && (
            <ul key={verb} aria-label={`Headers to ${verb}`} className="flex flex-wrap items-start gap-1.5">
              {entries.map((_entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header has no identity but its place
                <li key={index} className="max-w-full min-w-0">
                  {verb === 'remove' ? (
                    <RemovedHeader path={[...path, verb, index]} />
                  ) : (
                    <GivenHeader verb={verb} path={[...path, verb, index]} />
                  )}
                </li>
              ))}
            </ul>
          ),
      )}
      {canEdit && (
        <div className="flex flex-wrap gap-1.5">
          {lists.map(({ verb, entries }) => (
            <Button
              key={verb}
              size="sm"
              title={verbs[verb].means}
              icon={<Plus aria-hidden="true" className="size-3" />}
              onClick={() => handleAdd(verb, entries.length)}
            >
              {verbs[verb].button}
            </Button>
          ))}
          <PasteButton path={path} />
        </div>
      )}
    </>
  );
}

function GivenHeader({ verb, path }: { readonly verb: 'set' | 'add'; readonly path: Path }) {
  const { draft, edit } = useEditor();
  const name = textAt(draft, [...path, 'name']);
  const value = textAt(draft, [...path, 'value']);
  function write(field: 'name' | 'value', typed: string) {
    edit([{ op: 'set', path: [...path, field], value: typed }], `${path.join('.')}.${field}`);
  }
  return (
    <ConditionChip
      path={path}
      kind={verb}
      label={`header to ${verb}${name && `: ${name}`}`}
      fresh={name === ''}
      onRemove={() => edit([{ op: 'remove', path }])}
    >
      <ChipInput
        aria-label={`Name of the header to ${verb}`}
        value={name}
        placeholder="x-release"
        onChange={(event) => write('name', event.target.value)}
      />
      <ChipInput
        aria-label={`Value of the header to ${verb}`}
        value={value}
        placeholder="value"
        onChange={(event) => write('value', event.target.value)}
      />
    </ConditionChip>
  );
}

function RemovedHeader({ path }: { readonly path: Path }) {
  const { draft, edit } = useEditor();
  const name = textAt(draft, path);
  return (
    <ConditionChip
      path={path}
      kind="remove"
      label={`header to remove${name && `: ${name}`}`}
      fresh={name === ''}
      onRemove={() => edit([{ op: 'remove', path }])}
    >
      <ChipInput
        aria-label="Name of the header to remove"
        value={name}
        placeholder="x-internal"
        onChange={(event) => edit([{ op: 'set', path, value: event.target.value }], path.join('.'))}
      />
    </ConditionChip>
  );
}

function PasteButton({ path }: { readonly path: Path }) {
  const { announce, draft, edit } = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const [verb, setVerb] = useState<'set' | 'add'>('set');

  function handlePaste(headers: readonly HeaderLine[]) {
    const at = [...path, verb];
    edit(pastedHeaders(headers, listAt(draft, at), at));
    announce(`${headers.length} headers pasted.`);
  }
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<ClipboardPaste aria-hidden="true" className="size-3" />}
        onClick={() => setIsOpen(true)}
      >
        Paste headers
      </Button>
      {isOpen && (
        <PasteHeaders onClose={() => setIsOpen(false)} onPaste={handlePaste}>
          <Segmented
            label="What to do with them"
            value={verb}
            onChange={setVerb}
            options={[
              { value: 'set', label: 'Set them' },
              { value: 'add', label: 'Add to them' },
            ]}
          />
        </PasteHeaders>
      )}
    </>
  );
}

function listAt(draft: unknown, path: Path): readonly unknown[] {
  const list = getAt(draft, path);
  return Array.isArray(list) ? list : [];
}

function textAt(draft: unknown, path: Path): string {
  const value = getAt(draft, path);
  return value === undefined ? '' : asText(value);
}
