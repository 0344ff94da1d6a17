'use client';

import { useTeam } from '@/components/shell/team-context.tsx';

/** Stands where a button would be for those who may not press it, and says why. Nothing for those who may. */
export function WriteRefusal({ what }: { readonly what: string }) {
  const team = useTeam();
  if (team.canEdit) return null;
  return (
    <p className="max-w-80 text-xs leading-snug text-ink-3">
      {team.role === null
        ? `You see this team as platform admin. Its editors can ${what}.`
        : `You are a viewer in this team. An editor can ${what}; an admin of the team can make you one.`}
    </p>
  );
}
