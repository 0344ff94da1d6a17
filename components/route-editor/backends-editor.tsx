'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { Combobox } from '@/components/ui/combobox.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { sharesOf, weightOf } from '@/lib/gateway-api/backends.ts';
import { formatShare } from '@/lib/gateway-api/describe.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef, HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { backendLamp, backendOptions, formatBackend, parseBackend } from './backend-choice.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { filterWords, isRedirect } from './filter-words.ts';
import { useSliderMax, WeightField, WeightSlider } from './weight-control.tsx';

const series = ['bg-series-1', 'bg-series-2', 'bg-series-3'] as const;

/** Where a rule sends its requests, with weights and the shares that come of them. */
export function BackendsEditor({ rule, path }: { readonly rule: HttpRouteRule; readonly path: Path }) {
  const { canEdit, edit } = useEditor();
  const refs = objects(rule.backendRefs);
  const shares = sharesOf(refs);
  const sliderMax = useSliderMax(refs.map(weightOf));
  const isSplit = refs.length > 1;

  function handleAdd() {
    const value = { name: '', ...(refs.length > 0 ? { weight: 1 } : {}) };
    edit([{ op: 'insert', path: [...path, refs.length], value }]);
    setTimeout(() => focusAdded([...path, refs.length]), 30);
  }

  if (refs.length === 0 && isRedirect(rule)) {
    return <p className="py-1 text-sm text-ink-2">Nothing: the answer is a redirect.</p>;
  }
  return (
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0">
      {isSplit && <SplitBar shares={shares} />}
      <ul className="grid gap-1">
        {refs.map((ref, index) => (
          <BackendRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a backend has no identity but its place
            key={index}
            backend={ref}
            path={[...path, index]}
            share={shares[index] ?? 0}
            sliderMax={sliderMax}
            showWeight={isSplit || (ref.weight ?? 1) !== 1}
          />
        ))}
      </ul>
      {refs.length === 0 && !canEdit && <p className="py-1 text-sm text-ink-2">No backend.</p>}
      <FieldIssues path={path} />
      {canEdit && (
        <Button
          variant="quiet"
          size="sm"
          className="mt-1 -ml-2"
          icon={<Plus aria-hidden="true" className="size-3" />}
          onClick={handleAdd}
        >
          {refs.length === 0 ? 'Add a backend' : 'Split with another backend'}
        </Button>
      )}
    </div>
  );
}

function SplitBar({ shares }: { readonly shares: readonly number[] }) {
  return (
    <div className="mb-1.5">
      <div className="text-right text-xs text-ink-3" aria-hidden="true">
        weight · share
      </div>
      <div className="mt-1 flex h-2.5 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        {shares.map((share, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a share has no identity but its place
            key={index}
            style={{ width: `${share}%` }}
            className={classNames(series[index % series.length], 'transition-[width]')}
          />
        ))}
      </div>
    </div>
  );
}

type BackendRowProps = {
  readonly backend: BackendRef;
  readonly path: Path;
  readonly share: number;
  readonly sliderMax: number;
  readonly showWeight: boolean;
};

function BackendRow({ backend, path, share, sliderMax, showWeight }: BackendRowProps) {
  const { canEdit, draft, facts } = useEditor();
  const namespace = draft.metadata.namespace ?? '';
  const lamp = backendLamp(backend, namespace, facts.services);
  const label = formatBackend(backend, namespace);
  const of = backend.name || 'this backend';
  const weightPath = [...path, 'weight'];
  return (
    <li id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <div className="grid grid-cols-[14px_minmax(0,1fr)_minmax(60px,110px)_66px_52px_26px] items-center gap-2 narrow:grid-cols-[14px_minmax(0,1fr)_58px_46px_26px] narrow:gap-1.5">
        <Lamp state={lamp.state} of={`${label} (${lamp.words})`} />
        <BackendPicker backend={backend} path={path} label={label} words={lamp.words} />
        {showWeight ? (
          <>
            <WeightSlider path={weightPath} weight={backend.weight} of={of} max={sliderMax} />
            <WeightField path={weightPath} weight={backend.weight} of={of} />
          </>
        ) : (
          <>
            <span className="narrow:hidden" />
            <span />
          </>
        )}
        <span className="text-right text-sm whitespace-nowrap tabular-nums">{formatShare(share)}</span>
        {canEdit ? <RemoveBackend backend={backend} path={path} /> : <span />}
      </div>
      <div className="pl-[22px]">
        {showWeight && backend.weight === 0 && <p className="text-xs text-ink-3">Weight 0: gets nothing.</p>}
        <KeptFilters backend={backend} />
        <FieldIssues path={weightPath} />
        <FieldIssues path={path} />
      </div>
    </li>
  );
}

function BackendPicker({
  backend,
  path,
  label,
  words,
}: {
  readonly backend: BackendRef;
  readonly path: Path;
  readonly label: string;
  readonly words: string;
}) {
  const { canEdit, draft, edit, facts } = useEditor();
  const namespace = draft.metadata.namespace ?? '';
  const isService = backend.kind === undefined || backend.kind === 'Service';
  if (!canEdit || !isService) {
    return (
      <span className="min-w-0 py-1">
        <bdi className="font-mono text-sm">{label}</bdi> <span className="text-xs text-ink-3">{words}</span>
      </span>
    );
  }
  // Only these three fields: a weight, filters and whatever else the backend carries stay as they are.
  function handlePick(value: string) {
    const picked = parseBackend(value, namespace, facts.services);
    edit(
      (['namespace', 'name', 'port'] as const).map((key) => ({ op: 'set', path: [...path, key], value: picked[key] })),
    );
  }
  return (
    <Combobox
      label={`Service for ${backend.name || 'this backend'}`}
      hideLabel
      mono
      allowOther
      value={backend.name ? label : null}
      onChange={handlePick}
      options={backendOptions(facts.services, namespace)}
      placeholder="Choose a Service"
      emptyText="No Service of this name. To use it all the same, type name:port and press Enter."
    />
  );
}

function RemoveBackend({ backend, path }: { readonly backend: BackendRef; readonly path: Path }) {
  const { edit } = useEditor();
  function handleRemove() {
    edit([{ op: 'remove', path }]);
    showToast({
      title: `Removed ${backend.name || 'the backend'}`,
      action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path, value: backend }]) },
    });
  }
  return (
    <IconButton size="sm" label={`Remove ${backend.name || 'this backend'}`} onClick={handleRemove}>
      <X aria-hidden="true" className="size-3.5" />
    </IconButton>
  );
}

function KeptFilters({ backend }: { readonly backend: BackendRef }) {
  const words = objects(backend.filters).flatMap(filterWords);
  if (words.length === 0) return null;
  return (
    <p className="text-xs text-ink-3">
      Kept: <bdi>{words.map(({ verb, detail }) => `${verb} ${detail}`).join(', ')}</bdi>
    </p>
  );
}
