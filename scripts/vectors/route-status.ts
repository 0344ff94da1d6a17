import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentName } from '../../lib/gateway-api/attachment.ts';
import type { ExpectedCondition } from '../../lib/gateway-api/expected-condition.ts';
import { expectedGatewayStatus } from '../../lib/gateway-api/expected-gateway-status.ts';
import { expectedListenerSetStatus } from '../../lib/gateway-api/expected-listener-set-status.ts';
import type { ExpectedListenerStatus } from '../../lib/gateway-api/expected-listener-status.ts';
import { expectedRouteStatus } from '../../lib/gateway-api/expected-route-status.ts';
import type { KnownObjects } from '../../lib/gateway-api/listener-references.ts';
import { type ObjectName, objectKey } from '../../lib/gateway-api/listeners.ts';
import type { ParentRef } from '../../lib/gateway-api/objects.ts';
import type { ClusterSnapshot } from '../../lib/gateway-api/snapshot.ts';
import { readCrdSchemas } from './crd-defaults.ts';
import { loadFixture } from './load-fixture.ts';

export type Verdicts = {
  readonly passed: number;
  readonly failed: readonly { readonly id: string; readonly why: string }[];
  readonly notJudged: readonly { readonly id: string; readonly why: string }[];
};

type WantedCondition = { readonly type: string; readonly status: string; readonly reason?: string };
type WantedListener = {
  readonly name: string;
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly { readonly group?: string; readonly kind: string }[];
  readonly conditions: readonly WantedCondition[];
};
type WantedParent = { readonly parentRef: ParentRef; readonly conditions: readonly WantedCondition[] };
type VectorCase = {
  readonly id: string;
  readonly fixture: string;
  readonly check: string;
  readonly args: readonly never[];
};
type VectorFile = {
  readonly cases: readonly VectorCase[];
  readonly fixtures: Readonly<Record<string, readonly unknown[]>>;
};

/**
 * What the test suite puts into its cluster by program, so that no fixture lists it: objects with usable certificates. All
 * others are missing or, like the Secrets that its fixtures call malformed, of no use.
 */
const suiteObjects: ReadonlySet<string> = new Set([
  'Secret gateway-conformance-infra/tls-validity-checks-certificate',
  'Secret gateway-conformance-web-backend/certificate',
  'ConfigMap gateway-conformance-infra/tls-validity-checks-ca-certificate',
  'ConfigMap gateway-conformance-web-backend/web-backend-cm',
]);

const known: KnownObjects = {
  secretExists: (namespace, name) => suiteObjects.has(`Secret ${objectKey({ namespace, name })}`),
  configMapExists: (namespace, name) => suiteObjects.has(`ConfigMap ${objectKey({ namespace, name })}`),
};

/** Compares the expected status of every object in `route-status.json` with what the test suite of the standard demands. */
export async function judgeRouteStatus(folder: string): Promise<Verdicts> {
  const file = JSON.parse(await readFile(join(folder, 'route-status.json'), 'utf8')) as VectorFile;
  const schemas = await readCrdSchemas(join(folder, 'crds'));
  const failed: { id: string; why: string }[] = [];
  const notJudged: { id: string; why: string }[] = [];
  for (const { id, fixture, check, args } of file.cases) {
    const run = Object.hasOwn(checks, check) ? checks[check] : undefined;
    if (run === undefined) {
      notJudged.push({ id, why: `no such check here: ${check}` });
      continue;
    }
    const why = outcomeOf(() => run(loadFixture(file.fixtures[fixture] ?? [], schemas), ...args));
    if (why !== null) failed.push({ id, why });
  }
  return { passed: file.cases.length - failed.length - notJudged.length, failed, notJudged };
}

