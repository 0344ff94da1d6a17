'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { Issue, Outcome } from '@/lib/outcome.ts';
import type { TestStore } from './test-store.ts';

export type SavedTests = {
  readonly tests: readonly SavedTest[];
  /** What stands in the list is there in any case; `refused` says that it is not stored. */
  readonly state: 'loading' | 'unloaded' | 'saving' | 'saved' | 'refused';
  readonly issue: Issue | null;
  readonly change: (update: (tests: readonly SavedTest[]) => readonly SavedTest[]) => void;
  /** Loads or stores once more. */
  readonly retry: () => void;
};

type Kept = Pick<SavedTests, 'tests' | 'state' | 'issue'>;

/**
 * The saved requests of a route: a change is there at once and stored behind it, one after the other, the newest last.
 *
 * @param store the same object as long as it is the same route
 */
export function useSavedTests(store: TestStore): SavedTests {
  const [kept, setKept] = useState<Kept>({ tests: none, state: 'loading', issue: null });
  const latest = useRef<Kept>(kept);
  const isSaving = useRef(false);

  const keep = useCallback((next: Kept) => {
    latest.current = next;
    setKept(next);
  }, []);

  const load = useCallback(async () => {
    const outcome = await store.load();
    // What was saved meanwhile is newer than what was loaded.
    if (latest.current.state !== 'loading' && latest.current.state !== 'unloaded') return;
    keep(
      outcome.status === 'accepted'
        ? { tests: outcome.value, state: 'saved', issue: null }
        : { tests: none, state: 'unloaded', issue: outcome.issues[0] ?? null },
    );
  }, [store, keep]);

  useEffect(() => void load(), [load]);

  const save = useCallback(async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    const outcome = await saveNewest(store, latest);
    isSaving.current = false;
    const issue = outcome.status === 'refused' ? (outcome.issues[0] ?? null) : null;
    keep({ tests: latest.current.tests, state: outcome.status === 'accepted' ? 'saved' : 'refused', issue });
  }, [store, keep]);

  const change = useCallback(
    (update: (tests: readonly SavedTest[]) => readonly SavedTest[]) => {
      keep({ tests: update(latest.current.tests), state: 'saving', issue: null });
      void save();
    },
    [save, keep],
  );
  const retry = useCallback(() => {
    if (latest.current.state === 'unloaded') return void load();
    change((tests) => tests);
  }, [load, change]);
  return { ...kept, change, retry };
}

const none: readonly SavedTest[] = [];

/** Stores the list until what is stored is what stands there. */
async function saveNewest(
  store: TestStore,
  latest: { readonly current: Kept },
): Promise<Outcome<readonly SavedTest[]>> {
  for (;;) {
    const { tests } = latest.current;
    const outcome = await store.save(tests);
    if (outcome.status === 'refused' || latest.current.tests === tests) return outcome;
  }
}
