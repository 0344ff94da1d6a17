import 'server-only';
import { type ClusterIdentity, clusterIdentity, findActor } from '../access/actor.ts';
import { readWriteAnswer } from '../cluster/answers.ts';
import { type ClusterRequest, ClusterUnreachable, type Transport } from '../cluster/transport.ts';
import { appendDomainEvents, type StoredClaim } from '../db/domains.ts';
import type { Claim } from '../domains/claim.ts';
import type { DomainSettings } from '../domains/settings.ts';
import {
  certificateOf,
  claimLabel,
  listenerSetOf,
  redirectRouteOf,
  sharedListenersOf,
  wantedNames,
} from '../domains/wanted-objects.ts';
import { isPlainObject } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { KubeObject } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { log } from '../log.ts';
import type { JudgedClaim } from './domain-judge.ts';
import type { OrderLog } from './domain-orders.ts';

type Parts = {
  readonly transport: Transport;
  readonly snapshot: ClusterSnapshot;
  readonly orders: OrderLog;
  /** Called when something was written, so that the claim is judged anew before the next write. */
  readonly onWritten: (id: string) => void;
};

/** An object that a claim wants, where it goes, and whose rights write it. */
type Wanted = {
  readonly path: string;
  readonly body: KubeObject;
  readonly manager: string;
  /** Objects in the team's namespace are written as whoever acts for the claim, those beside the Gateway with the platform's own right. */
  readonly isOfTeam: boolean;
  /** As the watches have it; undefined when it is not there, null when it is not watched for. */
  readonly live: KubeObject | undefined;
};

/** When a claim may be written for again, the judgement that was carried out last, and the problem that was told last. */
type Turn = { notBefore: number; pauseMs: number; judged: JudgedClaim; said: string };

const concurrency = 6;
const firstPauseMs = 2_000;
const longestPauseMs = 300_000;
const manager = 'signalbox';
const gatewayApi = '/apis/gateway.networking.k8s.io/v1';

