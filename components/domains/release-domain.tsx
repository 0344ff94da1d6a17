'use client';

import { useState } from 'react';
import { useTeam } from '@/components/shell/team-context.tsx';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { DecideClaim } from './decide-claim.tsx';
import { useDomainTools } from './domain-tools.ts';
import { isOver, lossOfRelease } from './domain-words.ts';
import { IssueList } from './issue-list.tsx';
import { useAsk } from './use-ask.ts';
import { WriteRefusal } from './write-refusal.tsx';

/** Gives a domain up, after saying what that takes away, or as the platform with a reason; a name that was given up can be claimed again. */
export function ReleaseDomain({ domain }: { readonly domain: DomainRow }) {
  const { canEdit, name, role } = useTeam();
  const { actions, openAdd } = useDomainTools();
  // Only the platform's people see a team without a role in it.
  if (role === null) {
    if (isOver(domain)) return null;
    const effects = [lossOfRelease(domain, name), ...keptText(domain)];
    return (
      <DecideClaim
        verdict="release"
        domain={domain}
        teamName={name}
        effects={effects}
        action={actions.decideClaimAction}
      />
    );
  }
  if (!canEdit) return <WriteRefusal what="release the domain" />;
  if (domain.state === 'lapsed') return null;
  if (domain.state === 'released')
    return <Button onClick={() => openAdd({ names: domain.unicode })}>Claim it again</Button>;
  return <ReleaseButton domain={domain} />;
}

function ReleaseButton({ domain }: { readonly domain: DomainRow }) {
  const { actions } = useDomainTools();
  const [isOpen, setIsOpen] = useState(false);
  const { ask, isPending, issues, forget } = useAsk(actions.releaseDomainAction);
  const { id, team, unicode, routes } = domain;

  function handleConfirm() {
    ask({ team, id }, () => {
      setIsOpen(false);
      showToast({ title: `${unicode} is released`, description: 'Its records can be deleted now.', tone: 'go' });
    });
  }

  function handleOpenChange(open: boolean) {
    setIsOpen(open);
    if (open) forget();
  }

  return (
    <>
      <Button variant="danger" onClick={() => handleOpenChange(true)}>
        Release…
      </Button>
      <AlertDialog
        open={isOpen}
        onOpenChange={handleOpenChange}
        title={`Release ${unicode}?`}
        confirmLabel="Release"
        pending={isPending}
        onConfirm={handleConfirm}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>Its listener, its redirect to HTTPS and its certificate are removed from the cluster.</li>
          <li>{routesText(routes)}</li>
          {keptText(domain).map((text) => (
            <li key={text}>{text} Until then it can be claimed again here.</li>
          ))}
          <li>Afterwards this page lists the records to delete at the DNS provider.</li>
        </ul>
        <div className="mt-2">
          <IssueList issues={issues} />
        </div>
      </AlertDialog>
    </>
  );
}

function keptText({ provenAt }: DomainRow): readonly string[] {
  return provenAt === null
    ? []
    : ['The name is kept for the team for 30 days, unless somebody else proves control of it.'];
}

function routesText(routes: readonly string[]): string {
  if (routes.length === 0) return 'No route carries it, so nothing stops being served.';
  const names = routes.map((id) => id.split('/').at(-1)).join(', ');
  return routes.length === 1
    ? `The route ${names} stops serving it and goes on with its other hostnames.`
    : `The routes ${names} stop serving it and go on with their other hostnames.`;
}
