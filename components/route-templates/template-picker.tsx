'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { type RouteTemplate, type TemplateOptions, templates } from '@/lib/gateway-api/templates.ts';
import { TemplatePicture } from './template-picture.tsx';

type TemplatePickerProps = {
  readonly current: RouteTemplate | null;
  readonly options: TemplateOptions;
  readonly onChoose: (template: RouteTemplate) => void;
};

/** Offers the ways to begin a route; once one is chosen only that one is shown, with what must be known about it. */
export function TemplatePicker({ current, options, onChoose }: TemplatePickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const changeRef = useRef<HTMLButtonElement>(null);
  const shown = current?.id ?? null;
  const known = useRef(shown);

  // The card that had the focus is gone when its template is chosen.
  useEffect(() => {
    if (known.current === shown) return;
    known.current = shown;
    setIsOpen(false);
    changeRef.current?.focus();
  }, [shown]);

  return (
    <section aria-label="Templates" className="rounded-card border border-line bg-panel">
      {current && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
          <TemplatePicture id={current.id} />
          <p className="min-w-0 flex-1 basis-56 text-md">
            <b className="font-semibold">{current.title}.</b> {current.sentence}
            {current.note && <span className="block text-sm text-ink-2">{current.note}</span>}
          </p>
          <Button ref={changeRef} size="sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            Change template
          </Button>
        </div>
      )}
      {(current === null || isOpen) && (
        <div className={classNames('px-3 pt-2.5 pb-3', current && 'border-t border-line')}>
          <h2 className="mb-2 text-md font-semibold text-ink-2">
            {current ? 'Other templates' : 'Begin with a template, or go on below'}
          </h2>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(290px,1fr))] gap-2 narrow:grid-cols-2">
            {templates.map((template) => (
              <TemplateCard
                key={template.id}
                template={template}
                isCurrent={template.id === shown}
                reason={template.unavailable(options)}
                onChoose={() => onChoose(template)}
              />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

type TemplateCardProps = {
  readonly template: RouteTemplate;
  readonly isCurrent: boolean;
  /** Why it cannot be had, or null. */
  readonly reason: string | null;
  readonly onChoose: () => void;
};

function TemplateCard({ template, isCurrent, reason, onChoose }: TemplateCardProps) {
  const { id, title, sentence } = template;
  return (
    <li className="min-w-0">
      <button
        type="button"
        // It keeps its place in the order of Tab, so that everybody finds the reason.
        aria-disabled={reason !== null}
        aria-pressed={isCurrent}
        data-template={id}
        onClick={() => reason === null && onChoose()}
        className={classNames(
          'flex h-full w-full items-center gap-2.5 rounded-control border px-2 py-1.5 text-left',
          isCurrent ? 'border-accent bg-accent-soft' : 'border-line-strong bg-panel',
          reason === null ? 'hover:border-control hover:bg-sunken' : 'cursor-not-allowed border-dashed',
          'narrow:flex-col narrow:items-start narrow:gap-1',
        )}
      >
        <TemplatePicture id={id} />
        <span className="min-w-0">
          <span className="block text-md font-semibold">{title}</span>
          <span className={classNames('block text-xs leading-snug text-ink-2', reason === null && 'narrow:sr-only')}>
            {reason ?? sentence}
          </span>
        </span>
      </button>
    </li>
  );
}
