'use client';

import { useState } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { inputClass } from '@/components/ui/field.tsx';
import type { Path } from '@/lib/outcome.ts';
import { useEditor, useEditorTools } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { useFieldState } from './field-issues.tsx';

type WeightProps = { readonly path: Path; readonly weight: unknown; readonly of: string };

/** The weight by number. What is no whole number stays in the field and out of the document. */
export function WeightField({ path, weight, of }: WeightProps) {
  const { canEdit, edit, setText, textAt } = useEditor();
  const state = useFieldState(path);
  const merge = path.join('.');

  function write(typed: string) {
    if (/^-?\d{1,12}$/.test(typed.trim())) return edit([{ op: 'set', path, value: Number(typed) }], merge);
    const message =
      typed.trim() === ''
        ? `Give ${of} a weight, 0 to send it nothing.`
        : `“${typed}” is no weight: type a whole number.`;
    setText(path, { text: typed, message });
  }

  const shown = textAt(path)?.text ?? (weight === undefined ? '1' : String(weight));
  if (!canEdit) return <span className="text-right text-sm text-ink-2 tabular-nums">{shown}</span>;
  return (
    <input
      {...state}
      id={fieldId(path)}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={`Weight of ${of}`}
      value={shown}
      onChange={(event) => write(event.target.value)}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (by === 0 || event.altKey) return;
        event.preventDefault();
        const current = typeof weight === 'number' ? weight : 1;
        write(String(Math.min(1_000_000, Math.max(0, current + by * (event.shiftKey ? 10 : 1)))));
      }}
      className={classNames(inputClass, 'px-2 py-1 text-right tabular-nums')}
    />
  );
}

/** The weight by slider; it moves this weight alone, the shares follow. */
export function WeightSlider({ path, weight, of, max }: WeightProps & { readonly max: number }) {
  const { edit, canEdit } = useEditorTools();
  const value = typeof weight === 'number' ? weight : 1;
  if (!canEdit) return <span className="@max-[600px]/form:hidden" />;
  return (
    <input
      type="range"
      min={0}
      max={max}
      step={1}
      value={Math.min(max, Math.max(0, value))}
      aria-label={`Weight of ${of} by slider`}
      onChange={(event) => edit([{ op: 'set', path, value: event.target.valueAsNumber }], path.join('.'))}
      className="w-full max-w-40 accent-accent"
    />
  );
}

/** The slider's range: the smallest power of ten that holds every weight. It does not shrink while somebody drags. */
export function useSliderMax(weights: readonly number[]): number {
  const largest = Math.max(10, ...weights);
  const needed = 10 ** Math.ceil(Math.log10(Math.min(largest, 1_000_000)));
  const [first] = useState(needed);
  return Math.max(first, needed);
}
