import 'server-only';
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

/**
 * Takes or renews the right to do a job that only one process may do.
 *
 * @param holder this process; another one gets the lease only after `ttlMs` without a renewal
 * @returns whether this process holds it now
 */
export async function holdLease(name: string, holder: string, ttlMs: number): Promise<boolean> {
  const prisma = await db();
  // The database's own clock decides: those of replicas differ.
  const rows = await prisma.$queryRaw<readonly { holder: string }[]>`
    INSERT INTO "Lease" ("name", "holder", "until") VALUES (${name}, ${holder}, now() AT TIME ZONE 'UTC' + ${ttlMs} * interval '1 millisecond')
    ON CONFLICT ("name") DO UPDATE SET "holder" = EXCLUDED."holder", "until" = EXCLUDED."until"
    WHERE "Lease"."holder" = EXCLUDED."holder" OR "Lease"."until" < now() AT TIME ZONE 'UTC'
    RETURNING "holder"`;
  return rows.length > 0;
}

/** Gives it up at once, so that another process need not wait. */
export async function dropLease(name: string, holder: string): Promise<void> {
  const prisma = await db();
  await prisma.lease.deleteMany({ where: { name, holder } });
}

/**
 * Whether a process holds a lease, asked inside a transaction: the row stays as it is until that ends, so that who was paused for too
 * long writes nothing over the next holder's work.
 */
export async function isHeldBy(
  tx: Prisma.TransactionClient,
  { name, holder }: { readonly name: string; readonly holder: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<readonly { holder: string }[]>`
    SELECT "holder" FROM "Lease" WHERE "name" = ${name} AND "holder" = ${holder} AND "until" > now() AT TIME ZONE 'UTC' FOR SHARE`;
  return rows.length > 0;
}
