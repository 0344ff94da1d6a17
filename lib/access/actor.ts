import 'server-only';
import { cache } from 'react';
import { db } from '../db/client.ts';
import { clusterUser, platformAdminGroup, teamGroup } from '../rbac/identities.ts';
import { signedInUserId } from './session.ts';
import { type Role, roles, type Viewer, type ViewerTeam } from './viewer.ts';

/** A team as an actor sees it. `role` is null for a platform admin who is not a member. */
export type ActorTeam = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly role: Role | null;
};

/** Who acts: always read from the portal's own records, never from a request. */
export type Actor = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isPlatformAdmin: boolean;
  readonly teams: readonly ActorTeam[];
};

/** The user and groups that the API server sees when the portal acts for somebody. Neither is ever empty. */
export type ClusterIdentity = { readonly user: string; readonly groups: readonly [string, ...string[]] };

/** The signed-in actor, or null. Asked once per request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const userId = await signedInUserId();
  return userId ? findActor(userId) : null;
});

/** The actor with this user id, with today's teams and roles; null when the user is gone. */
export async function findActor(userId: string): Promise<Actor | null> {
  const prisma = await db();
  const user = await prisma.user.findUnique({
    where: { id: userId },
    include: { memberships: { include: { team: { include: { namespaces: true } } } } },
  });
  if (!user) return null;
  const memberTeams = user.memberships.map((membership) => toActorTeam(membership.team, parseRole(membership.role)));
  const otherTeams = user.isPlatformAdmin
    ? await prisma.team.findMany({ where: { memberships: { none: { userId } } }, include: { namespaces: true } })
    : [];
  return {
    userId: user.id,
    name: user.name ?? user.email,
    email: user.email,
    isPlatformAdmin: user.isPlatformAdmin,
    teams: [...memberTeams, ...otherTeams.map((team) => toActorTeam(team, null))].sort((a, b) =>
      a.name.localeCompare(b.name),
    ),
  };
}

/** How the API server knows this actor; null for somebody with no team, who may do nothing there. */
export function clusterIdentity(actor: Actor): ClusterIdentity | null {
  const groups = actor.teams.flatMap((team) => (team.role ? [teamGroup(team.slug, team.role)] : []));
  if (actor.isPlatformAdmin) groups.push(platformAdminGroup);
  const [first, ...rest] = groups;
  return first ? { user: clusterUser(actor.userId), groups: [first, ...rest] } : null;
}

/** What screens may know of an actor. */
export function toViewer(actor: Actor): Viewer {
  return {
    id: actor.userId,
    name: actor.name,
    email: actor.email,
    isPlatformAdmin: actor.isPlatformAdmin,
    teams: actor.teams.map(toViewerTeam),
  };
}

export function toViewerTeam(team: ActorTeam): ViewerTeam {
  const { slug, name, namespaces, role } = team;
  return { slug, name, namespaces, role, canEdit: role === 'editor' || role === 'admin' };
}

type TeamRow = { id: string; slug: string; name: string; namespaces: { namespace: string }[] };

function toActorTeam(team: TeamRow, role: Role | null): ActorTeam {
  const namespaces = team.namespaces.map((row) => row.namespace).sort();
  return { id: team.id, slug: team.slug, name: team.name, namespaces, role };
}

function parseRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}
