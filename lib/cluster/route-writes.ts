import 'server-only';
import type { ClusterIdentity } from '../access/actor.ts';
import { type ApplyPlan, applyBody } from '../gateway-api/apply-body.ts';
import { diffRoutes } from '../gateway-api/diff.ts';
import { isSame } from '../gateway-api/document.ts';
import { unitsOf } from '../gateway-api/managed-fields.ts';
import { managerName, undoes } from '../gateway-api/managers.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ApplyResult, FieldConflict, ReviewResult, RouteChange } from '../gateway-api/route-change.ts';
import { accept, assertNever, type Issue, type Outcome, refuse } from '../outcome.ts';
import { readWriteAnswer, type WriteAnswer } from './answers.ts';
import { cluster } from './cluster.ts';
import { getRoute } from './get-route.ts';
import { routePath } from './route-path.ts';
import { ClusterUnreachable } from './transport.ts';

const manager = 'signalbox';

/** A change that somebody wants: `base` is the route as their edit began, null for a new one. */
export type RouteEdit = {
  readonly namespace: string;
  readonly name: string;
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
};

/** Asks the API server, as the user, what would happen; changes nothing. */
export async function reviewRoute(identity: ClusterIdentity, edit: RouteEdit): Promise<Outcome<ReviewResult>> {
  return reaching<ReviewResult>(async () => {
    const live = await getRoute(identity, edit.namespace, edit.name);
    const standing = compareStanding(edit, live);
    if (standing !== 'current')
      return standing === 'stale'
        ? accept({ ...emptyReview, verdict: 'stale', live, changes: changesOf(live, edit) })
        : refuse(standing);
    const plan = planOf(edit, live);
    const changes = changesOf(live, edit);
    const undoers = [
      ...new Set(plan.conflicts.filter((conflict) => conflict.undoes).map((conflict) => conflict.managerName)),
    ];
    if (live !== null && plan.changed.length === 0) return accept({ ...emptyReview, verdict: 'nothing-to-do' });
    const { answer, warnings } = await sendPlan(identity, edit, { plan, live, dryRun: true, force: false });
    const review = { ...emptyReview, changes, undoers, warnings };
    switch (answer.kind) {
      case 'done':
        return accept({ ...review, verdict: 'would-apply' });
      case 'conflict':
        return accept({ ...review, verdict: 'conflict', conflicts: toConflicts(answer) });
      case 'refused':
        return accept({ ...review, verdict: 'refused', issues: answer.issues });
      case 'stale':
      case 'gone':
        return accept({ ...review, verdict: 'stale', live });
      default:
        return assertNever(answer);
    }
  });
}

/**
 * Applies an edit as the user, server-side.
 *
 * @param takeOver fields, as conflicts name them, whose lists the user agreed to take from their manager; exactly those are forced
 * @returns the route as it is then, or a conflict or a newer version to decide about; nothing is overwritten unasked
 */
export async function applyRoute(
  identity: ClusterIdentity,
  edit: RouteEdit,
  takeOver: readonly string[],
): Promise<Outcome<ApplyResult>> {
  return reaching<ApplyResult>(async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const live = await getRoute(identity, edit.namespace, edit.name);
      const standing = compareStanding(edit, live);
      if (standing === 'stale' && live) return accept({ result: 'stale', live });
      if (typeof standing === 'object') return refuse(standing);
      const plan = planOf(edit, live);
      const send = { plan, live, dryRun: false };
      let { answer } = await sendPlan(identity, edit, { ...send, force: false });
      if (answer.kind === 'conflict') {
        const conflicts = toConflicts(answer);
        if (!conflicts.every((conflict) => takeOver.includes(conflict.field)))
          return accept({ result: 'conflict', conflicts });
        ({ answer } = await sendPlan(identity, edit, { ...send, force: true }));
      }
      // Somebody wrote in between, be it only a controller its status: look again.
      if (answer.kind === 'stale' || answer.kind === 'conflict' || answer.kind === 'gone') continue;
      if (answer.kind === 'refused') return refuse(...answer.issues);
      const route = (await getRoute(identity, edit.namespace, edit.name)) ?? edit.draft;
      return accept({ result: 'applied', route, changes: changesOf(live, edit) });
    }
    return refuse(
      issue(
        'cluster.busy',
        'Others keep changing this route at this moment.',
        'Try again in a few seconds; your draft is kept.',
      ),
    );
  });
}

const emptyReview: Omit<ReviewResult, 'verdict'> = {
  changes: [],
  issues: [],
  conflicts: [],
  undoers: [],
  live: null,
  warnings: [],
};

