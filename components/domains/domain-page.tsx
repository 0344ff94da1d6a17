'use client';

import { useDomain } from '@/components/live/use-live.ts';
import { NotFoundText } from '@/components/shell/not-found-text.tsx';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { useTeam } from '@/components/shell/team-context.tsx';
import { useConnection } from '@/components/shell/use-connection.ts';
import { HostLink } from '@/components/signal-path/host-link.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { CertificateCard } from './certificate-card.tsx';
import { CheckTimes } from './check-times.tsx';
import { DomainFactsCard, RecordsCard } from './domain-facts.tsx';
import { DomainRoutes } from './domain-routes.tsx';
import { DomainTimeline } from './domain-timeline.tsx';
import { DomainWizard } from './domain-wizard.tsx';
import { deadlineText, isOver, stateWords } from './domain-words.ts';
import { CheckNowButton } from './recheck-buttons.tsx';
import { ReleaseDomain } from './release-domain.tsx';
import { StateChip } from './state-chip.tsx';
import { WorldTable } from './world-table.tsx';

/** A domain's page: its wizard until it is live, and its page for ever after. */
export function DomainPage({ id }: { readonly id: string }) {
  const domain = useDomain(useTeam().slug, id);
  if (domain === undefined) return <DomainSkeleton />;
  if (domain === null) {
    return (
      <div className="mx-auto max-w-md pt-16">
        <NotFoundText />
      </div>
    );
  }
  return <KnownDomain domain={domain} />;
}

function KnownDomain({ domain }: { readonly domain: DomainRow }) {
  const { canEdit } = useTeam();
  const deadline = deadlineText(domain);
  return (
    <div data-testid="domain-page" data-domain={domain.hostname} data-state={domain.state}>
      <PageHeader title={<bdi className="break-all">{domain.unicode}</bdi>} beside={<HeaderState domain={domain} />}>
        <CheckTimes {...domain} />
        {canEdit && <CheckNowButton domain={domain} />}
      </PageHeader>
      <DnsName domain={domain} />
      <p className="-mt-2 mb-4 text-md text-ink-2">
        <RichReason text={domain.headline} />
        {deadline !== null && (
          <span className="text-ink-3">
            {' · '}
            <RichReason text={deadline} />
          </span>
        )}
      </p>
      <p role="status" className="sr-only">
        {domain.unicode}: {stateWords[domain.state].label}. <RichReason text={domain.headline} />
      </p>
      <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-[18px]">
          <DomainWizard domain={domain} />
          <WorldTable answers={domain.world} />
          <DomainTimeline domain={domain} />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-[18px]">
          <DomainRoutes domain={domain} />
          {!isOver(domain) && <CertificateCard domain={domain} />}
          {!isOver(domain) && <RecordsCard domain={domain} />}
          <DomainFactsCard domain={domain} />
          <div>
            <ReleaseDomain domain={domain} />
          </div>
        </div>
      </div>
    </div>
  );
}

function HeaderState({ domain }: { readonly domain: DomainRow }) {
  const { state } = useConnection();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StateChip state={domain.state} />
      {state !== 'live' && state !== 'connecting' && <Chip>Not live</Chip>}
      {domain.url !== null && (
        <span className="text-sm">
          <HostLink hostname={domain.hostname} url={domain.url} showUrl />
        </span>
      )}
    </span>
  );
}

/** The name as DNS has it, where people read another. */
function DnsName({ domain: { hostname, unicode } }: { readonly domain: DomainRow }) {
  if (hostname === unicode) return null;
  return (
    <p className="-mt-3 mb-3 flex items-center gap-1 text-sm text-ink-3">
      In DNS{' '}
      <code className="text-ink-2">
        <bdi>{hostname}</bdi>
      </code>
      <CopyButton text={hostname} label={`Copy ${hostname}`} iconOnly />
    </p>
  );
}

function DomainSkeleton() {
  return (
    <>
      <LoadingLabel>The domain is being read.</LoadingLabel>
      <div className="mb-[18px] flex h-[33px] items-center">
        <Skeleton className="h-5 w-56" />
      </div>
      <RowsSkeleton rows={5} />
    </>
  );
}
