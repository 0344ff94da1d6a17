'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { useSchemaIssues } from '@/components/draft-judge/use-schema-issues.ts';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import type { EditorState } from '@/components/route-editor/editor-state.ts';
import { focusFirst } from '@/components/route-editor/field-anchor.ts';
import { judgeDraft, textIssues } from '@/components/route-editor/judge-draft.ts';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { diffRoutes } from '@/lib/gateway-api/diff.ts';
import { getAt } from '@/lib/gateway-api/document.ts';
import { isPlainObject, objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue } from '@/lib/outcome.ts';
import { mergeFindings } from '@/lib/validation/merge-findings.ts';

/**
 * A draft of so many parts is judged in about a millisecond, with the keystroke that changes it: what is found is drawn with what was
 * typed, and not after it. A larger one is judged when there is time.
 */
const mostPartsAtOnce = 200;

/** What is found about a draft and what it changes, worked out while it is edited. */
export function useRouteEditor(draft: Draft, facts: EditorFacts) {
  const { state } = draft;
  const judgedLater = useDeferredValue(state.draft);
  const judged = countParts(state.draft) <= mostPartsAtOnce ? state.draft : judgedLater;
  const [isStrict, setIsStrict] = useState(false);
  const [sent, setSent] = useState<{ readonly draft: HttpRoute; readonly issues: readonly Issue[] } | null>(null);

  const bySchema = useSchemaIssues(useTeam().slug, judged, state.base);
  const written = useMemo(() => judgeDraft(judged, facts), [judged, facts]);
  const found = useMemo(() => mergeFindings(written, bySchema.issues), [written, bySchema.issues]);
  const changes = useMemo(() => (state.base ? diffRoutes(state.base, state.draft) : []), [state.base, state.draft]);
  // What the API server said holds for the draft that it saw.
  const fromServer = sent?.draft === state.draft ? sent.issues : [];
  const issues = [...found, ...textIssues(state.fieldTexts), ...fromServer];
  const broken = yamlProblems(state);
  const problems = [...issues.filter((issue) => issue.severity === 'error'), ...broken];
  // Fields that are only empty yet are not complained about before somebody wants to go on.
  const shownIssues = isStrict ? issues : issues.filter((issue) => !isUnfilled(issue, judged));

  return {
    schema: bySchema.schema,
    /** False when the cluster's own schema could not be read, so that only the portal's checks judge. */
    isSchemaKnown: bySchema.isKnown,
    changes,
    problems,
    shownIssues,
    shownProblems: [...shownIssues.filter((issue) => issue.severity === 'error'), ...broken],
    judge: (other: HttpRoute) => judgeDraft(other, facts),
    /** What stops the draft as it is at this moment, also when what is shown is still about the one before. */
    problemsNow: () => {
      if (judged === state.draft) return problems;
      const now = [...judgeDraft(state.draft, facts), ...textIssues(state.fieldTexts)];
      return [...now.filter((issue) => issue.severity === 'error'), ...broken];
    },
    setServerIssues: (fromReview: readonly Issue[]) => setSent({ draft: state.draft, issues: fromReview }),
    /** Shows everything that is to mend and leads to the first of it. */
    showProblems: () => {
      setIsStrict(true);
      // The findings of empty fields are drawn first.
      setTimeout(() => focusFirst(problems, state.draft), 30);
    },
  };
}

function countParts(draft: HttpRoute): number {
  const count = (list: readonly object[] | undefined) => objects<object>(list).length;
  return objects(draft.spec?.rules).reduce((sum, { matches, backendRefs, filters }) => {
    const headers = objects(matches).reduce((all, match) => all + count(match.headers), 0);
    return sum + count(matches) + headers + count(backendRefs) + count(filters);
  }, 0);
}

/** A text that cannot be read stops a review; the YAML tells where and why. */
function yamlProblems({ yaml }: EditorState): readonly Issue[] {
  if (yaml?.state !== 'broken') return [];
  return yaml.issues.map(({ code, message, fix }) => ({ code, severity: 'error', path: [], message, fix }));
}

function isUnfilled(issue: Issue, draft: HttpRoute): boolean {
  const value = getAt(draft, issue.path);
  // A backend or parent that is only begun lacks everything, not just what is named.
  const isBegun = isPlainObject(value) && value.name === '';
  return issue.code === 'rule.no-target' || issue.code.endsWith('-missing') || value === '' || isBegun;
}
