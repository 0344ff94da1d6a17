import 'server-only';
import { readWriteAnswer } from '../cluster/answers.ts';
import { ClusterUnreachable, type Transport } from '../cluster/transport.ts';
import { ownershipTable } from '../domains/ownership.ts';
import { namespaceOf, objects } from '../gateway-api/hostile.ts';
import type { KubeObject } from '../gateway-api/objects.ts';
import { type Grant, grantName, grantPath, grantsOf, grantsPath, hostnameGrant, readGrant } from '../guard/grant.ts';
import { log } from '../log.ts';
import type { DomainBook } from './domain-book.ts';

const resyncMs = 30_000;
const retryMs = 5_000;
/** Looks change claims all the time, and hardly ever who owns what: it is compared at most this often. */
const pauseMs = 1_000;

/**
 * Writes what each team's namespaces may use, by the portal's own right on this one kind. A cluster without the kind has no guard: then
 * nothing is written, and that is no failure.
 */
export function createDomainGrants(transport: Transport) {
  let written = '';
  let seen = -1;
  let nextAt = 0;
  let notBefore = 0;
  let isBusy = false;
  let isThere: boolean | null = null;

  /** Writes what differs from what the cluster has, when it changed who owns what or half a minute has passed. */
  async function bring(book: DomainBook, now: number): Promise<void> {
    const isSame = book.changes() === seen && performance.now() < nextAt;
    if (isBusy || isSame || performance.now() < notBefore) return;
    notBefore = performance.now() + pauseMs;
    seen = book.changes();
    const claims = [...book.claims.values()].map(({ claim }) => claim);
    const namespaces = new Map(book.teams().map((team) => [team.id, team.namespaces]));
    const wanted = grantsOf(ownershipTable(claims, now), namespaces);
    const text = JSON.stringify([...wanted]);
    if (text === written && performance.now() < nextAt) return;
    isBusy = true;
    try {
      const isWritten = await sync(wanted);
      written = isWritten ? text : '';
      nextAt = performance.now() + (isWritten ? resyncMs : retryMs);
    } catch (error) {
      nextAt = performance.now() + retryMs;
      if (!(error instanceof ClusterUnreachable)) log.error({ err: error }, 'grants of hostnames could not be written');
    } finally {
      isBusy = false;
    }
  }

  async function sync(wanted: ReadonlyMap<string, Grant>): Promise<boolean> {
    const present = await list();
    isThere = present !== null;
    if (present === null) return true;
    let isComplete = true;
    for (const [namespace, grant] of wanted) {
      const body = grantFor(namespace, grant);
      if (body === null) continue;
      const known = present.get(namespace);
      if (known !== undefined && JSON.stringify(sorted(known)) === JSON.stringify(body.spec)) continue;
      const path = `${grantPath(namespace)}?fieldManager=signalbox&force=true`;
      const answer = readWriteAnswer(
        await transport.send({ method: 'PATCH', path, body, contentType: 'application/apply-patch+yaml' }),
      );
      // A namespace that a team is promised may not be there yet.
      if (answer.kind === 'refused') {
        isComplete = false;
        log.warn({ namespace, issues: answer.issues }, 'a grant of hostnames was refused');
      }
    }
    return isComplete;
  }

  /** Null: the cluster has no such kind, or the portal has no right on it. */
  async function list(): Promise<ReadonlyMap<string, Grant> | null> {
    const { status, body } = await transport.send({ method: 'GET', path: grantsPath });
    if (status === 404 || status === 403) return null;
    if (status !== 200) throw new Error(`the cluster answers ${status} to the list of grants`);
    const items = typeof body === 'object' && body !== null && 'items' in body ? body.items : [];
    const grants = objects(Array.isArray(items) ? (items as readonly KubeObject[]) : []);
    return new Map(
      grants
        .filter(({ metadata }) => metadata?.name === grantName)
        .map((grant) => [namespaceOf(grant), readGrant(grant)]),
    );
  }

  return {
    bring,
    /** Whether the cluster has the kind; null: not asked yet. */
    isThere: () => isThere,
  };
}

/** Null for a list that is longer than the API server takes: the grant stays as it is, which takes nothing from anybody. */
function grantFor(namespace: string, grant: Grant): ReturnType<typeof hostnameGrant> | null {
  try {
    return hostnameGrant(namespace, grant);
  } catch (error) {
    log.error({ err: error, namespace }, 'a namespace owns more hostnames than a grant takes');
    return null;
  }
}

function sorted({ hostnames, lost }: Grant): Grant {
  return { hostnames: hostnames.toSorted(), lost: lost.toSorted() };
}
