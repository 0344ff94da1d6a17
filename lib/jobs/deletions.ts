import 'server-only';
import { clusterIdentity, findActor } from '../access/actor.ts';
import { deleteRoute } from '../cluster/delete-route.ts';
import { recordEvent } from '../db/audit.ts';
import { dueDeletions, pendingDeletions, takeDeletion } from '../db/deletions.ts';
import { log } from '../log.ts';

const tickMs = 500;

/**
 * Carries out deletions when their ten seconds are over, as the person who asked for them and with the rights they have by then.
 * They wait in the database, so that neither a reload nor a restart loses or doubles one.
 */
export function followDeletions(onChange: (ids: readonly string[]) => void) {
  let pending: ReadonlyMap<string, number> = new Map();
  let isBusy = false;

  async function tick(): Promise<void> {
    for (const due of await dueDeletions(new Date())) await carryOut(due.namespace, due.name);
    const now = new Map((await pendingDeletions()).map((one) => [`${one.namespace}/${one.name}`, one.dueAt.getTime()]));
    const changed = [...new Set([...pending.keys(), ...now.keys()])].filter((id) => pending.get(id) !== now.get(id));
    pending = now;
    if (changed.length > 0) onChange(changed);
  }

  function run(): Promise<void> {
    if (isBusy) return Promise.resolve();
    isBusy = true;
    return tick()
      .catch((error: unknown) => log.error({ err: error }, 'pending deletions could not be looked at'))
      .finally(() => {
        isBusy = false;
      });
  }

  const timer = setInterval(() => void run(), tickMs);
  return { deletingAt: (id: string) => pending.get(id) ?? null, refresh: run, close: () => clearInterval(timer) };
}

async function carryOut(namespace: string, name: string): Promise<void> {
  const taken = await takeDeletion(namespace, name, new Date()); // whoever takes the row carries it out: no other replica can
  if (!taken) return;
  const actor = await findActor(taken.requestedBy);
  const identity = actor ? clusterIdentity(actor) : null;
  const outcome = identity
    ? await deleteRoute(identity, { namespace, name, uid: taken.uid })
    : 'the account no longer has any rights';
  await recordEvent({
    teamId: taken.teamId,
    actor: { userId: taken.requestedBy, name: actor?.name ?? 'a former member' },
    action: 'route.delete',
    namespace,
    name,
    result: outcome === 'deleted' ? 'ok' : 'failed',
    summary: outcome === 'deleted' ? `Deleted ${name}` : `Not deleted: ${outcome}`,
    changes: [],
    before: taken.document,
  });
}
