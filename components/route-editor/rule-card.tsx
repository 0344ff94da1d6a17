'use client';

import { ArrowDown, ArrowUp, ChevronDown, Copy, GripVertical, Trash2 } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, memo, type ReactNode } from 'react';
import { RuleTests } from '@/components/route-tester/rule-tests.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { describeRule } from '@/lib/gateway-api/describe.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { BackendsEditor } from './backends-editor.tsx';
import { useEditorTools } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues, IssuesInside, useFieldState } from './field-issues.tsx';
import { MatchesEditor } from './matches-editor.tsx';
import { ThenEditor } from './then-row.tsx';
import { useReveal } from './use-disclosure.ts';

/** What can be done with a rule as a whole; the same object at every drawing, so that other rules are not drawn again. */
export type RuleMoves = {
  readonly move: (index: number, by: -1 | 1) => void;
  readonly duplicate: (index: number) => void;
  readonly remove: (index: number) => void;
  readonly setOpen: (index: number, isOpen: boolean) => void;
  readonly startDrag: (index: number, event: DragEvent<HTMLElement>) => void;
  readonly endDrag: () => void;
};

type RuleCardProps = {
  readonly rule: HttpRouteRule;
  readonly index: number;
  readonly count: number;
  readonly moves: RuleMoves;
  readonly isOpen: boolean;
};

/** One rule: when it takes a request, what it does with it, where it sends it. */
export const RuleCard = memo(function RuleCard(props: RuleCardProps) {
  const { rule, index, count, moves, isOpen } = props;
  const { canEdit } = useEditorTools();
  const path: Path = ['spec', 'rules', index];
  useReveal(path, isOpen, () => moves.setOpen(index, true));

  function handleKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!canEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    moves.move(index, event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    <section
      id={fieldId(path)}
      tabIndex={-1}
      aria-label={`Rule ${index + 1} of ${count}${rule.name ? `, ${rule.name}` : ''}`}
      onKeyDown={handleKeyDown}
      className="rounded-card border border-line bg-panel outline-none"
    >
      <RuleHeader
        name={rule.name}
        placeholder={placeholderOf(rule, index, count)}
        {...{ index, count, moves, isOpen }}
      />
      {isOpen ? (
        <>
          <div className="px-3 empty:hidden [&>*]:py-2">
            <FieldIssues path={path} className="" />
          </div>
          <RuleRow label="When">
            <MatchesEditor matches={objects(rule.matches)} path={[...path, 'matches']} />
          </RuleRow>
          <RuleRow label="Then">
            <ThenEditor rule={rule} path={path} />
          </RuleRow>
          <RuleRow label="Send to">
            <BackendsEditor rule={rule} path={[...path, 'backendRefs']} />
          </RuleRow>
        </>
      ) : (
        <div className="px-3 py-2 text-sm break-words text-ink-2">
          <bdi>{describeRule(rule)}</bdi>
          <IssuesInside path={path} />
        </div>
      )}
    </section>
  );
});

type RuleHeaderProps = Omit<RuleCardProps, 'rule'> & {
  readonly name: string | undefined;
  readonly placeholder: string;
};

