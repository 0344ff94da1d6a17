import 'server-only';
import { listClaimIds, listClaims, readClaims, type StoredClaim } from '../db/domains.ts';
import { listTeams, type TeamRecord } from '../db/teams.ts';
import { type Claim, hostnameOfClaim } from '../domains/claim.ts';
import { createNameIndex, type NameIndex } from '../domains/cluster-index-names.ts';
import { skeleton } from '../domains/skeleton.ts';
import { wantedNames } from '../domains/wanted-objects.ts';
import { objectKey } from '../gateway-api/listeners.ts';

/** All claims and teams in memory, in step with the database. */
export type DomainBook = {
  readonly claims: ReadonlyMap<string, StoredClaim>;
  readonly team: (id: string) => TeamRecord | null;
  readonly teams: () => readonly TeamRecord[];
  /** Claims that share a request with this one, or whose names look like its name. */
  readonly othersOf: (claim: Claim) => readonly Claim[];
  readonly inNamespace: (namespace: string) => readonly string[];
  /** Claims that share a request with a hostname, `*.` allowed. */
  readonly carrying: (hostname: string) => readonly string[];
  /** The claims whose certificate's Secret is this, `namespace/name`: the present one and those that were released. */
  readonly bySecret: (key: string) => readonly string[];
  /** Differs after every change of a claim or a team. */
  readonly changes: () => number;
  /** Reads what was written since the last time, by whomever. */
  readonly refresh: () => Promise<void>;
  /** Reads these claims anew. */
  readonly reload: (ids: readonly string[]) => Promise<void>;
  /** Puts claims as they were just saved. */
  readonly put: (claims: readonly StoredClaim[]) => void;
};

/** The database's clock has milliseconds, and a write that began earlier may show up later. */
const overlapMs = 5_000;
const teamsEveryMs = 10_000;
const idsEveryMs = 60_000;

/** @param onChange called with the ids of claims that changed or are gone */
export function createDomainBook(onChange: (ids: readonly string[]) => void): DomainBook {
  const claims = new Map<string, StoredClaim>();
  let teams: ReadonlyMap<string, TeamRecord> = new Map();
  let readUntil = 0;
  let teamsAt = Number.NEGATIVE_INFINITY;
  let idsAt = performance.now();
  let indexes: Indexes | null = null;
  let changes = 0;

  function tell(ids: readonly string[]): void {
    changes += 1;
    onChange(ids);
  }

  function put(changed: readonly StoredClaim[]): void {
    const news = changed.filter((stored) => {
      const known = claims.get(stored.claim.id);
      return known === undefined || known.version < stored.version;
    });
    for (const stored of news) {
      if (!claims.has(stored.claim.id)) indexes = null;
      claims.set(stored.claim.id, stored);
    }
    if (news.length > 0) tell(news.map(({ claim }) => claim.id));
  }

  async function readTeams(): Promise<void> {
    if (performance.now() - teamsAt < teamsEveryMs) return;
    const before = JSON.stringify([...teams.values()]);
    teams = new Map((await listTeams()).map((team) => [team.id, team]));
    teamsAt = performance.now();
    if (JSON.stringify([...teams.values()]) !== before) tell([...claims.keys()]);
  }

  /** What is gone was deleted with its team. */
  async function dropGone(): Promise<void> {
    if (performance.now() - idsAt < idsEveryMs) return;
    idsAt = performance.now();
    const known = await listClaimIds();
    const gone = [...claims.keys()].filter((id) => !known.has(id));
    for (const id of gone) claims.delete(id);
    if (gone.length === 0) return;
    indexes = null;
    tell(gone);
  }

  function indexed(): Indexes {
    indexes ??= indexOf(claims);
    return indexes;
  }

  return {
    claims,
    team: (id) => teams.get(id) ?? null,
    teams: () => [...teams.values()],
    othersOf: (claim) => {
      const { byName, bySkeleton } = indexed();
      const ids = new Set([
        ...byName.overlapping(hostnameOfClaim(claim)),
        ...(bySkeleton.get(skeleton(claim.name)) ?? []),
      ]);
      ids.delete(claim.id);
      return [...ids].flatMap((id) => claims.get(id)?.claim ?? []);
    },
    carrying: (hostname) => indexed().byName.overlapping(hostname),
    inNamespace: (namespace) => indexed().byNamespace.get(namespace) ?? [],
    bySecret: (key) => indexed().bySecret.get(key) ?? [],
    changes: () => changes,
    refresh: async () => {
      await readTeams();
      const changed = await listClaims(Math.max(0, readUntil - overlapMs));
      readUntil = changed.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), readUntil);
      put(changed);
      await dropGone();
    },
    reload: async (ids) => put(await readClaims(ids)),
    put,
  };
}

type Indexes = {
  readonly byName: NameIndex<string>;
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>;
  readonly byNamespace: ReadonlyMap<string, readonly string[]>;
  readonly bySecret: ReadonlyMap<string, readonly string[]>;
};

/** Names, scopes and namespaces of a claim never change, so only new claims and those that are gone make new indexes. */
function indexOf(claims: ReadonlyMap<string, StoredClaim>): Indexes {
  const byName = createNameIndex<string>();
  const bySkeleton = new Map<string, string[]>();
  const byNamespace = new Map<string, string[]>();
  const bySecret = new Map<string, string[]>();
  for (const [id, { claim }] of claims) {
    byName.add(hostnameOfClaim(claim), id);
    append(bySkeleton, skeleton(claim.name), id);
    const { namespace, gateway, strategy } = claim.attachment;
    // Certificates of shared listeners stand beside the Gateway.
    for (const one of new Set([namespace, gateway.namespace])) append(byNamespace, one, id);
    if (strategy === 'covered') continue;
    const place = strategy === 'shared-listener' ? gateway.namespace : namespace;
    append(bySecret, objectKey({ namespace: place, name: wantedNames(claim).secret }), id);
  }
  return { byName, bySkeleton, byNamespace, bySecret };
}

function append(map: Map<string, string[]>, key: string, id: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [id]);
  else known.push(id);
}
