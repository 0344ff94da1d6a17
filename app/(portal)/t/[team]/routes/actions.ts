'use server';
import { z } from 'zod';
import { clusterIdentity } from '@/lib/access/actor.ts';
import { action } from '@/lib/access/door.ts';
import { refusal } from '@/lib/access/refusals.ts';
import { loadEditorContext } from '@/lib/cluster/editor-context.ts';
import { getRoute } from '@/lib/cluster/get-route.ts';
import { planRestore, restoreRoute } from '@/lib/cluster/restore-route.ts';
import { routeDocument } from '@/lib/cluster/route-document.ts';
import { routeEffects } from '@/lib/cluster/route-effects.ts';
import { applyRoute, reaching, reviewRoute } from '@/lib/cluster/route-writes.ts';
import { visibleNamespaces } from '@/lib/cluster/visible.ts';
import { findEvent } from '@/lib/db/audit.ts';
import { cancelDeletion, scheduleDeletion } from '@/lib/db/deletions.ts';
import { dropRouteTests } from '@/lib/db/route-tests.ts';
import { runtime } from '@/lib/live/runtime.ts';
import { accept, refuse } from '@/lib/outcome.ts';

const target = z.object({ namespace: z.string().min(1).max(63), name: z.string().min(1).max(253) });
const edit = target.extend({ base: routeDocument.nullable(), draft: routeDocument });
const ofNamespace = ({ namespace }: { namespace: string }) => ({ namespace });
const undoMs = 10_000;

/** What would happen if this draft were applied: a dry run as the user. */
export const reviewRouteAction = action(
  { input: edit, permission: 'route:write', scope: ofNamespace },
  async ({ actor, input }) => {
    const identity = clusterIdentity(actor);
    return identity ? reviewRoute(identity, input) : refuse(refusal('access.forbidden'));
  },
);

/** What applying this draft would do to requests: which change their route, which saved ones their answer. */
export const routeEffectsAction = action(
  { input: edit, permission: 'route:read', scope: ofNamespace },
  async ({ actor, input, team }) => accept(await routeEffects(actor, team, input)),
);

/** Applies a draft as the user; conflicts and newer versions come back to be decided about. */
export const applyRouteAction = action(
  {
    input: edit.extend({
      takeOver: z.array(z.string().max(300)).max(64).readonly(),
      reason: z.string().trim().max(500),
    }),
    permission: 'route:write',
    scope: ofNamespace,
    audit: { action: 'route.apply', target: (input) => input },
  },
  async ({ actor, input, team }, note) => {
    const identity = clusterIdentity(actor);
    if (!identity) return refuse(refusal('access.forbidden'));
    const outcome = await applyRoute(identity, input, input.takeOver);
    if (outcome.status === 'refused') {
      note.result = 'failed';
      return outcome;
    }
    note.silent = outcome.value.result !== 'applied';
    if (outcome.value.result === 'applied') {
      const { changes, route } = outcome.value;
      const taken = input.takeOver.length > 0 ? ` (took over ${input.takeOver.join(', ')})` : '';
      note.summary = `${input.base ? 'Changed' : 'Created'} ${input.name}${taken}`;
      note.changes = changes;
      note.before = input.base ? withoutServerFields(input.base) : null;
      note.after = withoutServerFields(route);
      if (input.reason) note.reason = input.reason;
      runtime().checkNow(route.spec?.hostnames ?? []);
      if (!input.base) await dropRouteTests({ teamId: team.id, namespace: input.namespace, name: input.name });
    }
    return outcome;
  },
);

/** The route as it is in the cluster now. */
export const fetchRouteAction = action(
  { input: target, permission: 'route:read', scope: ofNamespace },
  async ({ actor, input }) => {
    const identity = clusterIdentity(actor);
    return reaching(async () => {
      const route = identity && (await getRoute(identity, input.namespace, input.name));
      return route ? accept({ route }) : refuse(refusal('access.not-found'));
    });
  },
);

