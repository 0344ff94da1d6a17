'use client';

import { SlidersHorizontal, X } from 'lucide-react';
import { memo, useId } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { formatShare } from '@/lib/gateway-api/describe.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { backendLamp, formatBackend } from './backend-choice.ts';
import { BackendFilters } from './backend-filters.tsx';
import { BackendPicker } from './backend-picker.tsx';
import { NumberAt, TextAt } from './document-fields.tsx';
import { useEditorTools } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { GrantNote } from './grant-note.tsx';
import { areSameProps } from './same-props.ts';
import { useDisclosure } from './use-disclosure.ts';
import { WeightField, WeightSlider } from './weight-control.tsx';

type BackendRowProps = {
  readonly backend: BackendRef;
  readonly path: Path;
  readonly share: number;
  readonly sliderMax: number;
  readonly showWeight: boolean;
};

/** One backend: its Service with a lamp, its weight and share, and what is special about it. */
export const BackendRow = memo(function BackendRow({ backend, path, share, sliderMax, showWeight }: BackendRowProps) {
  const { canEdit, facts, namespace } = useEditorTools();
  const lamp = backendLamp(backend, namespace, facts.services);
  const of = backend.name || 'this backend';
  const weightPath = [...path, 'weight'];
  const hasFilters = objects(backend.filters).length > 0;
  const panelId = useId();
  const [isOpen, setIsOpen] = useDisclosure([...path, 'filters']);
  return (
    <li id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <div className="grid grid-cols-[14px_minmax(0,1fr)_minmax(60px,110px)_66px_52px_26px_26px] items-center gap-2 @max-[600px]/form:grid-cols-[14px_minmax(0,1fr)_26px_26px] @max-[600px]/form:gap-1.5">
        <Lamp state={lamp.state} of={`${formatBackend(backend, namespace)} (${lamp.words})`} />
        <BackendPicker backend={backend} path={path} label={`Service for ${of}`} />
        <WeightCells {...{ showWeight, share, sliderMax, of }} weight={backend.weight} path={weightPath} />
        {canEdit ? (
          <IconButton
            size="sm"
            label={`Filters and details of ${of}`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? panelId : undefined}
            onClick={() => setIsOpen(!isOpen)}
            className={isOpen ? 'bg-sunken' : undefined}
          >
            <SlidersHorizontal aria-hidden="true" className="size-3.5" />
          </IconButton>
        ) : (
          <span />
        )}
        {canEdit ? <RemoveBackend backend={backend} path={path} /> : <span />}
      </div>
      <div className="pl-[22px]">
        {showWeight && backend.weight === 0 && <p className="text-xs text-ink-3">Weight 0: gets nothing.</p>}
        <FieldIssues path={weightPath} />
        <FieldIssues path={path} />
        <GrantNote backend={backend} />
        {(isOpen || hasFilters) && (
          <div id={panelId} className={classNames('my-1.5 grid gap-2', isOpen && 'border-l-2 border-line pl-3')}>
            <BackendFilters backend={backend} path={path} of={of} canAdd={canEdit && isOpen} />
            {canEdit && isOpen && <BackendDetails path={path} namespace={namespace} of={of} />}
          </div>
        )}
      </div>
    </li>
  );
}, areSameProps);

type WeightCellsProps = Pick<BackendRowProps, 'path' | 'share' | 'sliderMax' | 'showWeight'> & {
  readonly weight: unknown;
  readonly of: string;
};

/** Three cells of the row; where it is narrow they have a line of their own. */
function WeightCells({ path, weight, share, sliderMax, showWeight, of }: WeightCellsProps) {
  const text = <span className="text-right text-sm whitespace-nowrap tabular-nums">{formatShare(share)}</span>;
  if (!showWeight) {
    return (
      <span className="contents @max-[600px]/form:hidden">
        <span />
        <span />
        {text}
      </span>
    );
  }
  return (
    <div className="contents @max-[600px]/form:order-last @max-[600px]/form:col-span-3 @max-[600px]/form:col-start-2 @max-[600px]/form:flex @max-[600px]/form:items-center @max-[600px]/form:gap-2 @max-[600px]/form:[&>input[type=text]]:w-20">
      <WeightSlider path={path} weight={weight} of={of} max={sliderMax} />
      <WeightField path={path} weight={weight} of={of} />
      {text}
    </div>
  );
}

function RemoveBackend({ backend, path }: { readonly backend: BackendRef; readonly path: Path }) {
  const { edit } = useEditorTools();
  function handleRemove() {
    edit([{ op: 'remove', path }]);
    showToast({
      title: `Removed ${backend.name || 'the backend'}`,
      action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path, value: backend }]) },
    });
    setTimeout(() => document.getElementById(fieldId(path.slice(0, -1)))?.focus(), 30);
  }
  return (
    <IconButton size="sm" label={`Remove ${backend.name || 'this backend'}`} onClick={handleRemove}>
      <X aria-hidden="true" className="size-3.5" />
    </IconButton>
  );
}

type BackendDetailsProps = { readonly path: Path; readonly namespace: string; readonly of: string };

/** The reference field by field: for other namespaces, and for backends that are no Service. */
function BackendDetails({ path, namespace, of }: BackendDetailsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Reference to {of}</legend>
      <div className="grid grid-cols-5 gap-2 @max-[600px]/form:grid-cols-2">
        <TextAt path={[...path, 'namespace']} label="Namespace" placeholder={namespace} />
        <TextAt path={[...path, 'name']} label="Name" required />
        <NumberAt path={[...path, 'port']} label="Port" min={1} max={65_535} />
        <TextAt path={[...path, 'kind']} label="Kind" placeholder="Service" />
        <TextAt path={[...path, 'group']} label="Group" placeholder="core" />
      </div>
    </fieldset>
  );
}
