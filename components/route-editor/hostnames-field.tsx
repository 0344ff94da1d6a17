'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { stateWords } from '@/components/domains/domain-words.ts';
import { type Claims, useClaims } from '@/components/domains/use-claims.ts';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { IssueText, inputClass } from '@/components/ui/field.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { optionClass } from '@/components/ui/select.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { insertAt } from '@/lib/gateway-api/document.ts';
import { strings } from '@/lib/gateway-api/hostile.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import { useEditor, useIssuesAt } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { ClaimOffer, HostnameClaim } from './hostname-claim.tsx';
import { claimedCompletions, completeHostname, readHostname } from './hostname-input.ts';
import { attachTo, detachFrom } from './own-listener.ts';

const hostnamesPath: Path = ['spec', 'hostnames'];

/** The names that the route answers to: chips, and a field that adds one. */
export function HostnamesField() {
  const { canEdit, draft } = useEditor();
  const claims = useClaims();
  const hostnames = strings(draft.spec?.hostnames);
  return (
    <div id={fieldId(hostnamesPath)} tabIndex={-1} className="min-w-0 outline-none">
      {hostnames.length === 0 && (
        <p className="text-sm text-ink-2">
          None: the route takes every name of its listeners.{canEdit && ' Add one to take only that name.'}
        </p>
      )}
      <ul className="grid gap-1.5">
        {hostnames.map((hostname, index) => (
          <HostnameChip
            key={`${hostname} ${hostnames.indexOf(hostname) === index ? '' : index}`}
            hostname={hostname}
            index={index}
            claims={claims}
          />
        ))}
      </ul>
      {canEdit && <AddHostname index={hostnames.length} claims={claims} />}
      <FieldIssues path={hostnamesPath} />
    </div>
  );
}

type HostnameChipProps = { readonly hostname: string; readonly index: number; readonly claims: Claims };

function HostnameChip({ hostname, index, claims }: HostnameChipProps) {
  const { canEdit, draft, edit, facts, namespace } = useEditor();
  const path = [...hostnamesPath, index];
  const isWrong = useIssuesAt(path).some((issue) => issue.severity === 'error');
  const listeners = facts.listeners[namespace] ?? [];
  const toOwnListener = canEdit && claims.claimOn(hostname) !== null ? attachTo(hostname, draft, listeners) : [];

  function handleRemove() {
    const parents = draft.spec?.parentRefs;
    const detaching = detachFrom(hostname, draft, listeners);
    edit([{ op: 'remove', path }, ...detaching]);
    showToast({
      title: `Removed ${hostname}`,
      action: {
        label: 'Undo',
        onClick: () =>
          edit([
            { op: 'insert', path, value: hostname },
            ...(detaching.length > 0 ? [{ op: 'set' as const, path: ['spec', 'parentRefs'], value: parents }] : []),
          ]),
      },
    });
  }

  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <span
        id={fieldId(path)}
        tabIndex={-1}
        className={classNames(
          'inline-flex max-w-full min-w-0 items-stretch overflow-hidden rounded-control border bg-panel',
          isWrong ? 'border-danger' : 'border-line-strong',
        )}
      >
        <bdi className="min-w-0 px-2 py-1 font-mono text-sm break-all">{hostname}</bdi>
        {canEdit && (
          <button
            type="button"
            aria-label={`Remove hostname ${hostname}`}
            onClick={handleRemove}
            className="grid w-7 flex-none place-items-center border-l border-line text-ink-3 hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )}
      </span>
      <HostnameClaim hostname={hostname} claims={claims} />
      {toOwnListener.length > 0 && (
        <Button size="sm" onClick={() => edit(toOwnListener)}>
          Attach to its listener
        </Button>
      )}
      <FieldIssues path={path} className="basis-full" />
    </li>
  );
}

/**
 * The field that adds a hostname. What is typed lives in the editor's state, so that it survives a reload and stops a review
 * until it is added or cleared.
 */
function AddHostname({ index, claims }: { readonly index: number; readonly claims: Claims }) {
  const { draft, edit, facts, judge, namespace, setText, textAt } = useEditor();
  const inputRef = useRef<HTMLInputElement>(null);
  const [wantsList, setWantsList] = useState(false);
  const path = [...hostnamesPath, index];
  const typed = textAt(path)?.text ?? '';
  const completions = [
    ...claimedCompletions(typed, claims.hostnames, strings(draft.spec?.hostnames)),
    ...completeHostname(typed, facts.zones),
  ].filter((name, at, all) => all.indexOf(name) === at);
  const reading = readHostname(typed);
  const issue = typed === '' ? null : findIssue(reading.hostname);
  const isStopped = issue?.severity === 'error';

  function findIssue(hostname: string): Issue | null {
    const found = judge(insertAt(draft, path, hostname)).filter(
      (one) => one.path[1] === 'hostnames' && one.path[2] === index,
    );
    return found.find((one) => one.severity === 'error') ?? found[0] ?? null;
  }

  function handleType(text: string) {
    setText(
      path,
      text === '' ? null : { text, message: 'This hostname is not added yet: press Enter, or clear the field.' },
    );
  }

  /** Adds the name if nothing speaks against it; otherwise it stays in the field with the reason. */
  function add(text: string) {
    const { hostname } = readHostname(text);
    if (hostname === '') return handleType('');
    if (findIssue(hostname)?.severity === 'error') return handleType(text);
    setWantsList(false);
    edit([
      { op: 'set', path, value: undefined },
      { op: 'insert', path, value: hostname },
      // A claimed name is served by a listener of its own.
      ...(claims.claimOn(hostname) === null ? [] : attachTo(hostname, draft, facts.listeners[namespace] ?? [])),
    ]);
  }

  return (
    <div id={fieldId(path)} tabIndex={-1} className="mt-1.5 min-w-0 outline-none">
      <div className="flex gap-1.5">
        <Autocomplete.Root
          items={completions}
          mode="none"
          // An open list hides the rest of the page from screen readers: without an entry it must not be open.
          open={wantsList && completions.length > 0}
          onOpenChange={setWantsList}
          value={typed}
          onValueChange={(value, details) => (details.reason === 'item-press' ? add(value) : handleType(value))}
        >
          <Autocomplete.Input
            ref={inputRef}
            aria-label="Add a hostname"
            aria-invalid={isStopped || undefined}
            aria-describedby={typed === '' ? undefined : `${fieldId(path)}-notes`}
            placeholder={facts.zones[0] ? `name.${facts.zones[0]}` : 'shop.example.com'}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            onBlur={() => typed !== '' && add(typed)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
              event.preventDefault();
              add(typed);
            }}
            className={classNames(inputClass, 'font-mono text-sm')}
          />
          <Completions claims={claims} />
        </Autocomplete.Root>
        <Button
          icon={<Plus aria-hidden="true" className="size-3.5" />}
          onClick={() => (typed === '' ? inputRef.current?.focus() : add(typed))}
        >
          Add
        </Button>
      </div>
      {typed !== '' && (
        <div id={`${fieldId(path)}-notes`} aria-live="polite" className="mt-1 grid gap-0.5">
          <ReadingNote typed={typed} onUse={() => add(typed)} />
          {issue && <IssueText issue={issue} />}
          <div className="empty:hidden">
            <ClaimOffer hostname={reading.hostname} claims={claims} />
          </div>
        </div>
      )}
    </div>
  );
}

