import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSchemaJudge, type SchemaJudge } from '../../lib/validation/schema/schema-judge.ts';

/** How the published cases went. A case that could not be judged is neither passed nor failed. */
export type CelValidationResult = {
  readonly passed: number;
  readonly failed: readonly CaseNote[];
  readonly notJudged: readonly CaseNote[];
};

type CaseNote = { readonly id: string; readonly why: string };

const publishedCase = z.object({
  id: z.string(),
  kind: z.string(),
  channel: z.string(),
  object: z.unknown(),
  oldObject: z.unknown().optional(),
  op: z.enum(['update', 'updateStatus']).optional(),
  wantErrors: z.array(z.string()),
});
type PublishedCase = z.infer<typeof publishedCase>;

const published = z.object({ cases: z.array(publishedCase) });
const customResourceDefinition = z.looseObject({ spec: z.looseObject({ names: z.looseObject({ kind: z.string() }) }) });

const channels = ['standard', 'experimental'] as const;
type Judges = ReadonlyMap<string, SchemaJudge>;

/**
 * Judges the published objects of the Gateway API by the CRDs beside them: what must be accepted is, and every refusal says what the
 * API server says.
 *
 * @param folder holds `cel-validation.json` and `crds/{standard,experimental}`
 */
export async function judgeCelValidation(folder: string): Promise<CelValidationResult> {
  const { cases } = published.parse(JSON.parse(await readFile(join(folder, 'cel-validation.json'), 'utf8')));
  const judges = await readJudges(join(folder, 'crds'));
  const failed: CaseNote[] = [];
  const notJudged: CaseNote[] = [];
  for (const one of cases) {
    const chosen = judgesFor(one, judges);
    if (chosen.length === 0) {
      notJudged.push({ id: one.id, why: `there is no CRD of ${one.kind}` });
      continue;
    }
    const why = chosen.map(({ name, judge }) => flawOf(one, judge, name)).find((flaw) => flaw !== null);
    if (why !== undefined && why !== null) failed.push({ id: one.id, why });
  }
  return { passed: cases.length - failed.length - notJudged.length, failed, notJudged };
}

/** One judge for each kind and channel, by `channel/kind`. */
async function readJudges(folder: string): Promise<Judges> {
  const judges = new Map<string, SchemaJudge>();
  for (const channel of channels) {
    const files = (await readdir(join(folder, channel))).filter((file) => file.endsWith('.yaml'));
    for (const file of files) {
      const crd = customResourceDefinition.parse(parse(await readFile(join(folder, channel, file), 'utf8')));
      const judge = createSchemaJudge(crd);
      if (judge !== null) judges.set(`${channel}/${crd.spec.names.kind}`, judge);
    }
  }
  return judges;
}

/** A kind that differs in no field between the channels has its CRD in `standard` only. */
function judgesFor(one: PublishedCase, judges: Judges): readonly { name: string; judge: SchemaJudge }[] {
  const named = channels.filter((channel) => one.channel.includes(channel));
  const found = new Map<string, SchemaJudge>();
  for (const channel of named) {
    for (const name of [`${channel}/${one.kind}`, `standard/${one.kind}`]) {
      const judge = judges.get(name);
      if (judge === undefined) continue;
      found.set(name, judge);
      break;
    }
  }
  return [...found].map(([name, judge]) => ({ name, judge }));
}

/** Null when the verdict is the published one. */
function flawOf(one: PublishedCase, judge: SchemaJudge, name: string): string | null {
  const judgeIt = one.op === 'updateStatus' ? judge.judgeStatus : judge.judge;
  const issues = judgeIt(judge.defaulted(one.object), one.op === undefined ? undefined : one.oldObject);
  const refusals = issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
  const unjudged = judge.unjudgedRules();
  if (unjudged.length > 0) return `${name}: a rule cannot be evaluated: ${unjudged[0]}`;
  if (one.wantErrors.length === 0) return refusals.length === 0 ? null : `${name} refuses it: ${refusals.join(' | ')}`;
  if (refusals.length === 0) return `${name} accepts it; wanted: ${one.wantErrors.join(' | ')}`;
  const missing = one.wantErrors.find((wanted) => !refusals.some((said) => said.includes(wanted)));
  return missing === undefined ? null : `${name} does not say “${missing}” but: ${refusals.join(' | ')}`;
}

if (import.meta.main) {
  const result = await judgeCelValidation(process.argv[2] ?? '../shared/vectors');
  for (const { id, why } of result.notJudged) console.log(`not judged  ${id}: ${why}`);
  for (const { id, why } of result.failed) console.log(`FAILED      ${id}: ${why}`);
  console.log(`${result.passed} passed, ${result.failed.length} failed, ${result.notJudged.length} not judged`);
  process.exitCode = result.failed.length === 0 ? 0 : 1;
}
