import { formatShare } from '@/lib/gateway-api/describe.ts';
import type { Outcome } from '@/lib/gateway-api/matching/outcome.ts';
import type { NamedMatch, TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import { type Basis, isLeftOpen, type Said } from './verdict.ts';

export const otherTeamTitle = 'A route of another team takes this request on this Gateway.';
export const otherTeamReason = 'Which one, and what it does, is for that team to tell.';
export const leftOpenTitle = 'No rule of your team takes it.';
export const leftOpenReason = 'Whether a route of another team does is not known here.';

/** Who takes a request: `Rule beta takes it`. A rule of another route is named with its route. */
export function verdictTitle({ winner, outcome }: TestAnswer): string {
  if (winner === null) return outcome.kind === 'no-connection' ? 'No connection' : 'No rule takes it';
  return `${capitalised(ruleText(winner))} takes it`;
}

/** `rule beta`, and of which route when it is not the draft. */
export function ruleText({ rule, routeId, isDraft }: NamedMatch): string {
  return isDraft ? rule : `${rule} of ${routeId}`;
}

/** What becomes of the request, in a sentence or two. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'no-connection':
      return outcome.reason;
    case 'status':
      return `The Gateway answers ${outcome.status}. ${outcome.reason}`;
    case 'redirect':
      return `The client is sent with ${outcome.redirect.status} to ${outcome.redirect.location}`;
    case 'preflight':
      return `The Gateway answers ${outcome.status} itself. ${outcome.cors.reason}`;
    case 'backends':
      return `It goes to ${outcome.backends
        .filter(({ share }) => share > 0)
        .map(({ backend, share, status }) =>
          [`${backend.name} ${formatShare(share)}`, ...(status === null ? [] : [`(answers ${status})`])].join(' '),
        )
        .join(', ')}.`;
  }
}

/** The whole verdict for somebody who hears it. */
export function spokenVerdict(said: Said): string {
  if (said.kind === 'other-team') return otherTeamTitle;
  if (isLeftOpen(said)) return `${leftOpenTitle} ${leftOpenReason}`;
  return `${verdictTitle(said.answer)}. ${outcomeText(said.answer.outcome)}`;
}

export type VerdictTone = 'go' | 'accent' | 'caution' | 'danger';

/** How a verdict looks: red where the client gets an error of the Gateway, blue where another route has the request. */
export function verdictTone({ winner, outcome }: TestAnswer, hasDraft: boolean): VerdictTone {
  const failing = failingShare(outcome);
  if (failing === 100) return 'danger';
  if (failing > 0 || winner === null) return 'caution';
  return hasDraft && !winner.isDraft ? 'accent' : 'go';
}

/** Percent of such requests that the Gateway answers with an error because nobody else can. */
function failingShare(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'no-connection':
      return 100;
    case 'status':
      return outcome.status >= 500 ? 100 : 0;
    case 'backends': {
      const failing = outcome.backends.filter(({ status }) => status !== null);
      const all = outcome.backends.every(({ share, status }) => share === 0 || status !== null);
      return all ? 100 : failing.reduce((sum, { share }) => sum + share, 0);
    }
    case 'redirect':
    case 'preflight':
      return 0;
  }
}

/** What a verdict rests on, where that is less than everything; null where there is nothing to say. */
export function basisText(basis: Basis): string | null {
  switch (basis) {
    case 'everything':
    case 'asking':
      return null;
    case 'everything-shared':
      return 'Routes of other teams serve this hostname too; they are counted in.';
    case 'own-hostnames':
      return 'No route of your team names this hostname, so routes of other teams are not told.';
    case 'offline':
      return 'Judged without the routes of other teams: the portal does not answer.';
  }
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
