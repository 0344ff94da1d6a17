import type { Action, Issue, Outcome } from '@/lib/outcome.ts';
import { refuse } from '@/lib/outcome.ts';

export type DomainKey = { readonly team: string; readonly id: string };

/** What became of each name of a paste. */
export type ClaimResult = {
  readonly claimed: readonly { readonly id: string; readonly hostname: string; readonly unicode: string }[];
  readonly refused: readonly { readonly input: string; readonly issue: Issue }[];
  /** Names beyond what is taken at once: nothing was done with them. */
  readonly leftOut: readonly string[];
};

/** Something that changed about a domain, for the timeline. */
export type DomainEvent = { readonly at: number; readonly kind: string; readonly text: string };

/** What screens of domains can ask of the server. */
export type DomainActions = {
  readonly claimDomainsAction: Action<
    { readonly team: string; readonly namespace: string; readonly names: string },
    ClaimResult
  >;
  readonly recheckDomainAction: Action<DomainKey & { readonly why: 'check' | 'added' }, unknown>;
  readonly releaseDomainAction: Action<DomainKey, unknown>;
  /** For people of the platform alone. */
  readonly decideClaimAction: Action<
    DomainKey & { readonly verdict: 'release' | 'allow-likeness'; readonly reason: string },
    unknown
  >;
  readonly domainEventsAction: Action<DomainKey, readonly DomainEvent[]>;
};

/** Calls an action; a portal that does not answer is a refusal like any other. */
export async function askDomains<I, O>(action: Action<I, O>, input: I): Promise<Outcome<O>> {
  try {
    return await action(input);
  } catch {
    return refuse({
      code: 'portal.unreachable',
      severity: 'error',
      path: [],
      message: 'Signalbox did not answer.',
      fix: 'Nothing is lost: try again when the connection is back.',
    });
  }
}
