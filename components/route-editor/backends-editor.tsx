'use client';

import { Plus } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { sharesOf, weightOf } from '@/lib/gateway-api/backends.ts';
import { isRedirect } from '@/lib/gateway-api/filter-words.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { BackendRow } from './backend-row.tsx';
import { useEditorTools } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { areSameButMatches } from './same-props.ts';
import { useSliderMax } from './weight-control.tsx';

const series = ['bg-series-1', 'bg-series-2', 'bg-series-3'] as const;

type BackendsEditorProps = { readonly rule: HttpRouteRule; readonly path: Path };

/** Where a rule sends its requests, with weights and the shares that come of them. */
export const BackendsEditor = memo(function BackendsEditor({ rule, path }: BackendsEditorProps) {
  const { canEdit, edit } = useEditorTools();
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
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
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
}, areSameButMatches);

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
