'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EditorFacts } from '@/components/route-editor/editor-facts.ts';
import { newRoute, templateOptions } from '@/components/route-editor/new-route.ts';
import { isBroken } from '@/components/route-editor/route-yaml-draft.ts';
import type { Draft } from '@/components/route-editor/use-draft.ts';
import { showToast } from '@/components/ui/toast.tsx';
import { applyEdit, type Edit } from '@/lib/gateway-api/edit.ts';
import { namespaceOf } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { findTemplate, type RouteTemplate, templateIds } from '@/lib/gateway-api/templates.ts';
import { type Adoption, adoptTemplate } from './adopt-template.ts';

/** The template of this page, by `?template=` in its address. */
export function useChosenTemplate() {
  const [id, setId] = useQueryState('template', parseAsStringLiteral(templateIds));
  return [findTemplate(id), setId] as const;
}

type TemplateChoice = {
  readonly draft: Draft;
  /** What the draft began as. */
  readonly pristine: HttpRoute;
  readonly opened: EditorFacts;
  readonly facts: EditorFacts;
  readonly team: string;
  readonly template: RouteTemplate | null;
  /** The hostname that the page's new route is for. */
  readonly hostname: string | null;
  readonly setTemplateId: (id: RouteTemplate['id']) => unknown;
};

/** A choice that waits for somebody's word because it would lose what they typed. */
type Question = { readonly template: RouteTemplate } & Adoption;

/** Choosing a template: at once for an untouched draft, keeping what fits for another one, and asking before anything is lost. */
export function useTemplateChoice(choice: TemplateChoice) {
  const { draft, pristine, opened, facts, team, template, hostname, setTemplateId } = choice;
  const [question, setQuestion] = useState<Question | null>(null);
  const { state, isDirty, dispatch } = draft;
  const options = templateOptions(facts, namespaceOf(state.draft));

  function adopt(chosen: RouteTemplate, edits: readonly Edit[]) {
    draft.edit(edits);
    setTemplateId(chosen.id);
  }

  function choose(chosen: RouteTemplate) {
    if (chosen.id === template?.id && !isDirty) return;
    if (isBroken(state)) {
      showToast({ title: 'The YAML cannot be read.', description: 'Mend it first, then choose.', tone: 'caution' });
      return;
    }
    if (!isDirty) {
      setTemplateId(chosen.id);
      dispatch({ type: 'load', base: null, draft: newRoute(opened, team, { template: chosen, hostname }), yaml: null });
      return;
    }
    const adoption = adoptTemplate(state.draft, pristine, chosen, options);
    if (adoption.losses.length > 0) setQuestion({ template: chosen, ...adoption });
    else adopt(chosen, adoption.edits);
  }

  return {
    options,
    choose,
    question,
    edit: useCompletingEdit(draft, template, facts),
    answer: (isConfirmed: boolean) => {
      if (isConfirmed && question) adopt(question.template, question.edits);
      setQuestion(null);
    },
  };
}

/** The draft's `edit`, which also writes what follows from an edit by the template: one step of undo for both. */
function useCompletingEdit(draft: Draft, template: RouteTemplate | null, facts: EditorFacts): Draft['edit'] {
  const latest = useRef({ document: draft.state.draft, template, facts });
  useEffect(() => {
    latest.current = { document: draft.state.draft, template, facts };
  });
  const { edit } = draft;
  // The same function at every drawing: the form's controls are not drawn anew because of it.
  return useCallback(
    (edits, merge) => {
      const now = latest.current;
      const next = edits.reduce<HttpRoute>(applyEdit, now.document);
      const following = now.template?.complete(next, templateOptions(now.facts, namespaceOf(next))) ?? [];
      edit(following.length > 0 ? [...edits, ...following] : edits, merge);
    },
    [edit],
  );
}
