'use client';

import type { Path } from '@/lib/outcome.ts';
import { ChoiceAt, DurationAt, NumberAt, TextAt } from './document-fields.tsx';
import type { RuleOption } from './rule-options.ts';
import { TextListAt } from './text-list.tsx';

/** The fields of one option of a rule. */
export function RuleOptionFields({ option, path }: { readonly option: RuleOption; readonly path: Path }) {
  switch (option) {
    case 'timeouts':
      return <TimeoutFields path={path} />;
    case 'retry':
      return <RetryFields path={path} />;
    case 'sessionPersistence':
      return <SessionFields path={path} />;
  }
}

function TimeoutFields({ path }: { readonly path: Path }) {
  return (
    <div className="grid grid-cols-2 gap-3 @max-[600px]/form:grid-cols-1">
      <DurationAt
        path={[...path, 'request']}
        label="Whole request"
        placeholder="10s"
        hint="From the client’s request to the end of the answer, with all retries. 0s: no limit."
      />
      <DurationAt
        path={[...path, 'backendRequest']}
        label="Each try at a backend"
        placeholder="2s"
        hint="Not longer than the whole request."
      />
    </div>
  );
}

function RetryFields({ path }: { readonly path: Path }) {
  return (
    <div className="grid grid-cols-2 gap-3 @max-[600px]/form:grid-cols-1">
      <NumberAt path={[...path, 'attempts']} label="Tries after the first" max={100} placeholder="1" />
      <DurationAt
        path={[...path, 'backoff']}
        label="Wait between tries"
        placeholder="100ms"
        hint="At least; how it grows is up to the Gateway’s implementation."
      />
      <TextListAt
        path={[...path, 'codes']}
        label="Status codes to retry"
        one="status code"
        placeholder="503"
        read={readStatusCode}
      />
    </div>
  );
}

/** @see Gateway API v1, HTTPRouteRetryStatusCode: 400 to 599 */
function readStatusCode(typed: string) {
  const code = Number(typed);
  if (/^\d{3}$/.test(typed) && code >= 400 && code <= 599) return { value: code };
  return { problem: `“${typed}” is no status code of an error: type a number from 400 to 599.` };
}

const sessionTypes = [
  { value: null, label: 'Not set: cookie' },
  { value: 'Cookie', label: 'By cookie' },
  { value: 'Header', label: 'By header' },
] as const;

const lifetimes = [
  { value: null, label: 'Not set: session' },
  { value: 'Session', label: 'Until the browser closes' },
  { value: 'Permanent', label: 'Until the absolute timeout' },
] as const;

function SessionFields({ path }: { readonly path: Path }) {
  return (
    <div className="grid grid-cols-2 gap-3 @max-[600px]/form:grid-cols-1">
      <ChoiceAt path={[...path, 'type']} label="Recognised" options={sessionTypes} />
      <TextAt path={[...path, 'sessionName']} label="Name of the cookie or header" placeholder="session" />
      <DurationAt path={[...path, 'absoluteTimeout']} label="Ends at the latest after" placeholder="1h" />
      <DurationAt path={[...path, 'idleTimeout']} label="Ends when unused for" placeholder="10m" />
      <ChoiceAt path={[...path, 'cookieConfig', 'lifetimeType']} label="The cookie lives" options={lifetimes} />
    </div>
  );
}
