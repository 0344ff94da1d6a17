import type { HttpRoute } from '../gateway-api/objects.ts';

/** A route that uses every field of the standard channel at least once, for tests of losslessness. */
export function everyStandardField(namespace: string, name: string): HttpRoute {
  const headers = { set: [{ name: 'x-set', value: '1' }], add: [{ name: 'x-add', value: '2' }], remove: ['x-remove'] };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace, labels: { tier: 'web' }, annotations: { 'example.com/note': 'kept' } },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          namespace: 'infra',
          name: 'external',
          sectionName: 'http',
        },
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          namespace: 'infra',
          name: 'external',
          sectionName: 'https',
        },
      ],
      hostnames: [`${name}.apps.localhost`],
      rules: [
        {
          matches: [
            {
              path: { type: 'PathPrefix', value: '/v2' },
              headers: [{ type: 'Exact', name: 'x-beta', value: '1' }],
              queryParams: [{ type: 'RegularExpression', name: 'q', value: 'a+' }],
              method: 'GET',
            },
            { path: { type: 'Exact', value: '/exact' } },
            { path: { type: 'RegularExpression', value: '/r/[0-9]+' } },
          ],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: headers },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: headers },
            {
              type: 'RequestMirror',
              requestMirror: {
                backendRef: { group: '', kind: 'Service', name: 'hello-c', port: 80 },
                fraction: { numerator: 1, denominator: 10 },
              },
            },
            {
              type: 'URLRewrite',
              urlRewrite: {
                hostname: 'inner.example.com',
                path: { type: 'ReplaceFullPath', replaceFullPath: '/full' },
              },
            },
            {
              type: 'CORS',
              cors: {
                allowOrigins: ['https://a.test'],
                allowMethods: ['GET'],
                allowHeaders: ['x-a'],
                exposeHeaders: ['x-b'],
                allowCredentials: true,
                maxAge: 60,
              },
            },
          ],
          backendRefs: [
            {
              group: '',
              kind: 'Service',
              name: 'hello-a',
              port: 80,
              weight: 90,
              filters: [
                { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-backend', value: 'a' }] } },
              ],
            },
            { group: '', kind: 'Service', name: 'hello-b', port: 80, weight: 0 },
          ],
          timeouts: { request: '10s', backendRequest: '5s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: {
                scheme: 'https',
                hostname: 'new.example.com',
                path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
                port: 8443,
                statusCode: 301,
              },
            },
          ],
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [
            {
              type: 'ExtensionRef',
              extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'absent' },
            },
          ],
          backendRefs: [{ group: '', kind: 'Service', name: 'hello-c', port: 80, weight: 1 }],
        },
      ],
    },
  };
}
