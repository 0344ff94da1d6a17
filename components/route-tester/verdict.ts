import type { RequestFacts } from '@/lib/gateway-api/matching/request.ts';
import type { RequestFlaw } from '@/lib/gateway-api/matching/request-line.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { ToldAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
import type { JudgedRequest } from './use-judge.ts';

/** How far the portal has been asked, which alone knows the routes of all teams. */
export type ServerState = 'asking' | 'answered' | 'offline';

/**
 * What the answer rests on: `everything` of the cluster, with or without routes of other teams on the same hostname; or, for a hostname
 * of somebody else, own routes alone; or what this browser knows while the portal is being asked or cannot be.
 */
export type Basis = 'everything' | 'everything-shared' | 'own-hostnames' | 'asking' | 'offline';

/** What is known of one typed request, put together from the worker's answer and the server's. */
export type Verdict =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'flawed'; readonly flaws: readonly RequestFlaw[] }
  | { readonly kind: 'answered'; readonly facts: RequestFacts; readonly answer: TestAnswer; readonly basis: Basis }
  | { readonly kind: 'other-team'; readonly facts: RequestFacts };

/** A verdict that says something about a request. */
export type Said = Extract<Verdict, { readonly kind: 'answered' | 'other-team' }>;

/** Joins what the worker and the server say; the server's word counts where there is one. */
export function joinVerdict(
  judged: JudgedRequest | undefined,
  server: ToldAnswer | undefined,
  state: ServerState,
): Verdict {
  if (judged === undefined) return { kind: 'waiting' };
  if (judged.facts === null) return { kind: 'flawed', flaws: judged.flaws };
  const { facts } = judged;
  if (server === undefined) {
    return { kind: 'answered', facts, answer: judged.answer, basis: state === 'offline' ? 'offline' : 'asking' };
  }
  switch (server.kind) {
    case 'other-team':
      return { kind: 'other-team', facts };
    case 'not-told':
      return { kind: 'answered', facts, answer: server.answer, basis: 'own-hostnames' };
    case 'told':
      return {
        kind: 'answered',
        facts,
        answer: server.answer,
        basis: server.othersCompete ? 'everything-shared' : 'everything',
      };
  }
}

/** Whether a verdict says something, unlike one that waits or a request that cannot be read. */
export function isSaid(verdict: Verdict): verdict is Said {
  return verdict.kind === 'answered' || verdict.kind === 'other-team';
}

/**
 * Whether nobody known here takes the request while routes that are not known may: then neither 404 nor anything else can be said. Where
 * nothing listens, or for another listener's name, that is certain without them.
 */
export function isLeftOpen(verdict: Verdict): boolean {
  if (verdict.kind !== 'answered' || (verdict.basis !== 'own-hostnames' && verdict.basis !== 'offline')) return false;
  const { winner, outcome } = verdict.answer;
  return winner === null && outcome.kind === 'status' && outcome.status === 404;
}
