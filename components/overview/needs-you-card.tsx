'use client';

import { useId, useState } from 'react';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button, ButtonLink } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { lightNames } from '@/components/ui/mini-path.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { LampState } from '@/lib/signals/verdict.ts';
import type { Need } from './needs-you.ts';

const shownAtFirst = 6;

type NeedsYouCardProps = {
  readonly needs: readonly Need[];
  /** The worst state of all routes: nothing to do is not the same as all clear. */
  readonly worst: LampState;
};

/** What somebody of the team should look at, worst first. */
export function NeedsYouCard({ needs, worst }: NeedsYouCardProps) {
  const titleId = useId();
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? needs : needs.slice(0, shownAtFirst);
  return (
    <Card aria-labelledby={titleId} className="mb-5">
      <CardHeader title="Needs you" titleId={titleId}>
        {needs.length > 0 && <Chip>{needs.length}</Chip>}
      </CardHeader>
      {needs.length === 0 ? (
        <p className="flex items-center gap-3 px-4 py-3.5 text-ink-2">
          <Lamp state={worst} size="lg" decorative />
          {nothingText(worst)}
        </p>
      ) : (
        <ul>
          {shown.map((need) => (
            <NeedRow key={need.id} need={need} />
          ))}
        </ul>
      )}
      {needs.length > shown.length && (
        <div className="border-t border-line px-4 py-2.5">
          <Button size="sm" variant="quiet" onClick={() => setShowAll(true)}>
            Show {needs.length - shown.length} more
          </Button>
        </div>
      )}
    </Card>
  );
}

function nothingText(worst: LampState): string {
  if (worst === 'progress') return 'Nothing. Some routes are still on their way; they need no one.';
  if (worst === 'unknown') return 'Nothing that is known. Some routes could not be checked.';
  return 'Nothing. All routes are clear.';
}

function NeedRow({ need }: { readonly need: Need }) {
  const team = useTeam();
  const { at } = need;
  const isRoute = at.kind === 'route';
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 border-b border-line px-4 py-[11px] last:border-0 narrow:grid-cols-[22px_minmax(0,1fr)] narrow:items-start">
      <Lamp state={need.state} size="lg" of={isRoute ? lightNames[at.light] : 'Domain'} />
      <div className="min-w-0">
        <p>
          <b className="font-semibold">
            <bdi>{need.subject}</bdi>
          </b>
          <span className="text-ink-3">: </span>
          <RichReason text={need.reason} />
        </p>
        {need.fix && (
          <p className="text-sm text-ink-2">
            <RichReason text={need.fix} />
          </p>
        )}
      </div>
      <ButtonLink
        size="sm"
        href={isRoute ? teamPaths.route(team.slug, at) : teamPaths.domain(team.slug, at.id)}
        prefetch={false}
        aria-label={isRoute ? `Open route ${at.name}` : `Open domain ${at.name}`}
        className="narrow:col-start-2 narrow:justify-self-start"
      >
        {isRoute ? 'Open route' : 'Open domain'}
      </ButtonLink>
    </li>
  );
}
