import type { Claim } from '../domains/claim.ts';
import { overlaps } from '../domains/claim.ts';
import { isHolder } from '../domains/standing.ts';
import type { Random } from '../gateway-api/matching/random-world.ts';
import { carriedBy, type GuardedKind, guardedKinds } from './guarded-object.ts';

/** Names that collide: exact ones and wildcards of several depths, customers' and the platform's, claimable or not. */
export const pooledHostnames = [
  'acme.test',
  'shop.acme.test',
  '*.shop.acme.test',
  'eu.shop.acme.test',
  '*.eu.shop.acme.test',
  'a.b.eu.shop.acme.test',
  'globex.test',
  '*.globex.test',
  'x.globex.test',
  'x.y.z.globex.test',
  'initech.test',
  '*.initech.test',
  'umbrella.test',
  'pay.apps.test',
  'cart.apps.test',
  'api.pay.apps.test',
  'apps.test',
  '*.apps.test',
  'www.apps.test',
] as const;

/** Kinds of a write, as `kubectl` has them. */
export const writeVerbs = ['create', 'apply', 'patch', 'delete'] as const;
export const pooledKinds = Object.values(guardedKinds) as unknown as readonly [GuardedKind, ...GuardedKind[]];

/** Names of the platform's own in the pool, where the zone is `apps.test` and `www` is reserved. */
export const reservedInPool: readonly string[] = pooledHostnames.slice(-3);

type ClaimMaker = (claim: Pick<Claim, 'id' | 'teamId' | 'name' | 'scope'> & Partial<Claim>) => Claim;

/**
 * Lawful claims of teams on the pool's names: proven, unproven, lost or released, and never two holders of one name. Names of the platform's
 * own are claimed by nobody.
 */
export function randomClaims(
  random: Random,
  teamIds: readonly [string, ...string[]],
  make: ClaimMaker,
): readonly Claim[] {
  const claims: Claim[] = [];
  const at = 1_000;
  for (const teamId of teamIds) {
    for (const hostname of pooledHostnames.slice(0, -3)) {
      if (random.chance(0.5)) continue;
      const scope = hostname.startsWith('*.') ? 'wildcard' : 'exact';
      const id = `claim-${claims.length}`;
      const base = { id, teamId, name: hostname.replace('*.', ''), scope } as const;
      const facts = random.pick([
        { provenAt: at },
        { provenAt: at },
        { lostAt: at },
        {},
        { provenAt: at, releasedAt: at },
      ]);
      const claim = make({ ...base, ...facts });
      const isRivalled = claims.some((other) => other.teamId !== teamId && isHolder(other) && overlaps(other, claim));
      claims.push(isHolder(claim) && isRivalled ? make({ ...base, lostAt: at }) : claim);
    }
  }
  return claims;
}

const gatewayGroup = 'gateway.networking.k8s.io';
/** No controller knows this Gateway: what is written for it concerns the API server alone. */
const gateway = { group: gatewayGroup, kind: 'Gateway', name: 'nobody' } as const;
const ownSet = { group: gatewayGroup, kind: 'ListenerSet', name: 'own' } as const;
const foreignSet = { ...ownSet, namespace: 'elsewhere' } as const;
const service = { group: '', kind: 'Service', name: 'mesh' } as const;
const parentChoices = [
  [gateway],
  [gateway],
  [gateway],
  [ownSet],
  [foreignSet],
  [service],
  [service, gateway],
  [ownSet, gateway],
] as const;

type Spec = Readonly<Record<string, unknown>>;

/** The spec of an object that carries the names, as the API server would complete it. */
export function specOf(kind: GuardedKind, names: readonly string[], random: Random): Spec {
  if (kind === 'ListenerSet') {
    return { parentRef: gateway, listeners: names.map((name, index) => listener(name, 8_000 + index)) };
  }
  // TLSRoute needs a hostname.
  const hostnames = kind === 'TLSRoute' && names.length === 0 ? [random.pick(pooledHostnames)] : names;
  return { parentRefs: random.pick(parentChoices), hostnames, rules: [rule(1)] };
}

/**
 * An update of a spec: other names, one more, one less, another parent, or only other rules.
 *
 * @param serial below 10,000 and another one each time: no two changes are alike
 */
export function changedSpec(
  kind: GuardedKind,
  spec: Spec,
  { random, serial }: { readonly random: Random; readonly serial: number },
): Spec {
  const name = random.pick(pooledHostnames);
  if (kind === 'ListenerSet') return { ...spec, listeners: changedListeners(spec.listeners, name, { random, serial }) };
  const hostnames = Array.isArray(spec.hostnames) ? spec.hostnames.map(String) : [];
  const rest = hostnames.filter((_, index) => index !== random.below(hostnames.length));
  const isWhole = kind !== 'TLSRoute';
  switch (random.below(6)) {
    case 0:
      return { ...spec, hostnames: [name] };
    case 1:
      return { ...spec, hostnames: [...new Set([...hostnames, name])].slice(0, 16) };
    case 2:
      return { ...spec, hostnames: rest.length > 0 || isWhole ? rest : hostnames };
    case 3:
      return { ...spec, parentRefs: random.pick(parentChoices) };
    case 4:
      return { ...spec, rules: [rule(1_000 + serial)] };
    default:
      return { ...spec, hostnames: hostnames.toReversed() };
  }
}

/** The hostnames of a spec, `''` for a listener without one. */
export function namesIn(kind: GuardedKind, spec: Spec): readonly string[] {
  return carriedBy({ kind, metadata: { name: '', namespace: '' }, spec }).names;
}

/** Whether nothing but who owns the names decides about a new object: it has names, and a Gateway would serve them. */
export function isForTableAlone(kind: GuardedKind, spec: Spec): boolean {
  const parents = Array.isArray(spec.parentRefs) ? spec.parentRefs : [];
  return (
    kind === 'ListenerSet' || (namesIn(kind, spec).length > 0 && parents.some((parent) => parent.kind !== 'Service'))
  );
}

function changedListeners(
  before: unknown,
  name: string,
  { random, serial }: { readonly random: Random; readonly serial: number },
): readonly unknown[] {
  const listeners = Array.isArray(before) ? before : [];
  const at = random.below(listeners.length);
  const port = 10_000 + serial;
  switch (random.below(5)) {
    case 0:
      return [...listeners, listener(name, port)].slice(0, 64);
    case 1:
      return listeners.length > 1 ? listeners.toSpliced(at, 1) : listeners;
    case 2:
      return listeners.map((one, index) => (index === at ? { ...one, hostname: name, port } : one));
    case 3:
      return listeners.map((one, index) => (index === at ? { ...one, port } : one));
    default:
      return listeners.map((one, index) =>
        index === at ? { ...one, allowedRoutes: { namespaces: { from: random.pick(['All', 'Same']) } } } : one,
      );
  }
}

/** `''` makes a listener that offers every name. */
function listener(hostname: string, port: number) {
  return {
    name: `l-${port}`,
    port,
    protocol: 'HTTP',
    allowedRoutes: { namespaces: { from: 'Same' } },
    ...(hostname === '' ? {} : { hostname }),
  };
}

function rule(weight: number) {
  return { backendRefs: [{ group: '', kind: 'Service', name: 'shop', port: 80, weight }] };
}
