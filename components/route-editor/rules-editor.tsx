'use client';

import { Plus } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { showToast } from '@/components/ui/toast.tsx';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { RuleCard } from './rule-card.tsx';
import { uniqueRuleName } from './rule-names.ts';

const rulesPath: Path = ['spec', 'rules'];
const maxRules = 16;

/** All rules in their order, with adding, duplicating, removing and reordering. */
export function RulesEditor() {
  const { canEdit, draft, edit, announce, ruleKeys } = useEditor();
  const rules = objects(draft.spec?.rules);
  const drag = useRuleDrag(rules.length, moveRule);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const areAllClosed = rules.length > 0 && rules.every((_rule, index) => closed.has(ruleKeys[index] ?? ''));

  function setRuleOpen(index: number, isOpen: boolean) {
    const key = ruleKeys[index] ?? '';
    setClosed((before) => new Set(isOpen ? [...before].filter((one) => one !== key) : [...before, key]));
  }

  function moveRule(from: number, to: number) {
    const focused = document.activeElement;
    flushSync(() => edit([{ op: 'move', path: rulesPath, from, to }]));
    // A node that is moved in the page loses the focus.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    announce(`${nameOf(rules[from], from)} is now rule ${to + 1} of ${rules.length}.`);
  }

  function insertRule(at: number, rule: HttpRouteRule) {
    edit([{ op: 'insert', path: [...rulesPath, at], value: rule }]);
    setTimeout(() => focusAdded([...rulesPath, at]), 30);
  }

  function removeRule(index: number, rule: HttpRouteRule) {
    const path = [...rulesPath, index];
    edit([{ op: 'remove', path }]);
    showToast({
      title: `Removed ${nameOf(rule, index)}`,
      action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path, value: rule }]) },
    });
    setTimeout(() => document.getElementById(fieldId([...rulesPath, Math.min(index, rules.length - 2)]))?.focus(), 30);
  }

  return (
    <div id={fieldId(rulesPath)} tabIndex={-1} className="relative grid gap-3 outline-none">
      {rules.length > 1 && (
        <Button
          variant="quiet"
          size="sm"
          className="absolute -top-8 right-0"
          onClick={() => setClosed(new Set(areAllClosed ? [] : ruleKeys))}
        >
          {areAllClosed ? 'Expand all rules' : 'Collapse all rules'}
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
            <RuleCard
              rule={rule}
              index={index}
              count={rules.length}
              isOpen={!closed.has(ruleKeys[index] ?? '')}
              onOpenChange={(isOpen) => setRuleOpen(index, isOpen)}
              moves={{
                onMove: (by) => {
                  const to = index + by;
                  if (to >= 0 && to < rules.length) moveRule(index, to);
                },
                onDuplicate: () => insertRule(index + 1, { ...rule, ...uniqueRuleName(rule, rules) }),
                onRemove: () => removeRule(index, rule),
                onDragStart: (event) => drag.start(index, event),
                onDragEnd: drag.end,
              }}
            />
          </li>
        ))}
      </ol>
      {canEdit && (
        <div className="flex flex-wrap items-center gap-2.5">
          <Button
            icon={<Plus aria-hidden="true" className="size-3.5" />}
            disabled={rules.length >= maxRules}
            onClick={() => insertRule(rules.length, { matches: [{ path: { type: 'PathPrefix', value: '/' } }] })}
          >
            Add a rule
          </Button>
          <span className="text-xs text-ink-3">
            {rules.length >= maxRules
              ? 'A route holds 16 rules at most; make another route for the rest.'
              : 'The most specific match wins; the order decides only between equal ones.'}
          </span>
        </div>
      )}
    </div>
  );
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
