'use client';

import { PenLine, X } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { parentName } from '@/lib/gateway-api/attachment.ts';
import { namespaceOf } from '@/lib/gateway-api/hostile.ts';
import type { ParentRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { ChoiceAt, NumberAt, TextAt } from './document-fields.tsx';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { listenerWords, parentChoices } from './gateway-choice.ts';
import { useDisclosure } from './use-disclosure.ts';

type ParentLineProps = { readonly parentRef: ParentRef; readonly path: Path };

/** One Gateway or ListenerSet that the route attaches to, in words, with its fields on demand. */
export function ParentLine({ parentRef, path }: ParentLineProps) {
  const { canEdit, draft, edit } = useEditor();
  const panelId = useId();
  const parent = parentName(parentRef, namespaceOf(draft));
  const of = parent.name || 'this Gateway';
  const [isOpen, setIsOpen] = useDisclosure(path, parent.name === '');

  function handleRemove() {
    edit([{ op: 'remove', path }]);
    setTimeout(() => document.getElementById(fieldId(path.slice(0, -1)))?.focus(), 30);
  }
  return (
    <li id={fieldId(path)} tabIndex={-1} className="min-w-0 text-md outline-none">
      <div className="flex min-w-0 items-center gap-1">
        <span className="min-w-0 break-words">
          <bdi className="font-[550]">{parent.name || '(no name)'}</bdi>{' '}
          <span className="text-ink-3">
            in <bdi>{parent.namespace}</bdi> ·{' '}
            {parent.sectionName ? (
              <>
                listener <bdi>{parent.sectionName}</bdi>
              </>
            ) : (
              'every listener that fits'
            )}
            {parent.port !== null && ` · port ${parent.port}`}
            {parent.kind !== 'Gateway' && ` · ${parent.kind}`}
          </span>
        </span>
        {canEdit && (
          <>
            <IconButton
              size="sm"
              label={`Edit the reference to ${of}`}
              aria-expanded={isOpen}
              aria-controls={isOpen ? panelId : undefined}
              onClick={() => setIsOpen(!isOpen)}
            >
              <PenLine aria-hidden="true" className="size-3.5" />
            </IconButton>
            <IconButton size="sm" label={`Detach from ${of}`} onClick={handleRemove}>
              <X aria-hidden="true" className="size-3.5" />
            </IconButton>
          </>
        )}
      </div>
      {canEdit && isOpen && (
        <fieldset id={panelId} className="my-1.5 min-w-0 rounded-control border border-line bg-paper p-3">
          <legend className="sr-only">Reference to {of}</legend>
          <ParentFields parentRef={parentRef} path={path} />
        </fieldset>
      )}
      <FieldIssues path={path} />
    </li>
  );
}

const kinds = [
  { value: null, label: 'Gateway' },
  { value: 'ListenerSet', label: 'ListenerSet' },
] as const;

function ParentFields({ parentRef, path }: ParentLineProps) {
  const { draft, facts } = useEditor();
  const namespace = namespaceOf(draft);
  const parent = parentName(parentRef, namespace);
  const known = parentChoices(facts.listeners[namespace] ?? []).find(
    (one) => one.kind === parent.kind && one.namespace === parent.namespace && one.name === parent.name,
  );
  return (
    <div className="grid grid-cols-2 gap-2.5">
      <ChoiceAt path={[...path, 'kind']} label="Kind" options={kinds} />
      <TextAt path={[...path, 'name']} label="Name" required placeholder="external" />
      <TextAt path={[...path, 'namespace']} label="Namespace" placeholder={namespace} />
      {known ? (
        <ChoiceAt
          path={[...path, 'sectionName']}
          label="Listener"
          options={[
            { value: null, label: 'Every one that fits' },
            ...known.listeners.map((choice) => ({
              value: choice.listener,
              label: choice.listener,
              detail: choice.wouldAccept ? listenerWords(choice) : choice.reason,
            })),
          ]}
        />
      ) : (
        <TextAt path={[...path, 'sectionName']} label="Listener" placeholder="every one that fits" />
      )}
      <NumberAt
        path={[...path, 'port']}
        label="Port"
        min={1}
        max={65_535}
        placeholder="any"
        hint="Only listeners on this port; rarely needed."
      />
    </div>
  );
}
