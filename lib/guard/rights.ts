import { type KubeObject, managedLabels, rbacApi, rbacGroup } from '../rbac/kube-object.ts';
import { grantApi, grantPlural } from './grant.ts';
import { guardedResources } from './guarded-object.ts';

/** Writing grants: what makes a claim count in the cluster. Nobody else may, above all no tenant. */
export const grantRules = [
  { apiGroups: [grantApi.group], resources: [grantPlural], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
];

/** After a transfer the lost name is taken out of what still carries it. The kinds that `npm run rbac` lets the portal read are not enough. */
export const transferRules = [
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: guardedResources,
    verbs: ['get', 'list', 'watch', 'patch', 'delete'],
  },
];

/**
 * The rights of the portal that custom domains need, apart from those of `portalRbac`: each can be left out. Without the first no name is
 * ever usable; without the second a transfer waits until the former owner has taken the name out.
 */
export function guardRights({ portalUser }: { readonly portalUser: string }): readonly KubeObject[] {
  return [
    clusterRole('signalbox-hostname-grants', grantRules),
    clusterRole('signalbox-hostname-transfer', transferRules),
    clusterRoleBinding('signalbox-hostname-grants', portalUser),
    clusterRoleBinding('signalbox-hostname-transfer', portalUser),
  ];
}

function clusterRole(name: string, rules: readonly unknown[]): KubeObject {
  return { apiVersion: rbacApi, kind: 'ClusterRole', metadata: { name, labels: managedLabels }, rules };
}

function clusterRoleBinding(name: string, user: string): KubeObject {
  return {
    apiVersion: rbacApi,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: managedLabels },
    roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: rbacGroup, kind: 'User', name: user }],
  };
}
