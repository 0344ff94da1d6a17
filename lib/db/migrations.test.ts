import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, expect, test } from 'vitest';
import { applyMigrations, type SqlRunner } from './migrations.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function migrationFolder(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-migrations-'));
  folders.push(folder);
  for (const [name, sql] of Object.entries(files)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

function runner(pglite: PGlite): SqlRunner {
  return {
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, [...values])).rows,
    exec: async (sql) => void (await pglite.exec(sql)),
  };
}

test('applies each migration once, in order, also when started again', async () => {
  const pglite = new PGlite();
  const folder = await migrationFolder({
    '0002_b': 'INSERT INTO "t" VALUES (2)',
    '0001_a': 'CREATE TABLE "t" ("n" INT)',
  });
  await applyMigrations(runner(pglite), folder);
  await applyMigrations(runner(pglite), folder);
  expect((await pglite.query('SELECT "n" FROM "t"')).rows).toEqual([{ n: 2 }]);
});

test('leaves nothing of a migration that fails, and says which one it was', async () => {
  const pglite = new PGlite();
  const folder = await migrationFolder({ '0001_a': 'CREATE TABLE "t" ("n" INT); SELECT nonsense;' });
  await expect(applyMigrations(runner(pglite), folder)).rejects.toThrow('migration 0001_a failed');
  expect((await pglite.query("SELECT to_regclass('t') AS found")).rows).toEqual([{ found: null }]);
});

test('refuses to start over a migration that was changed after it was applied', async () => {
  const pglite = new PGlite();
  await applyMigrations(runner(pglite), await migrationFolder({ '0001_a': 'SELECT 1' }));
  const changed = await migrationFolder({ '0001_a': 'SELECT 2' });
  await expect(applyMigrations(runner(pglite), changed)).rejects.toThrow('0001_a changed');
});

test('the portal’s own migrations make every table and column of the schema', async () => {
  const pglite = new PGlite();
  await applyMigrations(runner(pglite));
  const { Prisma } = await import('./generated/client.ts');
  for (const model of Object.values(Prisma.ModelName)) {
    const { rows } = await pglite.query<{ column_name: string }>(
      'SELECT column_name FROM information_schema.columns WHERE table_name = $1',
      [model],
    );
    const fields = Object.keys(Prisma[`${model}ScalarFieldEnum`]);
    expect(rows.map((row) => row.column_name).toSorted(), model).toEqual(fields.toSorted());
  }
});
