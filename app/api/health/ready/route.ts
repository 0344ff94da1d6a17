import { db } from '@/lib/db/client.ts';
import { runtime } from '@/lib/live/runtime.ts';

export const dynamic = 'force-dynamic';

/** Whether requests can be answered sensibly: the database answers and the cluster has been heard at least once. */
export async function GET(): Promise<Response> {
  const database = await db().then(
    (prisma) => prisma.team.count(),
    () => null,
  );
  const connection = runtime().cluster.connection();
  const isReady = database !== null && connection.asOf !== null;
  const body = {
    status: isReady ? 'ok' : 'not ready',
    database: database === null ? 'down' : 'ok',
    cluster: connection.state,
  };
  return Response.json(body, { status: isReady ? 200 : 503 });
}
