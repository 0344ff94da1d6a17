import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { Issue, Path } from '../../outcome.ts';
import { finding } from '../finding.ts';
import { excessOf } from './bounds.ts';
import { createRulePlanner, type Rule } from './cel-rule.ts';
import { withDefaults } from './defaults.ts';
import { createFlawList, type Flaw, serverPath } from './flaw.ts';
import { checkRules, type RuleContext } from './rules.ts';
import { type RuleSource, readSchema, type SchemaNode } from './schema-node.ts';
import { checkStructure } from './structure.ts';
import { createVerdictMemory } from './verdict-memory.ts';

/** Judges objects of one kind as the API server would. */
export type SchemaJudge = {
  /** The object with the defaults of the schema; what needs none stays identical. */
  readonly defaulted: (object: unknown) => unknown;
  /**
   * What the API server refuses about an object, and what it does not know. `oldObject` is the object before an update; without
   * it the object is judged as a new one. The status is left out, as the API server does.
   */
  readonly judge: (object: unknown, oldObject?: unknown) => readonly Issue[];
  /** What it refuses about a status that a controller writes. */
  readonly judgeStatus: (object: unknown, oldObject?: unknown) => readonly Issue[];
  /** Rules that could not be evaluated so far, since this evaluator lacks something that they use. */
  readonly unjudgedRules: () => readonly string[];
};

/**
 * Makes the judge of one version of a CRD; its schema is read now, each rule when it is first needed. Needs nothing but its
 * arguments, so it runs in a worker.
 *
 * @param crd a CustomResourceDefinition of `apiextensions.k8s.io/v1`
 * @returns null when the CRD has no schema for that version
 */
export function createSchemaJudge(crd: unknown, version = 'v1'): SchemaJudge | null {
  const source = schemaOf(crd, version);
  if (source === null) return null;
  const root = readRoot(source);
  const status = root.properties.get('status');
  const planRule = createRulePlanner();
  const rules = new Map<RuleSource, Rule>();
  const unjudged = new Set<string>();
  const memory = createVerdictMemory();
  const judgeAt = (start: JudgedPart): readonly Issue[] => {
    const excess = excessOf(start.value);
    if (excess !== null) {
      return [finding('schema.too-large', start.prefix, `This is too large to be judged. ${excess.what}`)];
    }
    return judgePart(start, {
      ruleOf: (rule) => {
        const planned = rules.get(rule) ?? planRule(rule);
        rules.set(rule, planned);
        return planned;
      },
      onUnjudged: (rule) => unjudged.add(rule.rule),
      memory,
    });
  };
  return {
    defaulted: (object) => (excessOf(object) === null ? withDefaults(root, object) : object),
    judge: (object, oldObject) => judgeAt({ node: withoutStatus(root), value: object, old: oldObject, prefix: [] }),
    judgeStatus: (object, oldObject) => {
      const value = childOf(object, 'status');
      if (status === undefined || value === undefined) return [];
      return judgeAt({ node: status, value, old: childOf(oldObject, 'status'), prefix: ['status'] });
    },
    unjudgedRules: () => [...unjudged],
  };
}

type JudgedPart = {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly old: unknown;
  /** Where the part lies in the document; the API server's sentences about a status begin within it. */
  readonly prefix: Path;
};

type RuleDesk = Pick<RuleContext, 'ruleOf' | 'onUnjudged' | 'memory'>;

function judgePart({ node, value, old, prefix }: JudgedPart, desk: RuleDesk): readonly Issue[] {
  const found = createFlawList();
  const before = old === undefined ? undefined : withDefaults(node, old);
  const place = { node, value: withDefaults(node, value), path: [], old: before };
  checkStructure(place, found);
  const blocked = found.flaws.filter((flaw) => flaw.blocks).map((flaw) => flaw.path);
  checkRules(place, { found, blocked, ...desk });
  return found.flaws.map((flaw) => toIssue(flaw, prefix));
}

function toIssue(flaw: Flaw, prefix: Path): Issue {
  const path = [...prefix, ...flaw.path];
  const place = flaw.server?.startsWith('unknown field') || path.length === 0 ? '' : `${serverPath(path)}: `;
  const said = flaw.server === null ? '' : ` The API server says: “${place}${flaw.server}”.`;
  return finding(flaw.code, path, `${capitalised(flaw.plain)}${said}`, flaw.fix);
}

function capitalised(words: string): string {
  return words.startsWith('entry ') ? `E${words.slice(1)}` : words;
}

/** `metadata` has a schema of its own in the API server; rules may read the name only. */
function readRoot(source: unknown): SchemaNode {
  const root = readSchema(source);
  const metadata = readSchema({
    type: 'object',
    properties: { name: { type: 'string' }, generateName: { type: 'string' } },
    'x-kubernetes-preserve-unknown-fields': true,
  });
  const known = readSchema({ properties: { apiVersion: { type: 'string' }, kind: { type: 'string' } } }).properties;
  return { ...root, type: 'object', properties: new Map([...known, ...root.properties, ['metadata', metadata]]) };
}

function withoutStatus(root: SchemaNode): SchemaNode {
  const status = root.properties.get('status');
  if (status === undefined) return root;
  const unread = readSchema({ 'x-kubernetes-preserve-unknown-fields': true });
  return { ...root, properties: new Map([...root.properties, ['status', unread]]) };
}

function schemaOf(crd: unknown, version: string): unknown {
  const versions = childOf(childOf(crd, 'spec'), 'versions');
  if (!Array.isArray(versions)) return null;
  const found: unknown = versions.find((one: unknown) => childOf(one, 'name') === version);
  return childOf(childOf(found, 'schema'), 'openAPIV3Schema') ?? null;
}

function childOf(value: unknown, key: string): unknown {
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
