'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button, ButtonLink } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Select } from '@/components/ui/select.tsx';
import { TextArea } from '@/components/ui/text-area.tsx';
import type { HostnameRules } from '@/lib/domains/kept-names.ts';
import type { Action } from '@/lib/outcome.ts';
import { ClaimResultList } from './claim-result.tsx';
import { ClaimedInPlace } from './claimed-in-place.tsx';
import type { ClaimResult, DomainActions } from './domain-actions.ts';
import { IssueList } from './issue-list.tsx';
import { NamesReadingList } from './names-reading.tsx';
import { readNames } from './read-names.ts';
import { useAsk } from './use-ask.ts';

type AddDomainDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly rules: HostnameRules;
  readonly claimAction: DomainActions['claimDomainsAction'];
  /** What the field begins with. */
  readonly names: string;
  readonly namespace: string | null;
  /** Shows what to do next here, instead of going to the domain's page. */
  readonly isInPlace: boolean;
};

/** Asks for one domain or many, reads them while they are typed, and claims them. */
export function AddDomainDialog(props: AddDomainDialogProps) {
  const { open, onOpenChange, isInPlace, claimAction, rules } = props;
  const router = useRouter();
  const team = useTeam();
  const [result, setResult] = useState<ClaimResult | null>(null);
  const areaRef = useRef<HTMLTextAreaElement>(null);
  const inPlace = isInPlace && result !== null ? onlyOf(result) : null;

  function handleClaimed(value: ClaimResult) {
    setResult(value);
    const only = onlyOf(value);
    if (only === null || isInPlace) return;
    onOpenChange(false);
    router.push(teamPaths.domain(team.slug, only.id));
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size={inPlace ? 'lg' : 'md'}
      title={inPlace ? <bdi>{inPlace.unicode}</bdi> : 'Add domain'}
      description={inPlace ? claimedText : addText(rules)}
      footer={inPlace && <ButtonLink href={teamPaths.domain(team.slug, inPlace.id)}>Open its page</ButtonLink>}
      initialFocus={areaRef}
    >
      {inPlace ? (
        <ClaimedInPlace team={team.slug} id={inPlace.id} />
      ) : (
        <div className="grid gap-4">
          {result !== null && <ClaimResultList team={team.slug} result={result} />}
          {result !== null && isWhole(result) ? (
            <div className="flex justify-end">
              <Button variant="primary" onClick={() => onOpenChange(false)}>
                Done
              </Button>
            </div>
          ) : (
            <ClaimForm {...props} areaRef={areaRef} claimAction={claimAction} onClaimed={handleClaimed} />
          )}
        </div>
      )}
    </Dialog>
  );
}

const claimedText = 'Claimed. You can close this and go on: the domain’s page keeps watching.';

function addText({ platformZones: [zone] }: HostnameRules): string {
  const brought = 'A hostname that you bring along. You prove that it is yours with one record at its DNS provider.';
  return zone === undefined ? brought : `${brought} A name below ${zone} is yours at once if nobody has it.`;
}

/** Whether nothing of what was asked for is left to do. */
function isWhole({ claimed, refused, leftOut }: ClaimResult): boolean {
  return claimed.length > 0 && refused.length === 0 && leftOut.length === 0;
}

/** The one claim that was all that was asked for; null where there is more to say. */
function onlyOf(result: ClaimResult): ClaimResult['claimed'][number] | null {
  return isWhole(result) && result.claimed.length === 1 ? (result.claimed[0] ?? null) : null;
}

type ClaimFormProps = Pick<AddDomainDialogProps, 'rules' | 'names' | 'namespace' | 'onOpenChange'> & {
  readonly areaRef: React.RefObject<HTMLTextAreaElement | null>;
  readonly claimAction: Action<
    { readonly team: string; readonly namespace: string; readonly names: string },
    ClaimResult
  >;
  readonly onClaimed: (result: ClaimResult) => void;
};

function ClaimForm({ rules, names, namespace, areaRef, claimAction, onOpenChange, onClaimed }: ClaimFormProps) {
  const team = useTeam();
  const domains = useDomains(team.slug);
  const readingId = useId();
  const [text, setText] = useState(names);
  const [place, setPlace] = useState(() => defaultNamespace(team, namespace));
  const { ask, isPending, issues } = useAsk(claimAction);
  const typed = useDeferredValue(text);
  const reading = useMemo(() => readNames(typed, rules, domains ?? []), [typed, rules, domains]);
  const hasNoReady = reading.names.length > 0 && reading.readyCount === 0;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    // What the browser can tell to be wrong needs no way to the server; the findings stand below the field.
    if (readNames(text, rules, domains ?? []).readyCount === 0) return areaRef.current?.focus();
    ask({ team: team.slug, namespace: place, names: text }, (result) => {
      // What was not claimed stays to be mended.
      setText([...result.refused.map(({ input }) => input), ...result.leftOut].join('\n'));
      onClaimed(result);
    });
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-3.5">
      <TextArea
        ref={areaRef}
        label="Domain, or several: one a line"
        hint="For example shop.example.com, the root example.com, or *.example.com for everything below it. Up to 50 at once."
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        value={text}
        aria-invalid={hasNoReady || undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <NamesReadingList id={readingId} reading={reading} />
      {team.namespaces.length > 1 && (
        <Select
          label="Namespace of its listener and certificate"
          value={place}
          onChange={setPlace}
          options={team.namespaces.map((value) => ({ value, label: value }))}
        />
      )}
      <IssueList issues={issues} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isPending} disabled={text.trim() === ''}>
          {reading.readyCount > 1 ? `Claim ${reading.readyCount} domains` : 'Claim domain'}
        </Button>
      </div>
    </form>
  );
}

/** The one that is meant, else the one that is called like the team, else the first. */
function defaultNamespace(
  { namespaces, slug }: { readonly namespaces: readonly string[]; readonly slug: string },
  wanted: string | null,
): string {
  return namespaces.find((one) => one === wanted) ?? namespaces.find((one) => one === slug) ?? namespaces[0] ?? '';
}
