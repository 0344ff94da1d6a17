import type { OwnershipEntry } from '../domains/ownership.ts';

export const grantApi = { group: 'signalbox.dev', version: 'v1alpha1', kind: 'HostnameGrant' } as const;
export const grantPlural = 'hostnamegrants';
/** The one grant of a namespace that the guard reads. */
export const grantName = 'hostnames';
/** As many names as one list of a grant takes. */
export const mostGrantedNames = 1_000;

/** What a namespace may use, and what it lost and may not go on using. Names as routes write them, `*.` at any depth. */
export type Grant = { readonly hostnames: readonly string[]; readonly lost: readonly string[] };

/** A grant as the API server takes it. */
export type HostnameGrant = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Grant;
};

/** The path of all grants in the API. */
export const grantsPath = `/apis/${grantApi.group}/${grantApi.version}/${grantPlural}`;

/** The path of a namespace's grant in the API. */
export function grantPath(namespace: string): string {
  const { group, version } = grantApi;
  return `/apis/${group}/${version}/namespaces/${encodeURIComponent(namespace)}/${grantPlural}/${grantName}`;
}

/**
 * The grant of a namespace, for server-side apply: both lists complete, each name once, in order.
 *
 * @throws RangeError when a list is longer than the API server takes; nothing is left out silently
 */
export function hostnameGrant(namespace: string, { hostnames, lost }: Grant): HostnameGrant {
  return {
    apiVersion: `${grantApi.group}/${grantApi.version}`,
    kind: grantApi.kind,
    metadata: { name: grantName, namespace },
    spec: { hostnames: listOf(hostnames, namespace), lost: listOf(lost, namespace) },
  };
}

/** A grant that leaves both lists to whoever applies the first one: for namespaces that the portal has not seen yet. */
export function emptyGrant(
  namespace: string,
): Omit<HostnameGrant, 'spec'> & { readonly spec: Readonly<Record<string, never>> } {
  return { ...hostnameGrant(namespace, { hostnames: [], lost: [] }), spec: {} };
}

/**
 * What each team's namespaces are granted, by the ownership table. Every namespace gets a grant, an empty one where its team owns nothing:
 * a namespace without one cannot write any route.
 *
 * @param namespaces each team's, by the team's id
 */
export function grantsOf(
  table: readonly OwnershipEntry[],
  namespaces: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Grant> {
  const grants = new Map<string, Grant>();
  for (const [teamId, own] of namespaces) {
    const entries = table.filter((entry) => entry.teamId === teamId);
    const names = (state: OwnershipEntry['state']) =>
      entries.filter((entry) => entry.state === state).map((entry) => entry.hostname);
    const grant = { hostnames: names('owned'), lost: names('lost') };
    for (const namespace of own) grants.set(namespace, grant);
  }
  return grants;
}

/** Reads a grant that the cluster holds; what is not as it should be grants nothing. */
export function readGrant(object: unknown): Grant {
  const spec = field(object, 'spec');
  return { hostnames: texts(field(spec, 'hostnames')), lost: texts(field(spec, 'lost')) };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function listOf(names: readonly string[], namespace: string): readonly string[] {
  const list = [...new Set(names)].toSorted();
  if (list.length > mostGrantedNames) {
    throw new RangeError(`${list.length} hostnames for ${namespace}: a grant takes ${mostGrantedNames}`);
  }
  return list;
}
