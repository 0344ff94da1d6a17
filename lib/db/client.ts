import 'server-only';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../config.ts';
import { processWide } from '../process-wide.ts';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations, type SqlRunner } from './migrations.ts';

type Database = { readonly prisma: PrismaClient; readonly close: () => Promise<void> };

/** The database, migrated. Embedded in the state folder unless `DATABASE_URL` names a server. */
export async function db(): Promise<PrismaClient> {
  return (await database()).prisma;
}

/** Closes the database; the next `db()` opens it again. Next exits right after its own clean-up, so this comes first. */
export async function closeDatabase(): Promise<void> {
  await (await database()).close();
}

function database(): Promise<Database> {
  return processWide('database', () => {
    const { databaseUrl, stateFolder } = config();
    return databaseUrl ? openServer(databaseUrl) : openEmbedded(join(stateFolder, 'database'));
  });
}

async function openServer(url: string): Promise<Database> {
  const [{ Client }, { PrismaPg }] = await Promise.all([import('pg'), import('@prisma/adapter-pg')]);
  const client = new Client({ connectionString: url });
  await client.connect();
  const runner: SqlRunner = {
    query: async (sql, values) => (await client.query(sql, [...values])).rows,
    exec: async (sql) => void (await client.query(sql)),
  };
  await applyMigrations(runner).finally(() => client.end());
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  return { prisma, close: () => prisma.$disconnect() };
}

async function openEmbedded(folder: string): Promise<Database> {
  const [{ PGlite }, { PrismaPGlite }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('pglite-prisma-adapter'),
  ]);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({ dataDir: folder });
  await applyMigrations({
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, [...values])).rows,
    exec: async (sql) => void (await pglite.exec(sql)),
  });
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
  };
  return { prisma, close };
}
