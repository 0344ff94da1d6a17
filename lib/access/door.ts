import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { config } from '../config.ts';
import { type AuditNote, recordEvent } from '../db/audit.ts';
import { log } from '../log.ts';
import { type Action, type Issue, type Outcome, refuse } from '../outcome.ts';
import { type Actor, type ActorTeam, currentActor } from './actor.ts';
import { isAllowed, type Permission } from './permission.ts';
import { type RefusalCode, refusal, refusalStatus } from './refusals.ts';

/** Which team a request is about: by its slug, or by one of its namespaces. */
export type Scope = { readonly team: string } | { readonly namespace: string };

/** What `run` gets when everything has been checked. */
export type Granted<I> = {
  readonly actor: Actor;
  readonly team: ActorTeam;
  readonly input: I;
  readonly now: number;
};

type ActionOptions<S extends z.ZodType> = {
  readonly input: S;
  readonly permission: Permission;
  readonly scope: (input: z.output<S>) => Scope;
  /** The name under which every call, also a refused one, is written to the team's activity; reads have none. */
  readonly audit?: {
    readonly action: string;
    readonly target: (input: z.output<S>) => { namespace: string; name: string };
  };
};

/**
 * The one door of server actions: exact Origin, input, session, team, permission, then `run`, then the audit log.
 *
 * A team, namespace or route that the actor may not know of is refused exactly like one that does not exist.
 * @param run may fill `note` with what the activity page shall show
 */
export function action<S extends z.ZodType, O>(
  options: ActionOptions<S>,
  run: (granted: Granted<z.output<S>>, note: AuditNote) => Promise<Outcome<O>>,
): Action<z.input<S>, O> {
  return async (raw) => {
    const requestId = randomUUID();
    try {
      if (!(await hasOwnOrigin())) return refuse(refusal('access.origin'));
      const parsed = options.input.safeParse(raw);
      if (!parsed.success) return refuse(...parsed.error.issues.map(toInputIssue));
      const entry = await enter(options.permission, options.scope(parsed.data));
      if (entry.code !== null && entry.team === null) return refuse(refusal(entry.code));
      const note: AuditNote = { summary: '', changes: [] };
      const outcome =
        entry.code !== null
          ? refuse(refusal(entry.code))
          : await run({ actor: entry.actor, team: entry.team, input: parsed.data, now: Date.now() }, note);
      if (options.audit) await audit(options.audit, parsed.data, entry.actor, entry.team, outcome, note);
      return outcome;
    } catch (error) {
      unstable_rethrow(error);
      log.error({ requestId, err: error }, 'action failed');
      return refuse(refusal('access.unforeseen', `Something went wrong on our side (request ${requestId}).`));
    }
  };
}

/** The one door of route handlers for machines and live streams; answers refusals as JSON with the status of their code. */
export function handler(
  run: (granted: { readonly actor: Actor; readonly request: Request; readonly now: number }) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return answering(async (request) => {
    const actor = await currentActor();
    return actor ? run({ actor, request, now: Date.now() }) : refusalResponse('access.signed-out');
  });
}

/** The same door for what is about one team, which the address names as `?team=`. */
export function teamHandler(
  options: { readonly permission: Permission },
  run: (granted: { readonly actor: Actor; readonly team: ActorTeam; readonly request: Request }) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return answering(async (request) => {
    const entry = await enter(options.permission, { team: new URL(request.url).searchParams.get('team') ?? '' });
    return entry.code === null ? run({ ...entry, request }) : refusalResponse(entry.code);
  });
}

function answering(answer: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID();
    try {
      return isOwnOrSafe(request) ? await answer(request) : refusalResponse('access.origin');
    } catch (error) {
      log.error({ requestId, err: error }, 'handler failed');
      return Response.json(
        { issues: [refusal('access.unforeseen', `Something went wrong on our side (request ${requestId}).`)] },
        { status: 500 },
      );
    }
  };
}

type Entry =
  | { readonly code: null; readonly actor: Actor; readonly team: ActorTeam }
  | { readonly code: 'access.forbidden'; readonly actor: Actor; readonly team: ActorTeam }
  | { readonly code: 'access.signed-out' | 'access.not-found'; readonly actor: Actor | null; readonly team: null };

async function enter(permission: Permission, scope: Scope): Promise<Entry> {
  const actor = await currentActor();
  if (!actor) return { code: 'access.signed-out', actor: null, team: null };
  const team = findTeam(actor, scope);
  if (!team) return { code: 'access.not-found', actor, team: null };
  if (!isAllowed(permission, team.role, actor.isPlatformAdmin)) return { code: 'access.forbidden', actor, team };
  return { code: null, actor, team };
}

/** The actor's team in this scope, or null: for a team of others as for none at all. */
export function findTeam(actor: Actor, scope: Scope): ActorTeam | null {
  const matches = (team: ActorTeam) =>
    'team' in scope ? team.slug === scope.team : team.namespaces.includes(scope.namespace);
  return actor.teams.find(matches) ?? null;
}

async function audit<S extends z.ZodType>(
  options: NonNullable<ActionOptions<S>['audit']>,
  input: z.output<S>,
  actor: Actor,
  team: ActorTeam,
  outcome: Outcome<unknown>,
  note: AuditNote,
): Promise<void> {
  if (note.silent) return;
  const refused = outcome.status === 'refused';
  const summary = note.summary || (refused ? outcome.issues.map((issue) => issue.message).join(' ') : '');
  await recordEvent({
    ...note,
    summary,
    teamId: team.id,
    actor,
    action: options.action,
    ...options.target(input),
    result: refused ? (note.result ?? 'refused') : 'ok',
  });
}

async function hasOwnOrigin(): Promise<boolean> {
  // Next.js lets a missing or foreign Origin through when a forwarded host agrees with it; we compare with the configured one.
  return (await headers()).get('origin') === config().origin;
}

function isOwnOrSafe(request: Request): boolean {
  const origin = request.headers.get('origin');
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  return origin === config().origin || (isSafe && origin === null);
}

function refusalResponse(code: RefusalCode): Response {
  return Response.json({ issues: [refusal(code)] }, { status: refusalStatus(code) });
}

function toInputIssue(issue: z.core.$ZodIssue): Issue {
  return {
    ...refusal('access.input', issue.message),
    path: issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
  };
}
