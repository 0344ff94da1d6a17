'use client';

import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';

/** Leads to a new route; for those who may not make one it is a sentence that says why. */
export function NewRouteButton({ docked = true }: { readonly docked?: boolean }) {
  const team = useTeam();
  if (team.canEdit) {
    return (
      <ButtonLink variant="primary" docked={docked} href={teamPaths.newRoute(team.slug)}>
        New route
      </ButtonLink>
    );
  }
  return (
    <p className="max-w-72 text-xs leading-snug text-ink-3">
      {team.role === null
        ? 'You see this team as platform admin. New routes are made by its editors.'
        : 'You are a viewer in this team. An editor can make routes; an admin of the team can make you one.'}
    </p>
  );
}
