'use client';

import { Plus } from 'lucide-react';
import { type DragEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { showToast } from '@/components/ui/toast.tsx';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor, useEditorTools } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { RuleCard, type RuleMoves } from './rule-card.tsx';
import { uniqueRuleName } from './rule-names.ts';

const rulesPath: Path = ['spec', 'rules'];
const maxRules = 16;

/** All rules in their order, with adding, duplicating, removing, collapsing and reordering. */
export function RulesEditor() {
  const { canEdit, draft, ruleKeys } = useEditor();
  const rules = objects(draft.spec?.rules);
  const closing = useClosedRules(ruleKeys);
  const { insert, move, remove } = useRuleEdits(rules);
  const drag = useRuleDrag(rules.length, move);
  const moves = useStableMoves({
    move: (index, by) => {
      if (index + by >= 0 && index + by < rules.length) move(index, index + by);
    },
    duplicate: (index) => insert(index + 1, { ...rules[index], ...uniqueRuleName(rules[index] ?? {}, rules) }),
    remove,
    setOpen: closing.setOpen,
    startDrag: drag.start,
    endDrag: drag.end,
  });

  return (
    <div id={fieldId(rulesPath)} tabIndex={-1} className="relative grid gap-3 outline-none">
      {rules.length > 1 && (
        <Button variant="quiet" size="sm" className="absolute -top-8 right-0" onClick={closing.toggleAll}>
          {closing.areAllClosed ? 'Expand all rules' : 'Collapse all rules'}
        </Button>
      )}
      <FieldIssues path={rulesPath} className="" />
      <ol className="grid gap-3">
        {rules.map((rule, index) => (
          <li
            key={ruleKeys[index] ?? index}
            {...drag.dropProps(index)}
            className={classNames(
              'relative min-w-0',
              drag.isOver(index) &&
                'before:absolute before:inset-x-0 before:h-0.5 before:rounded-full before:bg-accent',
              drag.isOver(index) && (drag.isBefore(index) ? 'before:-top-2' : 'before:-bottom-2'),
              drag.dragged === index && 'opacity-50',
            )}
          >
            <RuleCard rule={rule} index={index} count={rules.length} moves={moves} isOpen={closing.isOpen(index)} />
          </li>
        ))}
      </ol>
      {canEdit && <AddRule count={rules.length} onAdd={insert} />}
    </div>
  );
}

type AddRuleProps = {
  readonly count: number;
  readonly onAdd: (at: number, rule: HttpRouteRule) => void;
};

function AddRule({ count, onAdd }: AddRuleProps) {
  return (
    <div className="flex flex-wrap items-center gap-2.5">
      <Button
        icon={<Plus aria-hidden="true" className="size-3.5" />}
        disabled={count >= maxRules}
        onClick={() => onAdd(count, { matches: [{ path: { type: 'PathPrefix', value: '/' } }] })}
      >
        Add a rule
      </Button>
      <span className="text-xs text-ink-3">
        {count >= maxRules
          ? 'A route holds 16 rules at most; make another route for the rest.'
          : 'The most specific match wins; the order decides only between equal ones.'}
      </span>
    </div>
  );
}

/** Which rules are collapsed; a rule that is moved stays as it is. */
function useClosedRules(ruleKeys: readonly string[]) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const areAllClosed = ruleKeys.length > 0 && ruleKeys.every((key) => closed.has(key));
  return {
    areAllClosed,
    isOpen: (index: number) => !closed.has(ruleKeys[index] ?? ''),
    toggleAll: () => setClosed(new Set(areAllClosed ? [] : ruleKeys)),
    setOpen(index: number, isOpen: boolean) {
      const key = ruleKeys[index] ?? '';
      setClosed((before) => new Set(isOpen ? [...before].filter((one) => one !== key) : [...before, key]));
    },
  };
}

/** The edits of whole rules, with the focus where somebody goes on. */
function useRuleEdits(rules: readonly HttpRouteRule[]) {
  const { announce, edit } = useEditorTools();
  return {
    move(from: number, to: number) {
      const focused = document.activeElement;
      flushSync(() => edit([{ op: 'move', path: rulesPath, from, to }]));
      // A node that is moved in the page loses the focus.
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
      announce(`${nameOf(rules[from], from)} is now rule ${to + 1} of ${rules.length}.`);
    },
    insert(at: number, rule: HttpRouteRule) {
      edit([{ op: 'insert', path: [...rulesPath, at], value: rule }]);
      setTimeout(() => focusAdded([...rulesPath, at]), 30);
    },
    remove(index: number) {
      const path = [...rulesPath, index];
      const rule = rules[index];
      edit([{ op: 'remove', path }]);
      showToast({
        title: `Removed ${nameOf(rule, index)}`,
        action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path, value: rule }]) },
      });
      const next = [...rulesPath, Math.min(index, rules.length - 2)];
      setTimeout(() => document.getElementById(fieldId(next))?.focus(), 30);
    },
  };
}

/** The same object at every drawing, which does what the latest one does. */
function useStableMoves(moves: RuleMoves): RuleMoves {
  const latest = useRef(moves);
  useLayoutEffect(() => {
    latest.current = moves;
  });
  const [stable] = useState<RuleMoves>(() => ({
    move: (index, by) => latest.current.move(index, by),
    duplicate: (index) => latest.current.duplicate(index),
    remove: (index) => latest.current.remove(index),
    setOpen: (index, isOpen) => latest.current.setOpen(index, isOpen),
    startDrag: (index, event) => latest.current.startDrag(index, event),
    endDrag: () => latest.current.endDrag(),
  }));
  return stable;
}

/** Reordering by the handle. The drop line stands where the dragged rule will be. */
function useRuleDrag(count: number, onDrop: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const cardRef = useRef<HTMLElement | null>(null);

  function end() {
    setDragged(null);
    setOver(null);
  }

  return {
    dragged,
    end,
    isBefore: (index: number) => dragged !== null && dragged > index,
    isOver: (index: number) => dragged !== null && over === index && over !== dragged,
    start(index: number, event: DragEvent<HTMLElement>) {
      cardRef.current = event.currentTarget.closest('li');
      if (cardRef.current) event.dataTransfer.setDragImage(cardRef.current, 20, 20);
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', String(index));
      setDragged(index);
    },
    dropProps: (index: number) => ({
      onDragOver(event: DragEvent<HTMLElement>) {
        if (dragged === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop(event: DragEvent<HTMLElement>) {
        if (dragged === null) return;
        event.preventDefault();
        if (index !== dragged && index < count) onDrop(dragged, index);
        end();
      },
    }),
  };
}

function nameOf(rule: HttpRouteRule | undefined, index: number): string {
  return rule?.name ? `rule ${rule.name}` : `rule ${index + 1}`;
}
