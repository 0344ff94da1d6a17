'use client';

import { type KeyboardEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { classNames } from '@/components/ui/class-names.ts';
import { describedBy, FieldFrame, FieldNotes, inputClass } from '@/components/ui/field.tsx';
import type { RequestFlaw, TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import type { Issue } from '@/lib/outcome.ts';

type RequestFormProps = {
  readonly request: TypedRequest;
  readonly onChange: (request: TypedRequest) => void;
  readonly flaws: readonly RequestFlaw[];
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const plainText = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
  onKeyDown: keepUndo,
} as const;

/** Undo in these fields is the browser's own: on the page of a route it would take back an edit of the route. */
function keepUndo(event: KeyboardEvent): void {
  const isUndo = (event.metaKey || event.ctrlKey) && ['z', 'y'].includes(event.key.toLowerCase());
  if (isUndo) event.stopPropagation();
}

/** A request as somebody types it: method and URL in one line, headers below. */
export function RequestForm({ request, onChange, flaws }: RequestFormProps) {
  const id = useId();
  const methodIssue = issueOf('method', flaws);
  const urlIssue = issueOf('url', flaws);
  return (
    <div className="grid min-w-0 gap-2">
      <div className="grid gap-1">
        <div className="flex min-w-0 gap-1.5">
          <span className="w-[78px] flex-none">
            <input
              {...plainText}
              {...describedBy(`${id}-method`, { issue: methodIssue })}
              type="text"
              aria-label="Method"
              list={`${id}-methods`}
              value={request.method}
              onChange={(event) => onChange({ ...request, method: event.target.value })}
              className={classNames(inputClass, 'font-mono text-sm uppercase')}
            />
          </span>
          <datalist id={`${id}-methods`}>
            {methods.map((method) => (
              <option key={method} value={method} />
            ))}
          </datalist>
          <input
            {...plainText}
            {...describedBy(`${id}-url`, { issue: urlIssue })}
            type="text"
            inputMode="url"
            aria-label="URL"
            placeholder="https://shop.example.test/cart"
            value={request.url}
            onChange={(event) => onChange({ ...request, url: event.target.value })}
            className={classNames(inputClass, 'font-mono text-sm')}
          />
        </div>
        <FieldNotes id={`${id}-method`} issue={methodIssue} />
        <FieldNotes id={`${id}-url`} issue={urlIssue} />
      </div>
      <Headers
        value={request.headers}
        onChange={(headers) => onChange({ ...request, headers })}
        issue={issueOf('headers', flaws)}
      />
    </div>
  );
}

type HeadersProps = {
  readonly value: string;
  readonly onChange: (headers: string) => void;
  readonly issue: Issue | null;
};

/** Closed while there is none; what was typed is never folded away. */
function Headers({ value, onChange, issue }: HeadersProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);

  function handleOpen() {
    flushSync(() => setIsOpen(true));
    document.getElementById(id)?.focus();
  }

  if (!isOpen && value === '') {
    return (
      <button
        type="button"
        aria-expanded={false}
        onClick={handleOpen}
        className="w-fit rounded-control text-xs text-accent hover:underline"
      >
        Add headers
      </button>
    );
  }
  const rows = Math.min(8, Math.max(2, value.split('\n').length));
  return (
    <FieldFrame id={id} label="Headers" hint="One Name: value a line" issue={issue}>
      <textarea
        {...plainText}
        {...describedBy(id, { hint: true, issue })}
        id={id}
        rows={rows}
        placeholder="x-beta: 1"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        // Emptied it stays, also when the focus goes: what is pressed next must not move away under the pointer.
        onFocus={() => setIsOpen(true)}
        className={classNames(inputClass, 'font-mono text-sm leading-normal')}
      />
    </FieldFrame>
  );
}

function issueOf(field: RequestFlaw['field'], flaws: readonly RequestFlaw[]): Issue | null {
  const flaw = flaws.find((one) => one.field === field);
  return flaw === undefined
    ? null
    : { code: `request.${field}`, severity: 'error', path: [field], message: flaw.message };
}
