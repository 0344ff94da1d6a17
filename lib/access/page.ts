import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { type Actor, type ActorTeam, currentActor, toViewer, toViewerTeam } from './actor.ts';
import { findTeam } from './door.ts';
import type { Viewer, ViewerTeam } from './viewer.ts';

export type OpenPage = {
  readonly viewer: Viewer;
  readonly team: ViewerTeam;
  /** For the server's own calls; never handed to a client component. */
  readonly actor: Actor;
  readonly actorTeam: ActorTeam;
};

/** The door of a team's pages: to sign-in without a session, not found for an unknown team or one of others. */
export async function openPage(teamSlug: string): Promise<OpenPage> {
  const actor = await requireActor();
  const actorTeam = findTeam(actor, { team: teamSlug });
  if (!actorTeam) notFound();
  return { viewer: toViewer(actor), team: toViewerTeam(actorTeam), actor, actorTeam };
}

/** The door of pages about the platform: not found for whoever does not look after it, as for a page that does not exist. */
export async function openPlatformPage(): Promise<Pick<OpenPage, 'viewer'>> {
  const actor = await requireActor();
  if (!actor.isPlatformAdmin) notFound();
  return { viewer: toViewer(actor) };
}

/** The signed-in actor; everybody else is sent to sign in. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) redirect('/signin');
  return actor;
}