/** Whether the edit still stands on what is in the cluster: `stale` when somebody changed what an edit can touch. */
function compareStanding(edit: RouteEdit, live: HttpRoute | null): 'current' | 'stale' | Issue {
  if (edit.base === null) {
    if (live === null) return 'current';
    return issue(
      'route.exists',
      `A route named ${edit.name} exists in ${edit.namespace} already.`,
      'Choose another name, or edit the existing route.',
      ['metadata', 'name'],
    );
  }
  if (live === null)
    return issue(
      'route.gone',
      `${edit.name} was deleted while you were editing it.`,
      'Your draft is kept: save it as a new route, or discard it.',
    );
  const isUntouched = live.metadata.uid === edit.base.metadata.uid && isSame(unitsOf(live), unitsOf(edit.base));
  return isUntouched ? 'current' : 'stale';
}

function planOf(edit: RouteEdit, live: HttpRoute | null): ApplyPlan {
  const { name, namespace } = edit;
  return applyBody(live, { ...edit.draft, metadata: { ...edit.draft.metadata, name, namespace } }, manager);
}

function changesOf(live: HttpRoute | null, edit: RouteEdit): readonly RouteChange[] {
  const { apiVersion, kind, metadata } = edit.draft;
  return diffRoutes(live ?? { apiVersion, kind, metadata }, edit.draft);
}

type SendOptions = {
  readonly plan: ApplyPlan;
  readonly live: HttpRoute | null;
  readonly dryRun: boolean;
  readonly force: boolean;
};

/** The apply, then the removal of what others own; the resourceVersion ties both to the version that was looked at. */
async function sendPlan(
  identity: ClusterIdentity,
  edit: RouteEdit,
  { plan, live, dryRun, force }: SendOptions,
): Promise<{ answer: WriteAnswer; warnings: readonly string[] }> {
  const { transport } = cluster();
  const query = (more: Record<string, string>) =>
    `?${new URLSearchParams({ fieldManager: manager, fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}), ...more })}`;
  const resourceVersion = live?.metadata.resourceVersion;
  const body = resourceVersion ? { ...plan.body, metadata: { ...plan.body.metadata, resourceVersion } } : plan.body;
  const applied = await transport.send({
    method: 'PATCH',
    path: routePath(edit.namespace, edit.name, query({ force: String(force) })),
    contentType: 'application/apply-patch+yaml',
    body,
    as: identity,
  });
  const answer = readWriteAnswer(applied);
  if (answer.kind !== 'done' || plan.removals.length === 0) return { answer, warnings: applied.warnings };
  const patched = await transport.send({
    method: 'PATCH',
    path: routePath(edit.namespace, edit.name, query({})),
    contentType: 'application/json-patch+json',
    body: removalPatch(plan, dryRun ? resourceVersion : resourceVersionOf(answer.object)),
    as: identity,
  });
  return { answer: readWriteAnswer(patched), warnings: [...applied.warnings, ...patched.warnings] };
}

/** @see RFC 6902 and RFC 6901 for the escapes */
function removalPatch({ removals }: ApplyPlan, resourceVersion: string | undefined): readonly unknown[] {
  const test = resourceVersion ? [{ op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }] : [];
  const encode = (key: string | number) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return [...test, ...removals.map(({ path }) => ({ op: 'remove', path: `/${path.map(encode).join('/')}` }))];
}

function resourceVersionOf(object: unknown): string | undefined {
  if (typeof object !== 'object' || object === null || !('metadata' in object)) return undefined;
  const { metadata } = object;
  const hasVersion = typeof metadata === 'object' && metadata !== null && 'resourceVersion' in metadata;
  return hasVersion ? String(metadata.resourceVersion) : undefined;
}

function toConflicts(answer: Extract<WriteAnswer, { kind: 'conflict' }>): readonly FieldConflict[] {
  return answer.conflicts.map(({ field, manager: holder }) => ({
    field,
    manager: holder,
    managerName: managerName(holder),
    undoes: undoes(holder),
  }));
}

function issue(code: string, message: string, fix: string, path: Issue['path'] = []): Issue {
  return { code, severity: 'error', path, message, fix };
}

/** Runs something that needs the cluster; that it cannot be reached is an answer, not an accident. */
export async function reaching<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ClusterUnreachable)) throw error;
    return refuse(
      issue(
        'cluster.unreachable',
        `The cluster cannot be reached (${error.message}).`,
        'Nothing was changed and your draft is kept: try again when the connection is back.',
      ),
    );
  }
}
