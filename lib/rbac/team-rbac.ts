import { platformAdminGroup, teamGroup } from './identities.ts';
import { type KubeObject, managedLabels, rbacApi, rbacGroup } from './kube-object.ts';

const gatewayApi = 'gateway.networking.k8s.io';
const read = ['get', 'list', 'watch'];

/** What members of a team may do in one of its namespaces; the portal acts as them and can do no more. */
export const viewerRules = [{ apiGroups: [gatewayApi], resources: ['httproutes', 'listenersets'], verbs: read }];
export const editorRules = [
  {
    apiGroups: [gatewayApi],
    // Domains that a team brings along are served by ListenerSets in its namespaces.
    resources: ['httproutes', 'listenersets'],
    verbs: [...read, 'create', 'update', 'patch', 'delete'],
  },
];

/**
 * The Roles and RoleBindings that give a team's groups their rights in its namespaces.
 *
 * The portal never writes these; the platform team applies them.
 *
 * @param team its slug as the portal knows it, and the namespaces that it owns
 */
export function teamRbac(team: {
  readonly slug: string;
  readonly namespaces: readonly string[];
}): readonly KubeObject[] {
  return team.namespaces.flatMap((namespace) => [
    role(namespace, 'signalbox-viewer', viewerRules),
    role(namespace, 'signalbox-editor', editorRules),
    binding(namespace, 'signalbox-viewer', [teamGroup(team.slug, 'viewer'), platformAdminGroup]),
    binding(namespace, 'signalbox-editor', [teamGroup(team.slug, 'editor'), teamGroup(team.slug, 'admin')]),
  ]);
}

function role(namespace: string, name: string, rules: readonly unknown[]): KubeObject {
  return { apiVersion: rbacApi, kind: 'Role', metadata: { name, namespace, labels: managedLabels }, rules };
}

function binding(namespace: string, name: string, groups: readonly string[]): KubeObject {
  return {
    apiVersion: rbacApi,
    kind: 'RoleBinding',
    metadata: { name, namespace, labels: managedLabels },
    roleRef: { apiGroup: rbacGroup, kind: 'Role', name },
    subjects: groups.map((group) => ({ apiGroup: rbacGroup, kind: 'Group', name: group })),
  };
}
