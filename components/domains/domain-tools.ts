'use client';

import { createContext, use } from 'react';
import type { HostnameRules } from '@/lib/domains/kept-names.ts';
import type { DomainActions } from './domain-actions.ts';

/** What every page of a team needs to claim a domain. */
export type DomainFacts = {
  /** Lets the browser read a hostname as the server will; null: the platform takes no custom domains. */
  readonly rules: HostnameRules | null;
  /** Whether the cluster's guard asks for claims also on names below the platform's zones. */
  readonly asksForClaims: boolean;
  readonly actions: DomainActions;
};

export type AddOptions = {
  /** Names to begin with. */
  readonly names?: string | undefined;
  /** The namespace to begin with, where one is meant. */
  readonly namespace?: string | undefined;
  /** Stays where it was opened and shows the next step there, instead of going to the domain's page. */
  readonly isInPlace?: boolean | undefined;
};

type DomainTools = DomainFacts & { readonly openAdd: (options?: AddOptions) => void };

export const DomainToolsContext = createContext<DomainTools | null>(null);

/** Only inside the shell. */
export function useDomainTools(): DomainTools {
  const tools = use(DomainToolsContext);
  if (!tools) throw new Error('useDomainTools outside of DomainToolsProvider');
  return tools;
}