/** Makes and removes what claims want in the cluster, again and again until it is so. Only one process may do this. */
export function createDomainObjects({ transport, snapshot, orders, onWritten }: Parts) {
  const turns = new Map<string, Turn>();
  const busy = new Set<string>();
  /** Judgements that have nothing to be done; a change in the cluster makes new ones. */
  const settled = new WeakSet<JudgedClaim>();

  function tick(judged: Iterable<JudgedClaim>, now: number): void {
    for (const one of judged) {
      if (busy.size >= concurrency) return;
      const { id } = one.stored.claim;
      const turn = turns.get(id);
      // A judgement from before the last write would have it done, and ordered, once more.
      if (busy.has(id) || settled.has(one) || turn?.judged === one) continue;
      if ((turn?.notBefore ?? 0) > performance.now()) continue;
      if (!hasWork(one)) {
        settled.add(one);
        continue;
      }
      busy.add(id);
      void carryOut(one, now)
        .catch((error: unknown) => {
          log.error({ err: error, id }, 'the objects of a claim could not be written');
          return 'Something went wrong on our side; it is tried again.';
        })
        .then((problem) => {
          busy.delete(id);
          wait(one, problem, now);
          onWritten(id);
        });
    }
  }

  /** Whether the cluster differs from what the claim wants, as far as the watches know. */
  function hasWork({ stored, domainCase, judgement }: JudgedClaim): boolean {
    const { cluster, settings } = domainCase;
    if (cluster === null || !cluster.isHeard) return false;
    switch (judgement.wantObjects.kind) {
      case 'keep':
        return false;
      case 'none':
        return removals(stored.claim).length > 0;
      case 'listener':
        return wanted(stored.claim, settings).some((one) => !isContained(one.body, one.live));
    }
  }

  /** What went wrong, in words; null when nothing did. */
  async function carryOut({ stored, domainCase, judgement }: JudgedClaim, now: number): Promise<string | null> {
    const { claim } = stored;
    const { wantObjects } = judgement;
    if (wantObjects.kind === 'keep') return null;
    const identity = await identityOf(stored);
    if (wantObjects.kind === 'none') return removeAll(claim, identity, now);
    const missing = wanted(claim, domainCase.settings).filter((one) => !isContained(one.body, one.live));
    if (wantObjects.placesOrder) {
      // An order is counted before it is placed; what the cluster would refuse is none.
      for (const one of missing) {
        const refusal = await apply(one, identity, '&dryRun=All');
        if (typeof refusal === 'string') return refusal;
      }
      await orders.place(claim, now);
    }
    for (const one of missing) {
      const made = await apply(one, identity);
      if (typeof made === 'string') return made;
      // What the watches do not know yet was made a moment ago, and told.
      if (!made.isNew && one.live === undefined) continue;
      const { name, namespace } = one.body.metadata;
      const text = `${made.isNew ? 'Made' : 'Changed'} ${one.body.kind} ${name} in ${namespace}.`;
      await appendDomainEvents(claim.id, [{ at: now, kind: 'objects.made', text }]);
    }
    return null;
  }

  async function removeAll(claim: Claim, identity: ClusterIdentity | null, now: number): Promise<string | null> {
    let problem: string | null = null;
    for (const one of removals(claim)) {
      const refusal = await one.remove(identity);
      if (typeof refusal === 'string') {
        problem = refusal;
        continue;
      }
      await appendDomainEvents(claim.id, [{ at: now, kind: 'objects.removed', text: `Removed ${one.title}.` }]);
    }
    return problem;
  }

  function wait(judged: JudgedClaim, problem: string | null, now: number): void {
    const { id } = judged.stored.claim;
    const known = turns.get(id);
    const pauseMs = problem === null ? firstPauseMs : Math.min((known?.pauseMs ?? firstPauseMs) * 2, longestPauseMs);
    turns.set(id, { pauseMs, notBefore: performance.now() + pauseMs, judged, said: problem ?? '' });
    if (problem === null || problem === known?.said) return;
    const event = { at: now, kind: 'objects.refused', text: problem };
    void appendDomainEvents(id, [event]).catch((error: unknown) => log.error({ err: error }, 'not logged'));
  }

  function wanted(claim: Claim, settings: DomainSettings): readonly Wanted[] {
    const { listenerSets, routes, certificates, gateways } = snapshot;
    const list: (Wanted | null)[] = [
      toWanted(listenerSetOf(claim, settings), 'listenersets', listenerSets, true),
      toWanted(redirectRouteOf(claim, settings), 'httproutes', routes, true),
    ];
    const certificate = certificateOf(claim, settings);
    if (certificate !== null) {
      const { namespace = '', name } = certificate.metadata;
      const path = `/apis/cert-manager.io/v1/namespaces/${encodeURIComponent(namespace)}/certificates/${encodeURIComponent(name)}`;
      list.unshift({
        path,
        body: certificate,
        manager,
        isOfTeam: false,
        live: certificates.get(objectKey({ namespace, name })),
      });
    }
    const listeners = sharedListenersOf(claim, settings);
    if (listeners.length > 0) list.unshift(sharedListeners(claim, listeners, gateways));
    return list.filter((one) => one !== null);
  }

  /** Entries on a shared Gateway belong to a field manager of the claim's own: giving them up takes exactly them away. */
  function sharedListeners(
    claim: Claim,
    listeners: readonly object[],
    gateways: ClusterSnapshot['gateways'],
  ): Wanted | null {
    const { gateway } = claim.attachment;
    const live = gateways.get(objectKey(gateway));
    if (live === undefined) return null;
    const spec = { gatewayClassName: live.spec?.gatewayClassName ?? '', listeners };
    const body: KubeObject = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: gateway, spec };
    const names = new Set(listeners.map((one) => ('name' in one ? one.name : null)));
    const present = (live.spec?.listeners ?? []).filter((one) => names.has(one.name ?? ''));
    return {
      path: gatewayPath('gateways', gateway.namespace, gateway.name),
      body,
      manager: `${manager}-${wantedNames(claim).listenerSet}`,
      isOfTeam: false,
      live: { ...live, spec: { ...live.spec, listeners: present } },
    };
  }

  /** Objects of this very claim: another claim on the hostname, later or of another team, has its own label on the same names. */
  function removals(claim: Claim): readonly Removal[] {
    const { namespace, gateway, strategy } = claim.attachment;
    const { listenerSet, redirectRoute, secret, sharedHttp, sharedHttps } = wantedNames(claim);
    const found: Removal[] = [];
    const ours = (live: KubeObject | undefined) =>
      live?.metadata.labels?.[claimLabel] === claim.id && live.metadata.deletionTimestamp === undefined;
    const add = (live: KubeObject | undefined, path: string, title: string, isOfTeam: boolean) => {
      if (live === undefined || !ours(live)) return;
      const preconditions = { uid: live.metadata.uid };
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions };
      const remove = async (identity: ClusterIdentity | null) => {
        const asTeam = isOfTeam ? await sendAs({ method: 'DELETE', path, body }, true, identity) : null;
        if (asTeam !== null && typeof asTeam !== 'string') return asTeam;
        // What a claim may not have any more goes also when nobody is left who could take it away.
        const asPlatform = await sendAs({ method: 'DELETE', path, body }, false, null);
        return typeof asPlatform === 'string' ? (asTeam ?? asPlatform) : asPlatform;
      };
      found.push({ title, remove });
    };
    const route = { namespace, name: redirectRoute };
    add(
      snapshot.routes.get(objectKey(route)),
      gatewayPath('httproutes', namespace, redirectRoute),
      `HTTPRoute ${redirectRoute}`,
      true,
    );
    const set = { namespace, name: listenerSet };
    add(
      snapshot.listenerSets.get(objectKey(set)),
      gatewayPath('listenersets', namespace, listenerSet),
      `ListenerSet ${listenerSet}`,
      true,
    );
    if (strategy !== 'shared-listener') return found;
    const shared = snapshot.gateways.get(objectKey(gateway));
    const certificate = snapshot.certificates.get(objectKey({ namespace: gateway.namespace, name: secret }));
    const isShared = (shared?.spec?.listeners ?? []).some(({ name }) => name === sharedHttp || name === sharedHttps);
    // The entries carry no label: the Certificate beside them says whose they are.
    if (shared !== undefined && isShared && (certificate === undefined || ours(certificate))) {
      found.push({ title: `the listeners on Gateway ${gateway.name}`, remove: () => giveUpListeners(claim) });
    }
    const certificatePath = `/apis/cert-manager.io/v1/namespaces/${encodeURIComponent(gateway.namespace)}/certificates/${encodeURIComponent(secret)}`;
    if (!isShared) add(certificate, certificatePath, `Certificate ${secret}`, false);
    return found;
  }

  /** An apply without entries gives up those that this manager applied before. */
  function giveUpListeners(claim: Claim): Promise<Written> {
    const { gateway } = claim.attachment;
    const own = `${manager}-${wantedNames(claim).listenerSet}`;
    const body = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: gateway };
    const path = `${gatewayPath('gateways', gateway.namespace, gateway.name)}?fieldManager=${own}&force=true`;
    return sendAs({ method: 'PATCH', path, body, contentType: applyType }, false, null);
  }

  function apply(one: Wanted, identity: ClusterIdentity | null, more = ''): Promise<Written> {
    const path = `${one.path}?fieldManager=${one.manager}&force=true&fieldValidation=Strict${more}`;
    return sendAs({ method: 'PATCH', path, body: one.body, contentType: applyType }, one.isOfTeam, identity);
  }

  async function sendAs(
    request: ClusterRequest,
    isOfTeam: boolean,
    identity: ClusterIdentity | null,
  ): Promise<Written> {
    if (isOfTeam && identity === null)
      return 'Whoever acts for this domain has no rights in the team any more: somebody else has to check it.';
    try {
      const answer = readWriteAnswer(
        await transport.send({ ...request, ...(isOfTeam && identity ? { as: identity } : {}) }),
      );
      if (answer.kind === 'done' || (request.method === 'DELETE' && answer.kind === 'gone'))
        return { isNew: answer.kind === 'done' && answer.created };
      if (answer.kind === 'refused') return answer.issues.map(({ message }) => message).join(' ');
      return answer.kind === 'gone'
        ? 'The namespace or the kind does not exist.'
        : 'Somebody else wrote at the same moment.';
    } catch (error) {
      if (error instanceof ClusterUnreachable) return `The cluster cannot be reached (${error.message}).`;
      throw error;
    }
  }

  return {
    tick,
    /** Tries again at once. */
    hurry: (ids: readonly string[]) => {
      for (const id of ids) turns.delete(id);
    },
  };
}

