import { type HttpRoute, isKubeObject } from '@/lib/gateway-api/objects.ts';
import type { FieldText } from './editor-state.ts';
import type { YamlDraft } from './route-yaml-draft.ts';

/** A draft as the browser keeps it: what it began from, what it is now, and which window wrote it when. */
export type StoredDraft = {
  readonly windowId: string;
  readonly savedAt: number;
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
  readonly fieldTexts: readonly FieldText[];
  /** The typed YAML; `of` is null where it says the draft itself. */
  readonly yaml: StoredYaml | null;
};

type StoredYaml = { readonly text: string; readonly of: HttpRoute | null };

/** Under which name the browser keeps a draft. Two people on one machine do not see each other's. */
export function draftKey(userId: string, route: { namespace: string; name: string } | { newIn: string }): string {
  const what = 'newIn' in route ? `new:${route.newIn}` : `${route.namespace}/${route.name}`;
  return `signalbox:draft:1:${userId}:${what}`;
}

export function formatDraft(draft: StoredDraft): string {
  return JSON.stringify(draft);
}

/** Reads what was kept; null for anything that is not a draft, so that a broken store never breaks the page. */
export function parseDraft(text: string | null): StoredDraft | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { windowId, savedAt, base, draft, fieldTexts, yaml } = value as Record<string, unknown>;
  if (typeof windowId !== 'string' || typeof savedAt !== 'number' || !isKubeObject(draft)) return null;
  if (base !== null && !isKubeObject(base)) return null;
  return {
    windowId,
    savedAt,
    base: base as HttpRoute | null,
    draft: draft as HttpRoute,
    fieldTexts: Array.isArray(fieldTexts) ? fieldTexts.filter(isFieldText) : [],
    yaml: parseYaml(yaml),
  };
}

/** What is stored of the typed YAML: whether it can be read is found out again. */
export function toStoredYaml(yaml: YamlDraft | null, draft: HttpRoute): StoredYaml | null {
  return yaml && { text: yaml.text, of: yaml.of === draft ? null : yaml.of };
}

export function fromStoredYaml({ yaml, draft }: Pick<StoredDraft, 'yaml' | 'draft'>): YamlDraft | null {
  return yaml && { text: yaml.text, of: yaml.of ?? draft, state: 'waiting', issues: [] };
}

function parseYaml(value: unknown): StoredYaml | null {
  if (typeof value !== 'object' || value === null) return null;
  const { text, of } = value as Record<string, unknown>;
  if (typeof text !== 'string' || (of !== null && !isKubeObject(of))) return null;
  return { text, of: of as HttpRoute | null };
}

function isFieldText(value: unknown): value is FieldText {
  if (typeof value !== 'object' || value === null) return false;
  const { path, text, message } = value as Record<string, unknown>;
  return Array.isArray(path) && typeof text === 'string' && typeof message === 'string';
}
