import 'server-only';

/** The API path of an HTTPRoute; names are encoded, so that nothing in them can become another path. */
export function routePath(namespace: string, name: string, query = ''): string {
  return `/apis/gateway.networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/httproutes/${encodeURIComponent(name)}${query}`;
}