/** What the editor must know of the rest of the cluster, as of now. */
export const editorContextAction = action(
  {
    input: z.object({
      team: z.string().max(40),
      editing: z.string().max(320).nullable(),
      hostnames: z.array(z.string().max(300)).max(64).readonly(),
    }),
    permission: 'team:read',
    scope: (input) => ({ team: input.team }),
  },
  async ({ actor, input, team }) => accept(await loadEditorContext(actor, team, input)),
);

/** Asks for a deletion in ten seconds. */
export const deleteRouteAction = action(
  {
    input: target,
    permission: 'route:write',
    scope: ofNamespace,
    audit: { action: 'route.delete-request', target: (input) => input },
  },
  async ({ actor, input, now, team }, note) => {
    note.silent = true; // what counts is written when it is carried out or taken back
    const identity = clusterIdentity(actor);
    return reaching(async () => {
      const route = identity && (await getRoute(identity, input.namespace, input.name));
      if (!route?.metadata.uid) return refuse(refusal('access.not-found'));
      const dueAt = now + undoMs;
      const document = withoutServerFields(route);
      await scheduleDeletion({
        ...input,
        teamId: team.id,
        requestedBy: actor.userId,
        uid: route.metadata.uid,
        document,
        dueAt: new Date(dueAt),
      });
      await runtime().refreshDeletions();
      return accept({ deletingAt: dueAt });
    });
  },
);

/** Takes a deletion back that has not been carried out yet. */
export const undoDeleteAction = action(
  {
    input: target,
    permission: 'route:write',
    scope: ofNamespace,
    audit: { action: 'route.delete-undo', target: (input) => input },
  },
  async ({ input, team }, note) => {
    note.summary = `Kept ${input.name}: its deletion was taken back`;
    if (!(await cancelDeletion(team.id, input.namespace, input.name))) {
      return refuse({
        code: 'route.deleted-already',
        severity: 'error',
        path: [],
        message: `${input.name} was deleted already.`,
        fix: 'Restore it from the activity page.',
      });
    }
    await runtime().refreshDeletions();
    return accept({});
  },
);

/** Looks at every hostname of a route now. */
export const checkNowAction = action(
  { input: target, permission: 'route:check', scope: ofNamespace },
  async ({ input }) => {
    const route = runtime().cluster.store.snapshot.routes.get(`${input.namespace}/${input.name}`);
    runtime().checkNow(route?.spec?.hostnames ?? []);
    return accept({});
  },
);

const eventOfTeam = z.object({ team: z.string().max(40), eventId: z.string().max(64) });

/** What making a deleted route again would lose. */
export const previewRestoreAction = action(
  { input: eventOfTeam, permission: 'route:read', scope: (input) => ({ team: input.team }) },
  async ({ actor, input, team }) => {
    const event = await findEvent(team.id, input.eventId);
    return event?.canRestore
      ? planRestore(event.before, await visibleNamespaces(actor))
      : refuse(refusal('access.not-found'));
  },
);

/** Makes a deleted route again, as the user. */
export const restoreRouteAction = action(
  {
    input: eventOfTeam.extend(target.shape),
    permission: 'route:write',
    scope: (input) => ({ team: input.team }),
    audit: { action: 'route.restore', target: ({ namespace, name }) => ({ namespace, name }) },
  },
  async ({ actor, input, team }, note) => {
    const event = await findEvent(team.id, input.eventId);
    const identity = clusterIdentity(actor);
    const isSame = event?.target === `${input.namespace}/${input.name}` && team.namespaces.includes(input.namespace);
    if (!event?.canRestore || !identity || !isSame) return refuse(refusal('access.not-found'));
    const outcome = await restoreRoute(identity, event.before);
    note.summary = `Restored ${input.name}`;
    note.after = event.before;
    return outcome;
  },
);

function withoutServerFields(route: { metadata: object; status?: unknown }): unknown {
  const { status: _status, ...rest } = route;
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    ...metadata
  } = route.metadata as Record<string, unknown>;
  return { ...rest, metadata };
}
