'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HeaderMatch, HttpRouteMatch, PathMatch, QueryParamMatch } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { ChipInput, ChipSelect, ConditionChip } from './condition-chip.tsx';
import { useEditorTools } from './editor-context.tsx';
import type { Edit } from './editor-state.ts';
import { focusAdded } from './field-anchor.ts';
import type { HeaderLine } from './header-lines.ts';
import { PasteHeaders } from './paste-headers.tsx';
import { pastedHeaders } from './pasted-headers.ts';

const pathTypes = [
  { value: 'PathPrefix', label: 'starts with' },
  { value: 'Exact', label: 'is' },
  { value: 'RegularExpression', label: 'matches regex' },
] as const;
const valueTypes = [
  { value: 'Exact', label: 'is' },
  { value: 'RegularExpression', label: 'matches regex' },
] as const;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'TRACE'].map((value) => ({
  value,
  label: value,
}));

/** One match: conditions that all must hold. */
export function MatchEditor({ match, path }: { readonly match: HttpRouteMatch; readonly path: Path }) {
  const headers = objects(match.headers);
  const params = objects(match.queryParams);
  const chips = [
    ...(match.path ? [<PathChip key="path" path={[...path, 'path']} value={match.path} />] : []),
    ...(match.method === undefined
      ? []
      : [<MethodChip key="method" path={[...path, 'method']} value={match.method} />]),
    ...headers.map((header, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
      <NamedChip key={`header-${index}`} kind="header" path={[...path, 'headers', index]} value={header} />
    )),
    ...params.map((param, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
      <NamedChip key={`query-${index}`} kind="query" path={[...path, 'queryParams', index]} value={param} />
    )),
  ];
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-x-1.5 gap-y-1.5">
      {chips.length === 0 && <span className="py-1 text-sm text-ink-2">any request</span>}
      {chips.map((chip, index) => (
        <span key={chip.key} className="flex max-w-full min-w-0 items-start gap-1.5">
          {index > 0 && <span className="flex-none py-1 text-sm whitespace-nowrap text-ink-3">and</span>}
          {chip}
        </span>
      ))}
      <AddCondition match={match} path={path} />
    </div>
  );
}

function PathChip({ path, value }: { readonly path: Path; readonly value: PathMatch }) {
  const { edit } = useEditorTools();
  return (
    <ConditionChip
      path={path}
      kind="path"
      label={`path ${value.value ?? '/'}`}
      onRemove={() => edit([{ op: 'set', path, value: undefined }])}
    >
      <ChipSelect
        label="How the path is compared"
        value={value.type ?? 'PathPrefix'}
        options={pathTypes}
        onChange={(type) => edit([{ op: 'set', path: [...path, 'type'], value: type }])}
      />
      <ChipInput
        aria-label="Path"
        value={value.value ?? ''}
        placeholder="/"
        onChange={(event) => edit([set([...path, 'value'], event.target.value)], `${path.join('.')}.value`)}
      />
    </ConditionChip>
  );
}

function MethodChip({ path, value }: { readonly path: Path; readonly value: string }) {
  const { edit } = useEditorTools();
  return (
    <ConditionChip
      path={path}
      kind="method"
      label={`method ${value}`}
      onRemove={() => edit([{ op: 'set', path, value: undefined }])}
    >
      <ChipSelect label="Method" value={value} options={methods} onChange={(method) => edit([set(path, method)])} />
    </ConditionChip>
  );
}

type NamedChipProps = {
  readonly kind: 'header' | 'query';
  readonly path: Path;
  readonly value: HeaderMatch | QueryParamMatch;
};

function NamedChip({ kind, path, value }: NamedChipProps) {
  const { edit } = useEditorTools();
  const what = kind === 'header' ? 'header' : 'query parameter';
  function write(field: string, text: string) {
    edit([set([...path, field], text)], `${path.join('.')}.${field}`);
  }
  return (
    <ConditionChip
      path={path}
      kind={kind}
      label={`${what} ${value.name ?? ''}`.trim()}
      fresh={!value.name && !value.value}
      onRemove={() => edit([{ op: 'remove', path }])}
    >
      <ChipInput
        aria-label={`Name of the ${what}`}
        value={value.name ?? ''}
        placeholder={kind === 'header' ? 'x-beta' : 'beta'}
        onChange={(event) => write('name', event.target.value)}
      />
      <ChipSelect
        label={`How the ${what} is compared`}
        value={value.type ?? 'Exact'}
        options={valueTypes}
        onChange={(type) => edit([set([...path, 'type'], type)])}
      />
      <ChipInput
        aria-label={`Value of the ${what}`}
        value={value.value ?? ''}
        placeholder="1"
        onChange={(event) => write('value', event.target.value)}
      />
    </ConditionChip>
  );
}

/** Adds one more condition that must hold as well. */
function AddCondition({ match, path }: { readonly match: HttpRouteMatch; readonly path: Path }) {
  const { announce, canEdit, edit } = useEditorTools();
  const [isPasting, setIsPasting] = useState(false);
  if (!canEdit) return null;
  const named = { name: '', value: '' };
  // The new control gets the focus once the menu has closed and given its own back.
  function add(one: Edit, field: Path) {
    edit([one]);
    setTimeout(() => focusAdded([...path, ...field]), 60);
  }
  const headerAt = objects(match.headers).length;
  const paramAt = objects(match.queryParams).length;
  function handlePaste(pasted: readonly HeaderLine[]) {
    edit(pastedHeaders(pasted, objects(match.headers), [...path, 'headers']));
    announce(`${pasted.length} headers pasted.`);
  }
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button
            variant="quiet"
            size="sm"
            icon={<Plus aria-hidden="true" className="size-3" />}
            aria-label="Add a condition"
          >
            and…
          </Button>
        }
      >
        {!match.path && (
          <MenuItem onClick={() => add(set([...path, 'path'], { type: 'PathPrefix', value: '/' }), ['path'])}>
            Path
          </MenuItem>
        )}
        <MenuItem
          onClick={() =>
            add({ op: 'insert', path: [...path, 'headers', headerAt], value: named }, ['headers', headerAt])
          }
        >
          Header
        </MenuItem>
        <MenuItem
          onClick={() =>
            add({ op: 'insert', path: [...path, 'queryParams', paramAt], value: named }, ['queryParams', paramAt])
          }
        >
          Query parameter
        </MenuItem>
        {match.method === undefined && (
          <MenuItem onClick={() => add(set([...path, 'method'], 'GET'), ['method'])}>Method</MenuItem>
        )}
        <MenuSeparator />
        <MenuItem onClick={() => setIsPasting(true)}>Paste headers…</MenuItem>
      </Menu>
      {isPasting && <PasteHeaders onClose={() => setIsPasting(false)} onPaste={handlePaste} />}
    </>
  );
}

function set(path: Path, value: unknown): Edit {
  return { op: 'set', path, value };
}
