export const dynamic = 'force-dynamic';

/** Whether the process serves requests. Says nothing of the cluster: a portal that has lost it must not be restarted for that. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
