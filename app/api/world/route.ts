import { teamHandler } from '@/lib/access/door.ts';
import { loadWorld, worldTag } from '@/lib/cluster/visible-world.ts';

export const dynamic = 'force-dynamic';

/** What judging a draft in the browser's worker needs of the cluster, as far as the actor may see it. */
export const GET = teamHandler({ permission: 'route:read' }, async ({ actor, team, request }) => {
  const etag = await worldTag(actor, team);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return Response.json(await loadWorld(actor, team), { headers });
});