const RuleHeader = memo(function RuleHeader(props: RuleHeaderProps) {
  const { name, placeholder, index, count, moves, isOpen } = props;
  const { canEdit } = useEditorTools();
  const what = name ? `rule ${name}` : `rule ${index + 1}`;
  return (
    <div className="flex items-center gap-1.5 border-b border-line py-1.5 pr-2 pl-1.5">
      {canEdit && (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only; buttons and keys do the same
        <span
          draggable
          onDragStart={(event) => moves.startDrag(index, event)}
          onDragEnd={moves.endDrag}
          title="Drag to reorder, or use Alt with the arrow keys"
          data-testid="rule-handle"
          className="grid h-7 w-5 flex-none cursor-grab place-items-center text-ink-3 @max-[600px]/form:hidden"
        >
          <GripVertical aria-hidden="true" className="size-3.5" />
        </span>
      )}
      <IconButton
        size="sm"
        label={`${isOpen ? 'Collapse' : 'Expand'} ${what}`}
        aria-expanded={isOpen}
        onClick={() => moves.setOpen(index, !isOpen)}
      >
        <ChevronDown aria-hidden="true" className={classNames('size-3.5', !isOpen && '-rotate-90')} />
      </IconButton>
      <RuleName name={name} placeholder={placeholder} index={index} />
      <RuleTests ruleIndex={index} />
      {canEdit && (
        <div className="flex flex-none items-center">
          <IconButton size="sm" label={`Move ${what} up`} disabled={index === 0} onClick={() => moves.move(index, -1)}>
            <ArrowUp aria-hidden="true" className="size-3.5" />
          </IconButton>
          <IconButton
            size="sm"
            label={`Move ${what} down`}
            disabled={index === count - 1}
            onClick={() => moves.move(index, 1)}
          >
            <ArrowDown aria-hidden="true" className="size-3.5" />
          </IconButton>
          <IconButton size="sm" label={`Duplicate ${what}`} onClick={() => moves.duplicate(index)}>
            <Copy aria-hidden="true" className="size-3.5" />
          </IconButton>
          <IconButton size="sm" label={`Remove ${what}`} disabled={count === 1} onClick={() => moves.remove(index)}>
            <Trash2 aria-hidden="true" className="size-3.5" />
          </IconButton>
        </div>
      )}
    </div>
  );
});

function RuleName({ name, placeholder, index }: Pick<RuleHeaderProps, 'name' | 'placeholder' | 'index'>) {
  const { canEdit, edit } = useEditorTools();
  const path: Path = ['spec', 'rules', index, 'name'];
  const state = useFieldState(path);
  if (!canEdit) {
    return (
      <b className="min-w-0 flex-1 px-2 font-semibold">
        <bdi>{name ?? placeholder}</bdi>
      </b>
    );
  }
  return (
    <div className="min-w-0 flex-1">
      <input
        {...state}
        id={fieldId(path)}
        aria-label={`Name of rule ${index + 1}`}
        value={name ?? ''}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) =>
          edit([{ op: 'set', path, value: event.target.value === '' ? undefined : event.target.value }], path.join('.'))
        }
        className="w-full max-w-72 min-w-0 rounded-control border border-transparent bg-transparent px-1.5 py-0.5 font-semibold hover:border-line-strong focus:border-control placeholder:font-semibold placeholder:text-ink-2 aria-invalid:border-danger"
      />
      <FieldIssues path={path} className="px-1.5" />
    </div>
  );
}

/** What a rule without a name is called. */
function placeholderOf(rule: HttpRouteRule, index: number, count: number): string {
  if (index !== count - 1 || !takesAll(rule)) return `rule ${index + 1}`;
  return count === 1 ? 'every request' : 'everything else';
}

/** Whether a rule takes every request that no other rule takes. */
function takesAll(rule: HttpRouteRule): boolean {
  const matches = objects(rule.matches);
  return (
    matches.length === 0 ||
    matches.some(
      (match) =>
        (match.path?.type ?? 'PathPrefix') === 'PathPrefix' &&
        (match.path?.value ?? '/') === '/' &&
        match.method === undefined &&
        objects(match.headers).length === 0 &&
        objects(match.queryParams).length === 0,
    )
  );
}

/** A line of a rule with its word at the left; above it where there is no room. */
function RuleRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div
      className={classNames(
        'grid grid-cols-[64px_minmax(0,1fr)] gap-2.5 border-b border-dashed border-line px-3 py-2.5 last:border-b-0',
        '@max-[600px]/form:grid-cols-1 @max-[600px]/form:gap-1',
      )}
    >
      <span className="pt-1 text-xs text-ink-3 @max-[600px]/form:pt-0">{label}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
