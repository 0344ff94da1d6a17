'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ObjectName } from '@/lib/gateway-api/listeners.ts';
import { type TypedRequest, toTyped } from '@/lib/gateway-api/matching/request-line.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { countByRule } from './rule-of-test.ts';
import { RuleTestsContext } from './rule-tests.tsx';
import { storeOfDraft, storeOfRoute } from './test-store.ts';
import type { TesterActions } from './tester-actions.ts';
import type { Judgement } from './use-judge.ts';
import { type SavedTests, useSavedTests } from './use-saved-tests.ts';
import { useSteady, useVerdicts } from './use-verdicts.ts';
import type { Verdict } from './verdict.ts';

/** What the panel of the tester shows and changes. */
export type RouteTester = Pick<TesterProviderProps, 'team' | 'draft' | 'sendRefusal' | 'canEdit' | 'actions'> & {
  readonly judgement: Judgement;
  readonly request: TypedRequest;
  readonly setRequest: (request: TypedRequest) => void;
  readonly setGateway: (gateway: ObjectName) => void;
  readonly verdict: Verdict;
  readonly saved: SavedTests;
  readonly savedVerdicts: readonly Verdict[];
};

const TesterContext = createContext<RouteTester | null>(null);

type TesterProviderProps = {
  readonly team: string;
  /** The route as it is in the cluster; null for a new one. */
  readonly route: ObjectName | null;
  /** The key under which the draft is kept in the browser: requests saved with a new route lie beside it. */
  readonly draftKey: string;
  readonly draft: HttpRoute;
  /** Why a request cannot be sent for real; null when it can. */
  readonly sendRefusal: string | null;
  readonly canEdit: boolean;
  readonly actions: TesterActions;
  readonly children: ReactNode;
};

/** Judges the typed request and all saved ones against the draft, for the panel and for the rules of the form below it. */
export function TesterProvider({ children, ...props }: TesterProviderProps) {
  const tester = useRouteTester(props);
  const counts = useSteady(countByRule(tester.saved.tests, tester.savedVerdicts, props.draft));
  return (
    <TesterContext.Provider value={tester}>
      <RuleTestsContext.Provider value={counts}>{children}</RuleTestsContext.Provider>
    </TesterContext.Provider>
  );
}

/** The tester above; null where there is none. */
export function useTester(): RouteTester | null {
  return useContext(TesterContext);
}

const emptyRequest: TypedRequest = { method: 'GET', url: '', headers: '' };

function useRouteTester(props: Omit<TesterProviderProps, 'children'>): RouteTester {
  const { team, route, draftKey, draft, sendRefusal, canEdit, actions } = props;
  const [typed, setRequest] = useState<TypedRequest | null>(null);
  const [suggested, setSuggested] = useState(emptyRequest);
  const [gateway, setGateway] = useState<ObjectName | null>(null);
  const { namespace = null, name = null } = route ?? {};
  const { loadTestsAction, saveTestsAction } = actions;
  const store = useMemo(
    () =>
      namespace === null || name === null
        ? storeOfDraft(draftKey)
        : storeOfRoute({ namespace, name }, { loadTestsAction, saveTestsAction }),
    [namespace, name, draftKey, loadTestsAction, saveTestsAction],
  );
  const saved = useSavedTests(store);
  const request = typed ?? suggested;
  const requests = useMemo(() => [request, ...saved.tests.map((test) => test.request)], [request, saved.tests]);
  const editing = namespace === null ? null : `${namespace}/${name}`;
  const { judgement, verdicts } = useVerdicts({ team, editing, draft, gateway, requests }, actions.testRequestsAction);

  // Until somebody types, the tester asks what the first rule says, also while that rule is being written.
  const example = useSteady(judgement.examples[0] ? toTyped(judgement.examples[0].request) : emptyRequest);
  if (typed === null && example !== suggested && example !== emptyRequest) setSuggested(example);

  const [verdict = { kind: 'waiting' }, ...savedVerdicts] = verdicts;
  return {
    team,
    draft,
    sendRefusal,
    canEdit,
    actions,
    judgement,
    request,
    setRequest,
    setGateway,
    verdict,
    saved,
    savedVerdicts,
  };
}
