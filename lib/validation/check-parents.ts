import { type ParentName, parentName } from '../gateway-api/attachment.ts';
import { namespaceOf } from '../gateway-api/hostile.ts';
import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import type { ValidationContext } from './context.ts';
import { entriesAt, finding, tooMany } from './finding.ts';

const listPath: Path = ['spec', 'parentRefs'];

/** The issues of the parentRefs, and the listeners that they reach and that would take the route (null: not known). */
export type ParentsJudged = { readonly issues: readonly Issue[]; readonly chosen: readonly ListenerChoice[] | null };

/** Judges which Gateways and listeners a draft names. */
export function checkParents(draft: HttpRoute, context: ValidationContext): ParentsJudged {
  const namespace = namespaceOf(draft);
  const { entries, issues } = entriesAt(draft.spec?.parentRefs, listPath);
  if (entries.length === 0) {
    return { issues: [...issues, finding('parent.none', listPath, 'The route names no Gateway.')], chosen: [] };
  }
  const offered = Object.hasOwn(context.listeners, namespace) ? context.listeners[namespace] : undefined;
  const judged = entries.map(({ value, path }) => judgeParent(parentName(value, namespace), offered, path));
  return {
    issues: [
      ...issues,
      ...tooMany('parent.too-many', entries, 32, listPath, 'parents'),
      ...checkDistinct(entries.map(({ value, path }) => ({ parent: parentName(value, namespace), path }))),
      ...judged.flatMap((one) => one.issues),
    ],
    chosen: offered === undefined ? null : judged.flatMap((one) => one.reached),
  };
}

type Judged = { readonly issues: readonly Issue[]; readonly reached: readonly ListenerChoice[] };

function judgeParent(parent: ParentName, offered: readonly ListenerChoice[] | undefined, path: Path): Judged {
  const label = `${parent.kind} ${parent.name || '(no name)'} in ${parent.namespace}`;
  if (parent.name === '') return { issues: [finding('parent.none', path, 'A parent has no name.')], reached: [] };
  if (offered === undefined || (parent.kind !== 'Gateway' && parent.kind !== 'ListenerSet'))
    return { issues: [], reached: [] };
  const ofParent = offered.filter((choice) => isOf(choice, parent));
  if (ofParent.length === 0) {
    return { issues: [finding('parent.unknown', path, `${label} does not exist.`)], reached: [] };
  }
  const asked = ofParent.filter(
    (choice) =>
      (parent.sectionName === null || choice.listener === parent.sectionName) &&
      (parent.port === null || choice.port === parent.port),
  );
  if (asked.length === 0) {
    const what = parent.sectionName === null ? `on port ${parent.port}` : parent.sectionName;
    const names = ofParent.map((choice) => choice.listener).join(', ');
    return {
      issues: [finding('parent.unknown', path, `${label} has no listener ${what}; it has ${names}.`)],
      reached: [],
    };
  }
  const reached = asked.filter((choice) => choice.wouldAccept);
  const refusing = asked.find((choice) => !choice.wouldAccept);
  const issues =
    reached.length === 0 && refusing !== undefined ? [finding('parent.refuses', path, refusing.reason)] : [];
  return { issues, reached };
}

function isOf(choice: ListenerChoice, parent: ParentName): boolean {
  const owner =
    parent.kind === 'ListenerSet' ? choice.listenerSet : choice.listenerSet === null ? choice.gateway : null;
  return owner !== null && owner.namespace === parent.namespace && owner.name === parent.name;
}

/**
 * @see Gateway API v1, the CEL rules of `parentRefs`. The experimental channel also tells references apart by port: two different
 * ports are left to the API server.
 */
function checkDistinct(refs: readonly { readonly parent: ParentName; readonly path: Path }[]): readonly Issue[] {
  return refs.flatMap(({ parent, path }, index) => {
    const twin = refs
      .slice(0, index)
      .find(({ parent: other }) => isSameObject(other, parent) && !areDistinct(other, parent));
    if (twin === undefined) return [];
    return [
      finding(
        'parent.duplicate',
        path,
        `${parent.kind} ${parent.name} is named twice without two different listeners.`,
      ),
    ];
  });
}

function areDistinct(a: ParentName, b: ParentName): boolean {
  const differ = (x: string | number | null, y: string | number | null) => x !== null && y !== null && x !== y;
  return differ(a.sectionName, b.sectionName) || differ(a.port, b.port);
}

function isSameObject(a: ParentName, b: ParentName): boolean {
  return a.kind === b.kind && a.group === b.group && a.namespace === b.namespace && a.name === b.name;
}
