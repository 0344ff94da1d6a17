/** Where the API server keeps a kind: its plural, and whether its objects live in a namespace. */
const kinds = {
  Namespace: { plural: 'namespaces', isNamespaced: false },
  Service: { plural: 'services', isNamespaced: true },
  Secret: { plural: 'secrets', isNamespaced: true },
  ConfigMap: { plural: 'configmaps', isNamespaced: true },
  Deployment: { plural: 'deployments', isNamespaced: true },
  EndpointSlice: { plural: 'endpointslices', isNamespaced: true },
  Role: { plural: 'roles', isNamespaced: true },
  RoleBinding: { plural: 'rolebindings', isNamespaced: true },
  ClusterRole: { plural: 'clusterroles', isNamespaced: false },
  ClusterRoleBinding: { plural: 'clusterrolebindings', isNamespaced: false },
  ValidatingAdmissionPolicy: { plural: 'validatingadmissionpolicies', isNamespaced: false },
  ValidatingAdmissionPolicyBinding: { plural: 'validatingadmissionpolicybindings', isNamespaced: false },
  HostnameGrant: { plural: 'hostnamegrants', isNamespaced: true },
  CustomResourceDefinition: { plural: 'customresourcedefinitions', isNamespaced: false },
  GatewayClass: { plural: 'gatewayclasses', isNamespaced: false },
  Gateway: { plural: 'gateways', isNamespaced: true },
  HTTPRoute: { plural: 'httproutes', isNamespaced: true },
  EnvoyProxy: { plural: 'envoyproxies', isNamespaced: true },
  ClusterIssuer: { plural: 'clusterissuers', isNamespaced: false },
  Certificate: { plural: 'certificates', isNamespaced: true },
} as const;

/** The part of a manifest that says where it goes. */
export interface Address {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The path of an object in the API. */
export function pathOf({ apiVersion, kind, metadata }: Address): string {
  const known = Object.entries(kinds).find(([name]) => name === kind)?.[1];
  if (!known) throw new Error(`The sandbox does not know the kind ${kind}: add it to the table of kinds.`);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = known.isNamespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
  return `${root}${namespace}/${known.plural}/${metadata.name}`;
}
