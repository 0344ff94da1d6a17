'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { Select } from '@/components/ui/select.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { namespaceOf, objects, text } from '@/lib/gateway-api/hostile.ts';
import type { Expectation } from '@/lib/gateway-api/matching/saved-test.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { backendsOf } from './rule-of-test.ts';

type ExpectationFieldProps = {
  readonly value: Expectation;
  readonly onChange: (value: Expectation) => void;
  readonly draft: HttpRoute;
};

const kinds = [
  { value: 'rule', label: 'A rule by its name' },
  { value: 'backends', label: 'One of these backends and no other' },
  { value: 'redirect', label: 'A redirect' },
  { value: 'status', label: 'A status of the Gateway' },
] as const satisfies readonly { value: Expectation['kind']; label: string }[];

/** What is wanted of a request: of four kinds, each with its value. */
export function ExpectationField({ value, onChange, draft }: ExpectationFieldProps) {
  return (
    <div className="grid gap-3">
      <Select
        label="It should reach"
        value={value.kind}
        options={kinds}
        onChange={(kind) => kind !== value.kind && onChange(empty(kind, draft))}
      />
      <ValueField value={value} onChange={onChange} draft={draft} />
    </div>
  );
}

function ValueField({ value, onChange, draft }: ExpectationFieldProps) {
  switch (value.kind) {
    case 'rule': {
      const names = ruleNames(draft);
      return (
        <Select
          label="Rule"
          value={value.name === '' ? null : value.name}
          options={names.map((name) => ({ value: name, label: name }))}
          placeholder={names.length === 0 ? 'No rule has a name' : 'Choose…'}
          onChange={(name) => onChange({ kind: 'rule', name })}
        />
      );
    }
    case 'backends':
      return (
        <BackendChoice names={value.names} onChange={(names) => onChange({ kind: 'backends', names })} draft={draft} />
      );
    case 'redirect':
      return (
        <TextField
          label="Location"
          mono
          placeholder="https://shop.example.test/"
          value={value.location}
          onChange={(event) => onChange({ kind: 'redirect', location: event.target.value })}
        />
      );
    case 'status':
      return (
        <TextField
          label="Status"
          inputMode="numeric"
          hint="0 stands for no connection."
          value={String(value.status)}
          onChange={(event) => onChange({ kind: 'status', status: readStatus(event.target.value) })}
        />
      );
  }
}

type BackendChoiceProps = {
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  readonly draft: HttpRoute;
};

function BackendChoice({ names, onChange, draft }: BackendChoiceProps) {
  const id = useId();
  const rules = objects(draft.spec?.rules);
  // A wanted backend that no rule names any more stays to be seen.
  const offered = [...new Set([...rules.flatMap((rule) => backendsOf(rule, namespaceOf(draft))), ...names])];
  return (
    <fieldset aria-labelledby={id} className="grid gap-1.5">
      <legend id={id} className="mb-1 text-xs font-medium text-ink-2">
        Backends
      </legend>
      {offered.length === 0 && <p className="text-sm text-ink-2">No rule sends to a backend.</p>}
      {offered.map((name) => (
        <Checkbox
          key={name}
          label={name}
          checked={names.includes(name)}
          onChange={(isChecked) =>
            onChange((isChecked ? [...names, name] : names.filter((one) => one !== name)).toSorted())
          }
        />
      ))}
    </fieldset>
  );
}

function empty(kind: Expectation['kind'], draft: HttpRoute): Expectation {
  switch (kind) {
    case 'rule':
      return { kind, name: ruleNames(draft)[0] ?? '' };
    case 'backends':
      return { kind, names: [] };
    case 'redirect':
      return { kind, location: '' };
    case 'status':
      return { kind, status: 404 };
  }
}

function ruleNames(draft: HttpRoute): readonly string[] {
  return [...new Set(objects(draft.spec?.rules).flatMap((rule) => text(rule.name) || []))];
}

/** Digits alone, three of them at most. */
function readStatus(typed: string): number {
  return Number(typed.replaceAll(/\D/g, '').slice(0, 3));
}

/** What is missing of an expectation, in words; null when it can be saved. */
export function lackOf(expectation: Expectation): string | null {
  switch (expectation.kind) {
    case 'rule':
      return expectation.name === '' ? 'Choose a rule. Rules get a name at their head.' : null;
    case 'backends':
      return expectation.names.length === 0 ? 'Choose at least one backend.' : null;
    case 'redirect':
      return expectation.location.trim() === '' ? 'Type where the redirect leads.' : null;
    case 'status':
      return expectation.status !== 0 && (expectation.status < 100 || expectation.status > 599)
        ? 'Type a status from 100 to 599, or 0.'
        : null;
  }
}
