import { type KubeObject, managedLabels, rbacApi, rbacGroup } from './kube-object.ts';

const read = ['get', 'list', 'watch'];

/** What the portal reads by itself, in every namespace. Secrets are not among it and never may be. */
export const portalReadRules = [
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['gatewayclasses', 'gateways', 'listenersets', 'httproutes', 'referencegrants'],
    verbs: read,
  },
  { apiGroups: [''], resources: ['services', 'namespaces', 'events'], verbs: read },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
  { apiGroups: ['cert-manager.io'], resources: ['clusterissuers', 'certificates', 'certificaterequests'], verbs: read },
  { apiGroups: ['acme.cert-manager.io'], resources: ['orders', 'challenges'], verbs: read },
  { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: read },
  { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
];

/**
 * Constrained impersonation: the portal may act as somebody only with these verbs on these kinds, whoever it impersonates.
 *
 * @see Kubernetes 1.36, ConstrainedImpersonation
 */
export const portalImpersonateRules = [
  { apiGroups: ['authentication.k8s.io'], resources: ['users', 'groups'], verbs: ['impersonate:user-info'] },
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['httproutes', 'listenersets'],
    verbs: ['get', 'create', 'patch', 'delete'].map((verb) => `impersonate-on:user-info:${verb}`),
  },
];

/**
 * The rights of the portal's own identity.
 *
 * @param user the name in the portal's client certificate, or its service account's user name
 */
export function portalRbac({ user }: { readonly user: string }): readonly KubeObject[] {
  return [
    clusterRole('signalbox-read', portalReadRules),
    clusterRole('signalbox-impersonate', portalImpersonateRules),
    clusterRoleBinding('signalbox-read', user),
    clusterRoleBinding('signalbox-impersonate', user),
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
