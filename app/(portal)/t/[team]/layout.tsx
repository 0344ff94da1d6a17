import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell.tsx';
import { openPage } from '@/lib/access/page.ts';
import { hostnameRules } from '@/lib/jobs/hostname-rules.ts';
import { runtime } from '@/lib/live/runtime.ts';
import { decideClaimAction } from '../../platform/domains/actions.ts';
import { claimDomainsAction, domainEventsAction, recheckDomainAction, releaseDomainAction } from './domains/actions.ts';

type TeamLayoutProps = { readonly children: ReactNode; readonly params: Promise<{ team: string }> };

export default async function TeamLayout({ children, params }: TeamLayoutProps) {
  const { viewer, team } = await openPage((await params).team);
  return (
    <AppShell
      viewer={viewer}
      team={team}
      domains={{
        rules: hostnameRules(),
        asksForClaims: runtime().asksForClaims(),
        actions: {
          claimDomainsAction,
          recheckDomainAction,
          releaseDomainAction,
          decideClaimAction,
          domainEventsAction,
        },
      }}
    >
      {children}
    </AppShell>
  );
}
