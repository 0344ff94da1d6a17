import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { ApplyResult, ReviewResult } from '@/lib/gateway-api/route-change.ts';
import type { RouteEffects } from '@/lib/gateway-api/route-effects.ts';
import type { Action, Issue, Outcome } from '@/lib/outcome.ts';
import { refuse } from '@/lib/outcome.ts';

export type RouteKey = { readonly namespace: string; readonly name: string };
export type RouteEditInput = RouteKey & { readonly base: HttpRoute | null; readonly draft: HttpRoute };

/** What the pages of a route can ask of the server. */
export type RouteActions = {
  readonly reviewRouteAction: Action<RouteEditInput, ReviewResult>;
  readonly applyRouteAction: Action<
    RouteEditInput & { readonly takeOver: readonly string[]; readonly reason: string },
    ApplyResult
  >;
  readonly routeEffectsAction: Action<RouteEditInput, RouteEffects>;
  readonly deleteRouteAction: Action<RouteKey, { readonly deletingAt: number }>;
  readonly undoDeleteAction: Action<RouteKey, unknown>;
  readonly checkNowAction: Action<RouteKey, unknown>;
  readonly fetchRouteAction: Action<RouteKey, { readonly route: HttpRoute }>;
  readonly editorContextAction: Action<
    { readonly team: string; readonly editing: string | null; readonly hostnames: readonly string[] },
    EditorFacts
  >;
};

/** Calls an action; a portal that does not answer is a refusal like any other. */
export async function ask<I, O>(action: Action<I, O>, input: I): Promise<Outcome<O>> {
  try {
    return await action(input);
  } catch {
    return refuse(portalUnreachable);
  }
}

const portalUnreachable: Issue = {
  code: 'portal.unreachable',
  severity: 'error',
  path: [],
  message: 'The portal cannot be reached.',
  fix: 'Your draft is kept; try again when the connection is back.',
};
