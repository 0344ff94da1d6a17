'use client';

import { Checkbox } from '@/components/ui/checkbox.tsx';
import { FilterChip } from '@/components/ui/chip.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { strings } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { NumberAt } from '../document-fields.tsx';
import { useEditor } from '../editor-context.tsx';
import { fieldId } from '../field-anchor.ts';
import { FieldIssues } from '../field-issues.tsx';
import { TextListAt } from '../text-list.tsx';

/** Which other websites' scripts may call, with what, and what they may read. */
export function CorsFields({ path }: { readonly path: Path }) {
  return (
    <>
      <TextListAt
        path={[...path, 'allowOrigins']}
        label="Origins that may call"
        one="origin"
        placeholder="https://shop.example.com"
        hint="Scheme and host, with a port where it is not the usual one; * in the host stands for any name, * alone for every origin."
      />
      <Methods path={[...path, 'allowMethods']} />
      <div className="grid grid-cols-2 gap-3 @max-[600px]/form:grid-cols-1">
        <TextListAt
          path={[...path, 'allowHeaders']}
          label="Request headers they may send"
          one="header"
          placeholder="x-team"
        />
        <TextListAt
          path={[...path, 'exposeHeaders']}
          label="Response headers they may read"
          one="header"
          placeholder="x-request-id"
        />
      </div>
      <div className="grid grid-cols-2 items-end gap-3 @max-[600px]/form:grid-cols-1">
        <Credentials path={[...path, 'allowCredentials']} />
        <NumberAt
          path={[...path, 'maxAge']}
          label="Browsers remember the answer for (seconds)"
          min={1}
          max={2_147_483_647}
          placeholder="5"
        />
      </div>
    </>
  );
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE', '*'];

function Methods({ path }: { readonly path: Path }) {
  const { canEdit, draft, edit } = useEditor();
  const list = getAt(draft, path);
  const chosen = strings(Array.isArray(list) ? list : []);

  function handleToggle(method: string) {
    const index = Array.isArray(list) ? list.indexOf(method) : -1;
    if (!canEdit) return;
    if (index >= 0) edit([{ op: 'remove', path: [...path, index] }]);
    else edit([{ op: 'insert', path: [...path, Array.isArray(list) ? list.length : 0], value: method }]);
  }
  return (
    <fieldset id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <legend className="mb-1 text-xs font-medium text-ink-2">Methods they may use</legend>
      <div className="flex flex-wrap gap-1.5">
        {methods.map((method) => (
          <FilterChip
            key={method}
            pressed={chosen.includes(method)}
            onPressedChange={() => handleToggle(method)}
            label={method === '*' ? 'Every method' : method}
          >
            {method === '*' ? 'every method' : method}
          </FilterChip>
        ))}
      </div>
      {chosen.length === 0 && <p className="mt-1 text-xs text-ink-3">None named: GET, HEAD and POST.</p>}
      <FieldIssues path={path} />
    </fieldset>
  );
}

function Credentials({ path }: { readonly path: Path }) {
  const { canEdit, draft, edit } = useEditor();
  return (
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0 pb-1.5 outline-none">
      <Checkbox
        label="With cookies and passwords"
        hint="Then every origin above can act as the person who is signed in."
        disabled={!canEdit}
        checked={getAt(draft, path) === true}
        onChange={(isChecked) => edit([{ op: 'set', path, value: isChecked ? true : undefined }])}
      />
      <FieldIssues path={path} />
    </div>
  );
}
