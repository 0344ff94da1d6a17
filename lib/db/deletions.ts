import 'server-only';
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type PendingDeletion = {
  readonly namespace: string;
  readonly name: string;
  readonly teamId: string;
  readonly requestedBy: string;
  readonly uid: string;
  readonly document: unknown;
  readonly dueAt: Date;
};

/** Asks for a deletion; asking again starts the wait anew. */
export async function scheduleDeletion(deletion: PendingDeletion): Promise<void> {
  const prisma = await db();
  const { namespace, name, document, ...rest } = deletion;
  const data = { ...rest, document: JSON.parse(JSON.stringify(document)) as Prisma.InputJsonValue };
  await prisma.pendingDeletion.upsert({
    where: { namespace_name: { namespace, name } },
    create: { namespace, name, ...data },
    update: data,
  });
}

/** Takes a deletion back; false when it was carried out already. */
export async function cancelDeletion(teamId: string, namespace: string, name: string): Promise<boolean> {
  const prisma = await db();
  return (await prisma.pendingDeletion.deleteMany({ where: { teamId, namespace, name } })).count > 0;
}

export async function pendingDeletions(): Promise<readonly PendingDeletion[]> {
  const prisma = await db();
  return prisma.pendingDeletion.findMany({ take: 1_000 });
}

export async function dueDeletions(now: Date): Promise<readonly PendingDeletion[]> {
  const prisma = await db();
  return prisma.pendingDeletion.findMany({ where: { dueAt: { lte: now } }, take: 100 });
}

/** Removes a due deletion and gives it to exactly one caller; null to everybody else. */
export async function takeDeletion(namespace: string, name: string, now: Date): Promise<PendingDeletion | null> {
  const prisma = await db();
  const found = await prisma.pendingDeletion.findFirst({ where: { namespace, name, dueAt: { lte: now } } });
  if (!found) return null;
  const { count } = await prisma.pendingDeletion.deleteMany({ where: { namespace, name, dueAt: found.dueAt } });
  return count > 0 ? found : null;
}
