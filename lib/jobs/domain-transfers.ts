import 'server-only';
import { readWriteAnswer } from '../cluster/answers.ts';
import { ClusterUnreachable, type Transport } from '../cluster/transport.ts';
import { recordEvent } from '../db/audit.ts';
import { appendDomainEvents, type ClaimChange, type StoredClaim } from '../db/domains.ts';
import { type Claim, hostnameOfClaim } from '../domains/claim.ts';
import { hasLostTo, transfers } from '../domains/ownership.ts';
import { noticeMs } from '../domains/standing.ts';
import { isPlainObject, namespaceOf, objects, strings, text } from '../gateway-api/hostile.ts';
import { coversHostname } from '../gateway-api/hostname.ts';
import type { KubeObject } from '../gateway-api/objects.ts';
import { type GuardedResource, guardedKinds, guardedResources } from '../guard/guarded-object.ts';
import { log } from '../log.ts';
import type { DomainBook } from './domain-book.ts';
import { eventsBetween } from './domain-events.ts';

type Parts = {
  readonly transport: Transport;
  readonly book: DomainBook;
  readonly save: (changes: readonly ClaimChange[]) => Promise<string>;
};

/** A route or ListenerSet in a namespace of another team that carries a name that a claim is to get. */
type Carrier = { readonly resource: GuardedResource; readonly object: KubeObject };

const everyMs = 2_000;
const versions: Readonly<Record<GuardedResource, readonly string[]>> = {
  httproutes: ['v1'],
  grpcroutes: ['v1'],
  tlsroutes: ['v1', 'v1alpha3', 'v1alpha2'],
  listenersets: ['v1'],
};

/**
 * Completes what a notice began. First the former owner loses the name; then the platform's own right takes it out of everything outside
 * the new owner's namespaces that still carries it; only when nothing does any more the challenger becomes the owner.
 */
export function createDomainTransfers({ transport, book, save }: Parts) {
  let nextAt = 0;
  let isBusy = false;
  const told = new Set<string>();

  async function tick(now: number): Promise<void> {
    if (isBusy || performance.now() < nextAt) return;
    const ripe = [...book.claims.values()].filter(({ claim }) => isRipe(claim, now));
    nextAt = performance.now() + everyMs;
    if (ripe.length === 0) return;
    isBusy = true;
    try {
      for (const stored of ripe) await carryOn(stored, now);
    } finally {
      isBusy = false;
    }
  }

  async function carryOn({ claim }: StoredClaim, now: number): Promise<void> {
    const others = book.othersOf(claim);
    // Going through the whole cluster is for when something can change hands.
    const isDue = transfers([claim, ...others], () => true, now).length > 0 || hasLostTo(claim, others);
    if (!isDue) return;
    const carriers = await carriersOf(claim);
    // Nobody could say what still carries the name: then nothing changes hands.
    const isInTheWay = (challenger: Claim) => challenger.id !== claim.id || carriers === null || carriers.length > 0;
    const changed = transfers([claim, ...others], isInTheWay, now);
    if (changed.length > 0 && (await save(changesOf(changed, now))) !== 'stored') return;
    const isLost = changed.some(({ lostAt }) => lostAt === now) || hasLostTo(claim, book.othersOf(claim));
    if (!isLost || carriers === null) return;
    for (const carrier of carriers) await clear(carrier, claim, now);
  }

  function changesOf(changed: readonly Claim[], now: number): readonly ClaimChange[] {
    return changed.flatMap((claim) => {
      const stored = book.claims.get(claim.id);
      return stored === undefined
        ? []
        : [{ stored: { ...stored, claim }, events: eventsBetween(stored.claim, claim, now) }];
    });
  }

  /** Everything outside the claim's own namespaces that carries its name; null when it could not be asked. */
  async function carriersOf(claim: Claim): Promise<readonly Carrier[] | null> {
    const own = new Set(book.team(claim.teamId)?.namespaces ?? []);
    const carriers: Carrier[] = [];
    for (const resource of guardedResources) {
      const list = await listAll(resource);
      if (list === null) return null;
      for (const object of list) {
        const isForeign = !own.has(namespaceOf(object));
        if (isForeign && isAttached(resource, object) && namesOf(resource, object).some((name) => meets(name, claim))) {
          carriers.push({ resource, object });
        }
      }
    }
    return carriers;
  }

  async function listAll(resource: GuardedResource): Promise<readonly KubeObject[] | null> {
    for (const version of versions[resource]) {
      const path = `/apis/gateway.networking.k8s.io/${version}/${resource}`;
      const { status, body } = await transport.send({ method: 'GET', path });
      if (status === 404) continue;
      if (status !== 200) return null;
      const items = isPlainObject(body) && Array.isArray(body.items) ? body.items : [];
      return objects(items as readonly KubeObject[]);
    }
    return []; // a kind that the cluster does not have carries nothing
  }

  /** Takes a name out of an object of another namespace, as little as possible of it, and writes down what was there. */
  async function clear({ resource, object }: Carrier, claim: Claim, now: number): Promise<void> {
    const { name, uid, resourceVersion } = object.metadata;
    const namespace = namespaceOf(object);
    const plan = planOf(resource, object, claim);
    const version = versions[resource][0];
    const path = `/apis/gateway.networking.k8s.io/${version}/namespaces/${encodeURIComponent(namespace)}/${resource}/${encodeURIComponent(name)}`;
    const test = { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion };
    const answer = readWriteAnswer(
      await transport.send(
        plan.kind === 'delete'
          ? {
              method: 'DELETE',
              path,
              body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } },
            }
          : {
              method: 'PATCH',
              path: `${path}?fieldManager=signalbox`,
              body: [test, ...plan.patch],
              contentType: 'application/json-patch+json',
            },
      ),
    );
    if (answer.kind === 'stale' || answer.kind === 'gone' || answer.kind === 'conflict') return; // looked at again in two seconds
    const title = `${guardedKinds[resource]} ${name} in ${namespace}`;
    const holders = book.othersOf(claim).filter((other) => other.lostAt !== null && other.teamId !== claim.teamId);
    if (answer.kind === 'refused') {
      const why = answer.issues.map(({ message }) => message).join(' ');
      if (told.has(`${uid} ${why}`)) return;
      told.add(`${uid} ${why}`);
      log.warn({ resource, namespace, name, why }, 'a lost name could not be taken out');
      return;
    }
    const data = { kind: guardedKinds[resource], namespace, name, removed: object.spec ?? null };
    const owner = book.teams().find(({ namespaces }) => namespaces.includes(namespace));
    const summary = `${plan.words} ${title}, because another team proved the name`;
    if (owner !== undefined) {
      const actor = { userId: 'signalbox', name: 'the platform' };
      const target = { teamId: owner.id, namespace, name, before: object, changes: [] };
      await recordEvent({ ...target, actor, action: 'domain.take-out', result: 'ok', summary });
    }
    for (const holder of holders.filter(({ teamId }) => teamId === owner?.id)) {
      await appendDomainEvents(holder.id, [{ at: now, kind: 'name.taken-out', text: `${summary}.`, data }]);
    }
    const text = 'Something of somebody else carried the name; it was taken out.';
    await appendDomainEvents(claim.id, [{ at: now, kind: 'name.freed', text, data }]);
  }

  return {
    tick: (now: number) =>
      tick(now).catch((error: unknown) => {
        if (!(error instanceof ClusterUnreachable)) log.error({ err: error }, 'transfers could not be carried on');
      }),
  };
}