/** A case that cannot even be run has failed too, and must not keep the others from being judged. */
function outcomeOf(run: () => string | null): string | null {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Null when the snapshot passes, else what differs. */
type Check = (snapshot: ClusterSnapshot, ...args: never[]) => string | null;

const checks: Readonly<Record<string, Check>> = {
  GatewayMustHaveCondition: (snapshot, name: ObjectName, wanted: WantedCondition) =>
    missing([wanted], gatewayStatus(snapshot, name).conditions),
  GatewayListenerMustHaveConditions: (snapshot, name: ObjectName, listener: string, wanted: WantedCondition[]) =>
    listenersDiffer(gatewayStatus(snapshot, name).listeners, wanted, listener),
  GatewayListenersMustHaveConditions: (snapshot, name: ObjectName, wanted: WantedCondition[], listener?: string) =>
    listenersDiffer(gatewayStatus(snapshot, name).listeners, wanted, listener),
  GatewayStatusMustHaveListeners: (snapshot, name: ObjectName, wanted: WantedListener[]) =>
    listenersMismatch(gatewayStatus(snapshot, name).listeners, wanted),
  GatewayMustHaveZeroRoutes: (snapshot, name: ObjectName) => {
    const taken = gatewayStatus(snapshot, name).listeners.find(({ attachedRoutes }) => attachedRoutes > 0);
    return taken === undefined ? null : `listener ${taken.name} takes ${taken.attachedRoutes} routes`;
  },
  GatewayMustHaveAttachedListeners: (snapshot, name: ObjectName, wanted: number) => {
    const { attachedListenerSets } = gatewayStatus(snapshot, name);
    return attachedListenerSets === wanted ? null : `${attachedListenerSets} ListenerSets instead of ${wanted}`;
  },
  ListenerSetMustHaveCondition: (snapshot, name: ObjectName, wanted: WantedCondition) =>
    missing([wanted], setStatus(snapshot, name).conditions),
  ListenerSetListenersMustHaveConditions: (snapshot, name: ObjectName, wanted: WantedCondition[], listener?: string) =>
    listenersDiffer(setStatus(snapshot, name).listeners, wanted, listener),
  ListenerSetStatusMustHaveListeners: (snapshot, name: ObjectName, wanted: WantedListener[]) =>
    listenersMismatch(setStatus(snapshot, name).listeners, wanted),
  HTTPRouteMustHaveCondition: (snapshot, name: ObjectName, parent: ObjectName, wanted: WantedCondition) =>
    parentsDiffer(parentsOf(snapshot, name, parent), [wanted]),
  HTTPRouteMustHaveResolvedRefsConditionsTrue: (snapshot, name: ObjectName, parent: ObjectName) =>
    parentsDiffer(parentsOf(snapshot, name, parent), [
      { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs' },
    ]),
  HTTPRouteMustHaveNoAcceptedParents: (snapshot, name: ObjectName) =>
    parentsOf(snapshot, name).some(({ conditions }) => missing([accepted], conditions) === null)
      ? 'a parent accepts the route'
      : null,
  HTTPRouteMustHaveParents: routeMustHaveParents,
  GatewayAndHTTPRoutesMustBeAccepted: parentAndRoutesMustBeAccepted,
  RoutesAndParentMustBeAccepted: parentAndRoutesMustBeAccepted,
};

const accepted: WantedCondition = { type: 'Accepted', status: 'True' };
const programmed: WantedCondition = { type: 'Programmed', status: 'True' };
const serving: readonly WantedCondition[] = [accepted, programmed, { type: 'ResolvedRefs', status: 'True' }];

function routeMustHaveParents(snapshot: ClusterSnapshot, name: ObjectName, wanted: readonly WantedParent[]) {
  const statuses = parentsOf(snapshot, name).filter(({ conditions }) => conditions.length > 0);
  if (statuses.length !== wanted.length) return `${statuses.length} parents instead of ${wanted.length}`;
  for (const { parentRef, conditions } of wanted) {
    const why = parentsDiffer(
      statuses.filter((one) => isSameParent(one.parentRef, parentRef, name.namespace)),
      conditions,
    );
    if (why !== null) return why;
  }
  return null;
}

/**
 * The parent and all its listeners work, and it accepts each route. The suite gives a listener for each parentRef that it
 * expects but compares no `sectionName` (one of its fixtures has no listener of the given name), so that their number counts.
 */
function parentAndRoutesMustBeAccepted(
  snapshot: ClusterSnapshot,
  _controllerName: string,
  parent: { readonly gateway: ObjectName; readonly listeners?: readonly string[] },
  ...routes: readonly ObjectName[]
): string | null {
  const isGateway = snapshot.gateways.has(objectKey(parent.gateway));
  const status = isGateway ? gatewayStatus(snapshot, parent.gateway) : setStatus(snapshot, parent.gateway);
  const why = missing([accepted, programmed], status.conditions) ?? listenersDiffer(status.listeners, serving);
  if (why !== null) return why;
  for (const route of routes) {
    const parents = parentsOf(snapshot, route, parent.gateway);
    const expected = parent.listeners?.length ?? parents.length;
    const difference =
      parents.length === expected
        ? parentsDiffer(parents, [accepted])
        : `${parents.length} parents instead of ${expected}`;
    if (difference !== null) return `${route.name}: ${difference}`;
  }
  return null;
}

function gatewayStatus(snapshot: ClusterSnapshot, name: ObjectName) {
  const gateway = snapshot.gateways.get(objectKey(name));
  if (gateway === undefined) throw new Error(`the fixture has no Gateway ${objectKey(name)}`);
  return expectedGatewayStatus(gateway, snapshot, known);
}

function setStatus(snapshot: ClusterSnapshot, name: ObjectName) {
  const set = snapshot.listenerSets.get(objectKey(name));
  if (set === undefined) throw new Error(`the fixture has no ListenerSet ${objectKey(name)}`);
  return expectedListenerSetStatus(set, snapshot, known);
}

/** The statuses of a route, of all its parentRefs or of those to one parent. */
function parentsOf(snapshot: ClusterSnapshot, name: ObjectName, parent?: ObjectName) {
  const route = snapshot.routes.get(objectKey(name));
  if (route === undefined) throw new Error(`the fixture has no HTTPRoute ${objectKey(name)}`);
  return expectedRouteStatus(route, snapshot).filter(
    ({ parentRef }) => parent === undefined || objectKey(parentName(parentRef, name.namespace)) === objectKey(parent),
  );
}

function isSameParent(a: ParentRef, b: ParentRef, namespace: string): boolean {
  return JSON.stringify(parentName(a, namespace)) === JSON.stringify(parentName(b, namespace));
}

type HasConditions = { readonly conditions: readonly ExpectedCondition[] };

function parentsDiffer(parents: readonly HasConditions[], wanted: readonly WantedCondition[]): string | null {
  if (parents.length === 0) return 'no such parent';
  return parents.map(({ conditions }) => missing(wanted, conditions)).find((why) => why !== null) ?? null;
}

function listenersDiffer(
  listeners: readonly ExpectedListenerStatus[],
  wanted: readonly WantedCondition[],
  only?: string,
): string | null {
  const judged = listeners.filter(({ name }) => only === undefined || name === only);
  if (judged.length === 0) return `no listener ${only ?? 'at all'}`;
  for (const { name, conditions } of judged) {
    const why = missing(wanted, conditions);
    if (why !== null) return `listener ${name}: ${why}`;
  }
  return null;
}

function listenersMismatch(
  listeners: readonly ExpectedListenerStatus[],
  wanted: readonly WantedListener[],
): string | null {
  if (listeners.length !== wanted.length) return `${listeners.length} listeners instead of ${wanted.length}`;
  for (const want of wanted) {
    const got = listeners.find(({ name }) => name === want.name);
    if (got === undefined) return `no listener ${want.name}`;
    const why = missing(want.conditions, got.conditions);
    if (why !== null) return `listener ${want.name}: ${why}`;
    if (got.attachedRoutes !== want.attachedRoutes) {
      return `listener ${want.name} takes ${got.attachedRoutes} routes instead of ${want.attachedRoutes}`;
    }
    // A controller may support more kinds than the suite knows, but not any where it expects none.
    const hasAll = want.supportedKinds.every((kind) => got.supportedKinds.some((one) => one.kind === kind.kind));
    if (!hasAll || (want.supportedKinds.length === 0 && got.supportedKinds.length > 0)) {
      return `listener ${want.name} supports ${JSON.stringify(got.supportedKinds)}`;
    }
  }
  return null;
}

function missing(wanted: readonly WantedCondition[], got: readonly ExpectedCondition[]): string | null {
  const absent = wanted.find(
    (want) =>
      !got.some(
        (one) => one.type === want.type && one.status === want.status && (!want.reason || one.reason === want.reason),
      ),
  );
  if (absent === undefined) return null;
  const said = got.map(({ type, status, reason, message }) => `${type}=${status}/${reason} ${message}`.trim());
  return `wants ${absent.type}=${absent.status}/${absent.reason ?? '*'}, got ${said.join('; ') || 'nothing'}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed, notJudged } = await judgeRouteStatus(process.argv[2] ?? '.');
  for (const { id, why } of failed) console.log(`FAILED ${id}\n       ${why}`);
  for (const { id, why } of notJudged) console.log(`not judged ${id}: ${why}`);
  console.log(`${passed} passed, ${failed.length} failed, ${notJudged.length} not judged`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
