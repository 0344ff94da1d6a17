import 'server-only';
import { type SavedTest, savedTests } from '../gateway-api/matching/saved-test.ts';
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

type RouteOfTeam = { readonly teamId: string; readonly namespace: string; readonly name: string };

/** The requests that a team keeps with a route, in their order; none for a route that keeps none. */
export async function findRouteTests(route: RouteOfTeam): Promise<readonly SavedTest[]> {
  const prisma = await db();
  const found = await prisma.routeTests.findUnique({ where: { teamId_namespace_name: route } });
  const read = savedTests.safeParse(found?.tests ?? []);
  return read.success ? read.data : [];
}

/** Keeps these requests with a route in place of the former ones. */
export async function saveRouteTests(
  route: RouteOfTeam,
  tests: readonly SavedTest[],
  updatedBy: string,
): Promise<void> {
  const prisma = await db();
  const data = { tests: JSON.parse(JSON.stringify(tests)) as Prisma.InputJsonValue, updatedBy, updatedAt: new Date() };
  await prisma.routeTests.upsert({
    where: { teamId_namespace_name: route },
    create: { ...route, ...data },
    update: data,
  });
}

/** Forgets the requests of a route: a new one of the same name begins without those of its predecessor. */
export async function dropRouteTests(route: RouteOfTeam): Promise<void> {
  const prisma = await db();
  await prisma.routeTests.deleteMany({ where: route });
}