function isRipe(claim: Claim, now: number): boolean {
  return claim.releasedAt === null && claim.noticeAt !== null && now - claim.noticeAt >= noticeMs;
}

type Plan =
  | { readonly kind: 'delete'; readonly words: string }
  | { readonly kind: 'patch'; readonly patch: readonly object[]; readonly words: string };

/**
 * How a name leaves an object. A route loses the hostname alone while others remain: without any it would take every hostname of its
 * listeners, so the last one takes the parents with it, and the route stays with its rules, attached to nothing. A ListenerSet loses the
 * entries, and is deleted with the last one, for it may not be empty.
 */
export function planOf(resource: GuardedResource, object: KubeObject, claim: Claim): Plan {
  const spec = isPlainObject(object.spec) ? object.spec : {};
  if (resource === 'listenersets') {
    const listeners = objects(Array.isArray(spec.listeners) ? (spec.listeners as readonly object[]) : []);
    const kept = listeners.filter((listener) => !meets(hostnameOf(listener), claim));
    if (kept.length === 0) return { kind: 'delete', words: 'Deleted' };
    const patch = [{ op: 'replace', path: '/spec/listeners', value: kept }];
    return { kind: 'patch', patch, words: 'Took listeners out of' };
  }
  const kept = strings(spec.hostnames as readonly string[]).filter((name) => !meets(name, claim));
  if (kept.length > 0) {
    return {
      kind: 'patch',
      patch: [{ op: 'replace', path: '/spec/hostnames', value: kept }],
      words: 'Took the name out of',
    };
  }
  const parents = objects(Array.isArray(spec.parentRefs) ? (spec.parentRefs as readonly { kind?: unknown }[]) : []);
  const services = parents.filter(({ kind }) => kind === 'Service');
  const patch = [
    // A TLSRoute may not be without: it keeps the name, attached to nothing.
    ...(resource === 'tlsroutes' ? [] : [{ op: 'remove', path: '/spec/hostnames' }]),
    ...(parents.length === 0 ? [] : [{ op: 'replace', path: '/spec/parentRefs', value: services }]),
    ...(spec.useDefaultGateways === undefined ? [] : [{ op: 'remove', path: '/spec/useDefaultGateways' }]),
  ];
  return { kind: 'patch', patch, words: 'Detached' };
}

function namesOf(resource: GuardedResource, { spec }: KubeObject): readonly string[] {
  if (!isPlainObject(spec)) return [];
  if (resource !== 'listenersets') return strings(spec.hostnames as readonly string[]);
  return objects(Array.isArray(spec.listeners) ? (spec.listeners as readonly object[]) : []).map(hostnameOf);
}

/** Routes of a mesh alone are for requests inside the cluster. */
function isAttached(resource: GuardedResource, { spec }: KubeObject): boolean {
  if (resource === 'listenersets' || !isPlainObject(spec)) return true;
  const parents = objects(Array.isArray(spec.parentRefs) ? (spec.parentRefs as readonly { kind?: unknown }[]) : []);
  const usesDefaultGateways = (spec.useDefaultGateways ?? 'None') !== 'None';
  return usesDefaultGateways || parents.some(({ kind }) => kind !== 'Service');
}

function hostnameOf(listener: object): string {
  return 'hostname' in listener ? (text(listener.hostname) ?? '') : '';
}

function meets(name: string, claim: Claim): boolean {
  const own = hostnameOfClaim(claim);
  return name !== '' && (coversHostname(own, name) || coversHostname(name, own));
}
