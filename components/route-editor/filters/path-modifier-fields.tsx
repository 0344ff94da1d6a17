'use client';

import { Select } from '@/components/ui/select.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { asText, isPlainObject, objects, text } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { TextAt } from '../document-fields.tsx';
import { useEditor } from '../editor-context.tsx';
import { fieldId } from '../field-anchor.ts';
import { FieldIssues } from '../field-issues.tsx';
import { changeModifier, type ModifierType, modifierMember, onlyPrefixOf, prefixExample } from './path-modifier.ts';

const keep = 'keep';

/** How the path is replaced, and by what: for redirects and rewrites. */
export function PathModifierFields({ path }: { readonly path: Path }) {
  const { canEdit, draft, edit } = useEditor();
  const found = getAt(draft, path);
  const modifier = isPlainObject(found) ? found : null;
  const type = modifier === null ? keep : asText(modifier.type);
  // A prefix can only be replaced where the rule around the filter matches one.
  const prefix = onlyPrefixOf(objects(draft.spec?.rules)[Number(path[2])] ?? {});

  function handleChange(chosen: string) {
    edit(changeModifier(path, modifier, isModifier(chosen) ? chosen : null));
  }
  return (
    <div id={fieldId(path)} tabIndex={-1} className="grid grid-cols-2 gap-3 outline-none @max-[600px]/form:grid-cols-1">
      <div className="min-w-0">
        <Select
          label="Path"
          disabled={!canEdit}
          value={type}
          onChange={handleChange}
          options={[
            { value: keep, label: 'Keep the path' },
            { value: 'ReplaceFullPath', label: 'Replace the whole path' },
            {
              value: 'ReplacePrefixMatch',
              label: 'Replace the matched prefix',
              detail: prefix === null ? 'Only where the rule matches exactly one prefix.' : undefined,
              disabled: prefix === null && type !== 'ReplacePrefixMatch',
            },
          ]}
        />
        <FieldIssues path={path} />
      </div>
      {isModifier(type) && (
        <TextAt
          path={[...path, modifierMember(type)]}
          label={type === 'ReplaceFullPath' ? 'New path' : 'New prefix'}
          required
          placeholder="/"
          hint={
            type === 'ReplacePrefixMatch' &&
            prefix !== null && <Example prefix={prefix} replacement={text(modifier?.replacePrefixMatch) ?? '/'} />
          }
        />
      )}
    </div>
  );
}

function Example({ prefix, replacement }: { readonly prefix: string; readonly replacement: string }) {
  const { from, to } = prefixExample(prefix, replacement);
  return (
    <>
      <bdi className="font-mono break-all">{from}</bdi> becomes <bdi className="font-mono break-all">{to}</bdi>
    </>
  );
}

function isModifier(value: string): value is ModifierType {
  return value === 'ReplaceFullPath' || value === 'ReplacePrefixMatch';
}
