'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Segmented } from '@/components/ui/segmented.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { type BackendBehaviour, playAttempts } from '@/lib/gateway-api/matching/attempts.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import { readBehaviour, type TypedBehaviour } from './typed-behaviour.ts';

const begin: TypedBehaviour = { kind: 'status', delayMs: '100', failures: '1', code: '503', failureDelayMs: '100' };

/** Plays a rule's timeouts and retries: what the client gets when the backend is slow or fails. Without a rule it keeps what was typed. */
export function AttemptsPanel({ rule }: { readonly rule: HttpRouteRule | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState(begin);
  if (rule === null) return null;
  const { behaviour, problems } = readBehaviour(typed);
  const field = (key: Exclude<keyof TypedBehaviour, 'kind'>, label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      autoComplete="off"
      value={typed[key]}
      issue={problems[key] ?? null}
      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
    />
  );
  return (
    <details className="group text-sm" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="flex w-fit list-none items-center gap-1 rounded-control text-xs text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3 transition-transform group-open:rotate-90" />
        What if the backend is slow or fails?
      </summary>
      <div className="mt-2 grid gap-2.5 rounded-control border border-line p-2.5">
        <div className="grid grid-cols-2 gap-2.5">
          {field('delayMs', 'It answers after (ms)')}
          {field('failures', 'Tries that fail first')}
        </div>
        <div className="grid justify-items-start gap-1">
          <span aria-hidden="true" className="text-xs font-medium text-ink-2">
            How they fail
          </span>
          <Segmented
            label="How they fail"
            value={typed.kind}
            onChange={(kind) => setTyped({ ...typed, kind })}
            options={[
              { value: 'status', label: 'With a status' },
              { value: 'connection', label: 'No connection' },
            ]}
          />
        </div>
        <div className="grid grid-cols-2 gap-2.5">
          {typed.kind === 'status' && field('code', 'Status')}
          {field('failureDelayMs', 'Each takes (ms)')}
        </div>
        {behaviour !== null && <Played rule={rule} behaviour={behaviour} />}
      </div>
    </details>
  );
}

function Played({ rule, behaviour }: { readonly rule: HttpRouteRule; readonly behaviour: BackendBehaviour }) {
  const { status, attempts, afterMs, reason } = playAttempts(rule, behaviour);
  return (
    <p role="status">
      The client gets <b className="font-semibold">{status}</b> after {afterMs.toLocaleString('en')} ms and{' '}
      {attempts === 1 ? '1 try' : `${attempts} tries`}. <span className="text-ink-2">{reason}</span>
    </p>
  );
}
