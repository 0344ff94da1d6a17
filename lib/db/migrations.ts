import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The two calls that both databases understand: one statement with values, or a script. */
export type SqlRunner = {
  readonly query: (sql: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly exec: (sql: string) => Promise<void>;
};

/** Any number that no other program of the same database uses for its advisory locks. */
const lockKey = 7_360_491;

/** The table that `prisma migrate` keeps, so that its own commands agree with what was applied here. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies every migration that the database has not seen, in the order of their names, each in a transaction.
 * Several replicas may start at once: one does the work under an advisory lock, the others wait and find it done.
 *
 * @param folder holds one folder per migration with a `migration.sql`
 * @throws Error when an applied migration's text has changed since
 */
export async function applyMigrations(
  database: SqlRunner,
  folder = join(process.cwd(), 'prisma', 'migrations'),
): Promise<void> {
  await database.query('SELECT pg_advisory_lock($1)', [lockKey]);
  try {
    await database.exec(bookkeeping);
    const rows = await database.query('SELECT "migration_name", "checksum" FROM "_prisma_migrations"', []);
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    for (const migration of await readMigrations(folder)) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) await applyOne(database, migration);
      else if (checksum !== migration.checksum)
        throw new Error(`migration ${migration.name} changed after it was applied`);
    }
  } finally {
    await database.query('SELECT pg_advisory_unlock($1)', [lockKey]);
  }
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyOne(database: SqlRunner, { name, sql, checksum }: Migration): Promise<void> {
  await database.exec('BEGIN');
  try {
    await database.exec(sql);
    await database.query(
      'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await database.exec('COMMIT');
  } catch (cause) {
    await database.exec('ROLLBACK');
    throw new Error(`migration ${name} failed`, { cause });
  }
}