function Completions({ claims }: { readonly claims: Claims }) {
  return (
    <Autocomplete.Portal>
      {/* Below the field stands what is wrong with the name, and the offer to claim it. */}
      <Autocomplete.Positioner
        side="top"
        sideOffset={4}
        collisionPadding={8}
        className="z-60 outline-none data-empty:hidden"
      >
        <Autocomplete.Popup className="floating max-w-(--available-width) min-w-(--anchor-width) data-empty:hidden">
          <Autocomplete.List className="p-1 outline-none data-empty:p-0">
            {(name: string) => (
              <Autocomplete.Item key={name} value={name} className={classNames(optionClass, 'font-mono text-sm')}>
                <CompletionLamp hostname={name} claims={claims} />
                {name}
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
}

function CompletionLamp({ hostname, claims }: { readonly hostname: string; readonly claims: Claims }) {
  const claim = claims.claimOn(hostname);
  if (claim === null) return null;
  const { label, lamp } = stateWords[claim.state];
  return (
    <span className="self-center">
      <Lamp state={lamp} decorative />
      <span className="sr-only">{label}:</span>
    </span>
  );
}

/** Says how a pasted address was read: what was taken away, and that capitals were lowered. */
function ReadingNote({ typed, onUse }: { readonly typed: string; readonly onUse: () => void }) {
  const { hostname, removed, lowered } = readHostname(typed);
  if (removed.length === 0 && !lowered) return null;
  if (removed.length === 0) {
    return (
      <p className="text-xs text-ink-2">
        Names are lower case: this becomes <bdi className="font-mono">{hostname}</bdi>.
      </p>
    );
  }
  return (
    <p className="text-xs text-ink-2">
      A hostname stands alone, without {removed.join(' and ')}.{' '}
      {hostname !== '' && (
        // The field would lose the focus first and add the name by itself.
        <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={onUse}>
          Use <bdi className="font-mono">{hostname}</bdi>
        </Button>
      )}
    </p>
  );
}
