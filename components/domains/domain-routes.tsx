'use client';

import Link from 'next/link';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { useTeamRoutes } from '@/components/shell/use-team-routes.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { isOver } from './domain-words.ts';
import { WriteRefusal } from './write-refusal.tsx';

/** The routes that carry the name, and the way to one more. */
export function DomainRoutes({ domain }: { readonly domain: DomainRow }) {
  const team = useTeam();
  const routes = useTeamRoutes();
  return (
    <Card aria-labelledby="routes-title">
      <CardHeader title="Routes" titleId="routes-title" />
      <CardBody className="grid justify-items-start gap-2.5">
        {domain.routes.length === 0 ? (
          <p className="text-sm text-ink-2">
            No route carries this name{isOver(domain) ? '.' : ': visitors would get 404.'}
          </p>
        ) : (
          <ul className="grid gap-1">
            {domain.routes.map((id) => (
              <li key={id} className="flex items-center gap-2 text-md">
                <Lamp state={routes?.find((route) => route.id === id)?.state ?? 'unknown'} />
                <RouteLink team={team.slug} id={id} />
              </li>
            ))}
          </ul>
        )}
        {!isOver(domain) && team.canEdit && (
          <ButtonLink size="sm" href={teamPaths.newRouteFor(team.slug, domain.hostname)}>
            New route for this domain
          </ButtonLink>
        )}
        {!isOver(domain) && <WriteRefusal what="make a route for it" />}
      </CardBody>
    </Card>
  );
}

function RouteLink({ team, id }: { readonly team: string; readonly id: string }) {
  const [namespace = '', name = ''] = id.split('/');
  return (
    <Link
      href={teamPaths.route(team, { namespace, name })}
      prefetch={false}
      className="rounded-sm font-[550] hover:underline"
    >
      <bdi>{name}</bdi> <span className="font-normal text-ink-3">{namespace}</span>
    </Link>
  );
}
