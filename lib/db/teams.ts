import 'server-only';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { roles } from '../access/viewer.ts';
import { db } from './client.ts';

const slug = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'lower-case letters, digits and hyphens');
const teamsFile = z.object({
  teams: z.array(
    z.object({
      slug,
      name: z.string().min(1).max(80),
      namespaces: z.array(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)),
      members: z.array(z.object({ email: z.email().toLowerCase(), name: z.string().optional(), role: z.enum(roles) })),
    }),
  ),
  platformAdmins: z.array(z.email().toLowerCase()).default([]),
});

/**
 * Makes the database agree with the teams file: its teams with exactly these namespaces and members, and exactly these platform admins.
 * Teams that the file does not name stay as they are.
 *
 * @throws Error when the file cannot be read or does not have this shape
 */
export async function applyTeamsFile(path: string): Promise<void> {
  const parsed = teamsFile.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a teams file: ${z.prettifyError(parsed.error)}`);
  const prisma = await db();
  const { teams, platformAdmins } = parsed.data;
  await prisma.$transaction(async (tx) => {
    for (const { members, namespaces, ...team } of teams) {
      const { id: teamId } = await tx.team.upsert({ where: { slug: team.slug }, create: team, update: team });
      await tx.teamNamespace.deleteMany({ where: { teamId, namespace: { notIn: namespaces } } });
      for (const namespace of namespaces) {
        await tx.teamNamespace.upsert({ where: { namespace }, create: { namespace, teamId }, update: { teamId } });
      }
      await tx.membership.deleteMany({
        where: { teamId, user: { email: { notIn: members.map((member) => member.email) } } },
      });
      for (const { email, role, name } of members) {
        const user = await tx.user.upsert({ where: { email }, create: { email, name: name ?? null }, update: {} });
        const where = { teamId_userId: { teamId, userId: user.id } };
        await tx.membership.upsert({ where, create: { teamId, userId: user.id, role }, update: { role } });
      }
    }
    await tx.user.updateMany({ where: { email: { notIn: platformAdmins } }, data: { isPlatformAdmin: false } });
    for (const email of platformAdmins) {
      await tx.user.upsert({
        where: { email },
        create: { email, isPlatformAdmin: true },
        update: { isPlatformAdmin: true },
      });
    }
  });
}

/** A team with the namespaces that are its own. */
export type TeamRecord = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly namespaces: readonly string[];
};

/** All teams. */
export async function listTeams(): Promise<readonly TeamRecord[]> {
  const prisma = await db();
  const rows = await prisma.team.findMany({ include: { namespaces: true }, orderBy: { slug: 'asc' } });
  return rows.map(({ id, slug, name, namespaces }) => ({
    id,
    slug,
    name,
    namespaces: namespaces.map(({ namespace }) => namespace).toSorted(),
  }));
}

/** Who is in a team, by name. */
export async function listMembers(teamId: string): Promise<readonly { name: string; email: string; role: string }[]> {
  const prisma = await db();
  const rows = await prisma.membership.findMany({ where: { teamId }, include: { user: true } });
  return rows
    .map(({ role, user }) => ({ name: user.name ?? user.email, email: user.email, role }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
