import type { Grant } from './grant.ts';
import type { GuardedObject } from './guarded-object.ts';
import { judge } from './judge.ts';
import { type GuardOptions, guardLabel, guardLabelOff } from './options.ts';
import type { RefusalReason } from './refusal-words.ts';

/** What a cluster holds that the guard looks at. */
export type GuardedWorld = {
  readonly objects: readonly GuardedObject[];
  /** By namespace. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** Labels by namespace. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
};

export type GuardFinding = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly reason: RefusalReason;
  readonly message: string;
};

export type GuardReport = {
  /** What could not be made anew, by namespace, kind and name. */
  readonly findings: readonly GuardFinding[];
  readonly judged: number;
  /** Objects in namespaces that are labelled as the platform's own. */
  readonly exempt: number;
};

/**
 * What the guard in mode `deny` would refuse if everything that is there were made anew. What is there stays and keeps working: this is what
 * its owners could not restore, rename or attach elsewhere.
 */
export function guardReport({ objects, grants, namespaces }: GuardedWorld, options: GuardOptions): GuardReport {
  const labelsOf = ({ metadata }: GuardedObject) => namespaces.get(metadata.namespace) ?? {};
  const guarded = objects.filter((object) => labelsOf(object)[guardLabel] !== guardLabelOff);
  const findings = guarded.flatMap((object): readonly GuardFinding[] => {
    const { namespace, name } = object.metadata;
    const ground = { grant: grants.get(namespace) ?? null, labels: labelsOf(object) };
    const judgement = judge({ object, before: null, user: '' }, ground, options);
    if (judgement.kind === 'allowed') return [];
    return [{ kind: object.kind, namespace, name, reason: judgement.reason, message: judgement.message }];
  });
  return { findings: findings.toSorted(byPlace), judged: guarded.length, exempt: objects.length - guarded.length };
}

function byPlace(a: GuardFinding, b: GuardFinding): number {
  return a.namespace.localeCompare(b.namespace) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name);
}
