'use client';

import { useEffect } from 'react';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import type { Issue } from '@/lib/outcome.ts';
import { askYaml } from './ask-yaml.ts';
import type { CodeMirror, TextFinding } from './code-mirror.ts';
import { answerYaml, inlineLength } from './yaml-questions.ts';

const afterMs = 150;

type Findings = {
  readonly text: string;
  /** Of the text itself. */
  readonly yamlIssues: readonly YamlIssue[];
  /** Of the document that it says. */
  readonly issues: readonly Issue[];
};

/** Underlines in the text what is found at it. */
export function useFindings(editor: CodeMirror | null, { text, yamlIssues, issues }: Findings): void {
  useEffect(() => {
    if (!editor) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const isReadable = yamlIssues.every(({ severity }) => severity !== 'error');
      const found = [...ofText(text, yamlIssues), ...(isReadable ? await ofDocument(text, issues) : [])];
      if (isCurrent && editor.text() === text) editor.setFindings(found);
    }, afterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [editor, text, yamlIssues, issues]);
}

function ofText(text: string, issues: readonly YamlIssue[]): readonly TextFinding[] {
  if (issues.length === 0) return [];
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return issues.map(({ line, column, length, severity, message, fix }) => {
    const from = Math.min(text.length, (starts[line - 1] ?? 0) + column - 1);
    return { from, to: Math.min(text.length, from + Math.max(1, length)), severity, message: `${message} ${fix}` };
  });
}

async function ofDocument(text: string, issues: readonly Issue[]): Promise<readonly TextFinding[]> {
  if (issues.length === 0) return [];
  const question = { ask: 'places', text, paths: issues.map(({ path }) => path) } as const;
  const places = text.length > inlineLength ? await askYaml(question) : answerYaml(question);
  if (!Array.isArray(places)) return [];
  return issues.flatMap(({ severity, message, fix }, index) => {
    const place = places[index];
    return place ? [{ ...place, severity, message: fix ? `${message} ${fix}` : message }] : [];
  });
}
