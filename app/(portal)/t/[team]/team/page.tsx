import type { Metadata } from 'next';
import { TeamPage } from '@/components/team/team-page.tsx';
import type { Actor, ActorTeam } from '@/lib/access/actor.ts';
import { openPage } from '@/lib/access/page.ts';
import { isAllowed } from '@/lib/access/permission.ts';
import { cluster } from '@/lib/cluster/cluster.ts';
import { may } from '@/lib/cluster/visible.ts';
import { listMembers } from '@/lib/db/teams.ts';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamMembersPage({ params }: { readonly params: Promise<{ team: string }> }) {
  const { team, actor, actorTeam } = await openPage((await params).team);
  const [members, missingRights] = await Promise.all([listMembers(actorTeam.id), findMissingRights(actor, actorTeam)]);
  return <TeamPage name={team.name} slug={team.slug} team={{ members, namespaces: team.namespaces, missingRights }} />;
}

const rights = [
  { verb: 'list', permission: 'route:read', words: 'see routes' },
  { verb: 'create', permission: 'route:write', words: 'make routes' },
  { verb: 'patch', permission: 'route:write', words: 'change routes' },
  { verb: 'delete', permission: 'route:write', words: 'delete routes' },
] as const;

/** What the actor's role includes and the cluster refuses; null when the cluster cannot be asked, because `may` says no then. */
async function findMissingRights(actor: Actor, team: ActorTeam): Promise<readonly string[] | null> {
  const wanted = rights.filter(({ permission }) => isAllowed(permission, team.role, actor.isPlatformAdmin));
  const asked = team.namespaces.flatMap((namespace) => wanted.map((right) => ({ namespace, ...right })));
  const answers = await Promise.all(
    asked.map(async ({ verb, namespace, words }) =>
      (await may(actor, verb, namespace)) ? [] : [`You may not ${words} in ${namespace}.`],
    ),
  );
  return cluster().connection().state === 'live' ? answers.flat() : null;
}
