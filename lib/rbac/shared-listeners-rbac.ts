import { type KubeObject, managedLabels, rbacApi, rbacGroup } from './kube-object.ts';

/**
 * The portal's own right to add listeners to one shared Gateway and to request their certificates beside it: for Gateways to which the
 * platform chose to attach teams' domains in this way, and for no other.
 *
 * @param user the name of the portal's identity, as for `portalRbac`
 */
export function sharedListenersRbac({
  user,
  gateway,
}: {
  readonly user: string;
  readonly gateway: { readonly namespace: string; readonly name: string };
}): readonly KubeObject[] {
  const name = `signalbox-shared-listeners-${gateway.name}`;
  const metadata = { name, namespace: gateway.namespace, labels: managedLabels };
  const gatewayRule = { apiGroups: ['gateway.networking.k8s.io'], resources: ['gateways'], verbs: ['patch'] };
  return [
    {
      apiVersion: rbacApi,
      kind: 'Role',
      metadata,
      rules: [
        { ...gatewayRule, resourceNames: [gateway.name] },
        { apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs: ['create', 'patch', 'delete'] },
      ],
    },
    {
      apiVersion: rbacApi,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name },
      subjects: [{ apiGroup: rbacGroup, kind: 'User', name: user }],
    },
  ];
}
