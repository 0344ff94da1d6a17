'use client';

import { ExternalLink } from 'lucide-react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { ButtonLink, buttonClass } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { DomainRow, NextAction } from '@/lib/domains/domain-row.ts';
import { DoneButton, StartAgainButton } from './recheck-buttons.tsx';
import { RecordList } from './record-list.tsx';
import { SendInstructions } from './send-instructions.tsx';
import { WriteRefusal } from './write-refusal.tsx';

/** The one thing to do now: what, where, with the records to copy. Nothing where there is nothing to do. */
export function NextActionPanel({ domain }: { readonly domain: DomainRow }) {
  const { canEdit } = useTeam();
  const { next } = domain;
  if (next === null) return null;
  const wantsRecords = next.records.some(({ purpose }) => purpose !== 'delete');
  return (
    <section
      aria-labelledby={`next-${domain.id}`}
      data-testid="next-action"
      className={classNames(
        'grid gap-3 rounded-card border px-4 py-3.5',
        next.isYours ? 'border-[1.5px] border-caution bg-caution-soft' : 'border-line bg-panel',
      )}
    >
      <div>
        <h2 id={`next-${domain.id}`} className="text-[0.9375rem] font-[650]">
          <RichReason text={next.title} />
        </h2>
        <p className="mt-0.5 text-sm text-pretty">
          <RichReason text={next.text} />
        </p>
      </div>
      {next.records.length > 0 && (
        <RecordList label={wantsRecords ? 'Records to set' : 'Records to delete'} records={next.records} />
      )}
      {next.found !== null && (
        <p className="text-sm text-ink-2">
          <b className="font-semibold text-ink">Found now:</b>{' '}
          <code className="text-xs text-ink">
            <bdi>
              <RichReason text={next.found} />
            </bdi>
          </code>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        {canEdit && <MainButton domain={domain} next={next} />}
        <ProviderLink provider={domain.provider} hasRecords={next.records.length > 0} />
        {next.instructions !== '' && <SendInstructions hostname={domain.hostname} instructions={next.instructions} />}
        {next.isYours && <WriteRefusal what="do this or ask for a check" />}
      </div>
    </section>
  );
}

/** What somebody presses who does the next action, or has done it where it is done elsewhere. */
function MainButton({ domain, next }: { readonly domain: DomainRow; readonly next: NextAction }) {
  const { slug } = useTeam();
  if (domain.state === 'lapsed') return <StartAgainButton domain={domain} />;
  if (!next.isYours) return null;
  if (next.records.length === 0 && domain.diagnoses.some(({ code }) => code === 'C04')) {
    return (
      <ButtonLink variant="primary" href={teamPaths.newRouteFor(slug, domain.hostname)}>
        New route for this domain
      </ButtonLink>
    );
  }
  const hasToDelete = next.records.length > 0;
  const hasToAdd = next.records.some(({ purpose }) => purpose !== 'delete');
  return (
    <DoneButton domain={domain} why={hasToAdd ? 'added' : 'check'}>
      {hasToAdd ? 'I added it' : hasToDelete ? 'I deleted it' : 'I did it'}
    </DoneButton>
  );
}

function ProviderLink({
  provider,
  hasRecords,
}: {
  readonly provider: DomainRow['provider'];
  readonly hasRecords: boolean;
}) {
  if (!hasRecords || provider?.url == null || !/^https?:\/\//.test(provider.url)) return null;
  return (
    <a href={provider.url} target="_blank" rel="noreferrer" className={buttonClass({})}>
      Open {provider.name}
      <ExternalLink aria-hidden="true" className="size-3.5 text-ink-3" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
