'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import {
  attachmentTo,
  listenerWords,
  type ParentChoice,
  parentChoices,
  toggleListener,
  toggleParent,
} from './gateway-choice.ts';
import { ParentLine } from './parent-line.tsx';

const parentsPath: Path = ['spec', 'parentRefs'];

/** Which Gateways and listeners the route attaches to. */
export function GatewayField() {
  const { canEdit, draft } = useEditor();
  const refs = objects(draft.spec?.parentRefs);
  return (
    <div id={fieldId(parentsPath)} tabIndex={-1} className="min-w-0 outline-none">
      {refs.length === 0 && <p className="text-sm text-ink-2">None: no request reaches the route.</p>}
      <ul className="grid gap-1">
        {refs.map((ref, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reference has no identity but its place
          <ParentLine key={index} parentRef={ref} path={[...parentsPath, index]} />
        ))}
      </ul>
      <FieldIssues path={parentsPath} />
      {canEdit && <GatewayPicker />}
    </div>
  );
}

function GatewayPicker() {
  const { draft, edit, facts } = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const parents = parentChoices(facts.listeners[draft.metadata.namespace ?? ''] ?? []);
  function handleAddByName() {
    const at = [...parentsPath, objects(draft.spec?.parentRefs).length];
    setIsOpen(false);
    edit([{ op: 'insert', path: at, value: { name: '' } }]);
    // The popover gives the focus back to its button first.
    setTimeout(() => document.getElementById(fieldId([...at, 'name']))?.focus(), 80);
  }
  return (
    <Popover
      title="Attach to"
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="sm" className="mt-1.5">
          Choose listeners
          <ChevronDown aria-hidden="true" className="size-3 text-ink-3" />
        </Button>
      }
    >
      {parents.length === 0 && <p className="text-sm text-ink-2">No Gateway can be seen from here.</p>}
      <div className="grid gap-3">
        {parents.map((parent) => (
          <ParentOptions key={parent.key} parent={parent} />
        ))}
      </div>
      <Button size="sm" variant="quiet" className="mt-2 -ml-2" onClick={handleAddByName}>
        Another one, by name…
      </Button>
    </Popover>
  );
}

function ParentOptions({ parent }: { readonly parent: ParentChoice }) {
  const { draft, edit } = useEditor();
  const attachment = attachmentTo(parent, draft);
  const fitting = parent.listeners.filter((listener) => listener.wouldAccept).length;
  return (
    <fieldset className="grid gap-1">
      <legend className="text-xs text-ink-3">
        {parent.kind} <bdi>{parent.name}</bdi> in <bdi>{parent.namespace}</bdi>
      </legend>
      <Tick
        label="Every listener that fits"
        detail={`${fitting} of ${parent.listeners.length} would take a route of this namespace`}
        checked={attachment === 'all'}
        disabled={fitting === 0 && attachment !== 'all'}
        onChange={() => edit([toggleParent(parent, draft)])}
      />
      {parent.listeners.map((choice) => (
        <Tick
          key={choice.listener}
          label={choice.listener}
          detail={choice.wouldAccept ? listenerWords(choice) : choice.reason}
          checked={Array.isArray(attachment) && attachment.includes(choice.listener)}
          disabled={!choice.wouldAccept && !(Array.isArray(attachment) && attachment.includes(choice.listener))}
          onChange={() => edit([toggleListener(parent, choice.listener, draft)])}
        />
      ))}
    </fieldset>
  );
}

type TickProps = {
  readonly label: string;
  readonly detail: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: () => void;
};

function Tick({ label, detail, checked, disabled, onChange }: TickProps) {
  return (
    <label
      className={`flex items-start gap-2 rounded-control px-1.5 py-1 text-md ${disabled ? 'text-ink-3' : 'cursor-pointer hover:bg-sunken'}`}
    >
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={onChange}
        className="mt-[3px] size-3.5 flex-none accent-accent"
      />
      <span className="min-w-0">
        <bdi>{label}</bdi>
        <span className="block text-xs text-ink-3">{detail}</span>
      </span>
    </label>
  );
}