const applyType = 'application/apply-patch+yaml';

/** Done, or why not. */
type Written = { readonly isNew: boolean } | string;

type Removal = {
  readonly title: string;
  readonly remove: (identity: ClusterIdentity | null) => Promise<Written>;
};

async function identityOf({ actingUser }: StoredClaim): Promise<ClusterIdentity | null> {
  const actor = await findActor(actingUser);
  return actor ? clusterIdentity(actor) : null;
}

function toWanted(
  body: KubeObject | null,
  plural: string,
  live: ReadonlyMap<string, KubeObject>,
  isOfTeam: boolean,
): Wanted | null {
  if (body === null) return null;
  const { namespace = '', name } = body.metadata;
  return {
    path: gatewayPath(plural, namespace, name),
    body,
    manager,
    isOfTeam,
    live: live.get(objectKey({ namespace, name })),
  };
}

function gatewayPath(plural: string, namespace: string, name: string): string {
  return `${gatewayApi}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
}

/** Whether everything that is wanted stands in what is there; the API server and controllers add more. */
function isContained(wanted: unknown, live: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(live) &&
      live.length === wanted.length &&
      wanted.every((item, index) => isContained(item, live[index]))
    );
  }
  if (isPlainObject(wanted)) {
    return isPlainObject(live) && Object.entries(wanted).every(([key, value]) => isContained(value, live[key]));
  }
  return wanted === live;
}
