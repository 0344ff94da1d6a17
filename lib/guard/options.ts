/** What happens to a write that the rule forbids: noted in the audit log, also said to whoever writes, or refused. */
export const guardModes = ['audit', 'warn', 'deny'] as const;
export type GuardMode = (typeof guardModes)[number];

/** What the platform decides about the guard. */
export type GuardOptions = {
  readonly mode: GuardMode;
  /** Zones of the platform's own, whose apex belongs to no team. */
  readonly platformZones: readonly string[];
  /** Labels directly below those zones that, with everything below them, belong to no team. */
  readonly reservedLabels: readonly string[];
  /** Where set, a namespace may use all names below `<its label's value>.<zone>` without a claim. */
  readonly teamSuffix: TeamSuffix | null;
  /** User names of cluster components, such as the garbage collector: they are not asked. */
  readonly components: readonly string[];
  /** The API server's user name of the portal. */
  readonly portalUser: string;
};

export type TeamSuffix = {
  /** The label of namespaces whose value is the team's part of the suffix. Who can set it can take the names. */
  readonly namespaceLabel: string;
  readonly zone: string;
};

/** A namespace with this label is none of the guard's business: the platform's own, never a team's. */
export const guardLabel = 'signalbox.dev/hostname-guard';
export const guardLabelOff = 'disabled';

/** What holds unless somebody says otherwise. */
export const guardDefaults: GuardOptions = {
  mode: 'warn',
  platformZones: [],
  reservedLabels: [],
  teamSuffix: null,
  components: [
    'system:kube-controller-manager',
    'system:serviceaccount:kube-system:generic-garbage-collector',
    'system:serviceaccount:kube-system:namespace-controller',
  ],
  portalUser: 'signalbox',
};

/** Names that no grant gives to a team: `names` as they stand, `subtrees` with everything below. */
export type ReservedNames = { readonly names: readonly string[]; readonly subtrees: readonly string[] };

/** The apex of each platform zone, the wildcards that would take the whole zone, and the reserved labels below it. */
export function reservedNames({ platformZones, reservedLabels }: GuardOptions): ReservedNames {
  return {
    names: [...new Set(platformZones.flatMap((zone) => [zone, ...wildcardsOver(zone)]))],
    subtrees: platformZones.flatMap((zone) => reservedLabels.map((label) => `${label}.${zone}`)),
  };
}

/** `*.apps.test` and `*.test` for `apps.test`. */
function wildcardsOver(zone: string): readonly string[] {
  const labels = zone.split('.');
  return labels.map((_, index) => `*.${labels.slice(index).join('.')}`);
}
