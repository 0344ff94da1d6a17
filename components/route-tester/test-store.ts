import { ask } from '@/components/route-page/route-actions.ts';
import { type SavedTest, savedTests } from '@/lib/gateway-api/matching/saved-test.ts';
import { accept, type Outcome } from '@/lib/outcome.ts';
import type { TesterActions } from './tester-actions.ts';

/** Where the saved requests of one route are kept. */
export type TestStore = {
  readonly load: () => Promise<Outcome<readonly SavedTest[]>>;
  readonly save: (tests: readonly SavedTest[]) => Promise<Outcome<readonly SavedTest[]>>;
};

type RouteKey = { readonly namespace: string; readonly name: string };
type StoreActions = Pick<TesterActions, 'loadTestsAction' | 'saveTestsAction'>;

/** Keeps them with a route that is in the cluster, for everybody of its team. */
export function storeOfRoute(route: RouteKey, { loadTestsAction, saveTestsAction }: StoreActions): TestStore {
  return {
    load: () => ask(loadTestsAction, route),
    save: (tests) => ask(saveTestsAction, { ...route, tests }),
  };
}

/** Keeps them in this browser beside the draft of a new route, whose name may still change. */
export function storeOfDraft(draftKey: string): TestStore {
  return {
    load: async () => accept(readOwn(draftKey)),
    save: async (tests) => {
      writeOwn(draftKey, tests);
      return accept(tests);
    },
  };
}

type Adoption = {
  /** The key under which the draft was kept. */
  readonly draftKey: string;
  readonly route: RouteKey;
  readonly saveTestsAction: TesterActions['saveTestsAction'];
};

/** Hands what was saved beside a draft to the route that was made of it. What cannot be handed over stays in the browser. */
export async function adoptTests({
  draftKey,
  route,
  saveTestsAction,
}: Adoption): Promise<Outcome<readonly SavedTest[]>> {
  const tests = readOwn(draftKey);
  if (tests.length === 0) return accept(tests);
  const outcome = await ask(saveTestsAction, { ...route, tests });
  if (outcome.status === 'accepted') forgetTests(draftKey);
  return outcome;
}

/** Forgets what was saved beside a draft. */
function forgetTests(draftKey: string): void {
  writeOwn(draftKey, []);
}

function keyOf(draftKey: string): string {
  return `${draftKey}:tests`;
}

// A browser may refuse its store, in private windows for example: then saved requests live as long as their page.
function readOwn(draftKey: string): readonly SavedTest[] {
  try {
    const read = savedTests.safeParse(JSON.parse(localStorage.getItem(keyOf(draftKey)) ?? '[]'));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

function writeOwn(draftKey: string, tests: readonly SavedTest[]): void {
  try {
    if (tests.length === 0) localStorage.removeItem(keyOf(draftKey));
    else localStorage.setItem(keyOf(draftKey), JSON.stringify(tests));
  } catch {
    // Nothing to do: see above.
  }
}
