import { applyManifest, deleteRoutes } from './sandbox-control.ts';

/** A route of Storefront that a test makes without the portal, as if the portal had made it. */
export async function makeRoute(
  name: string,
  backends: Readonly<Record<string, number>> = { 'hello-a': 90, 'hello-b': 10 },
): Promise<void> {
  await applyManifest(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name, namespace: 'storefront' },
      spec: {
        parentRefs: ['http', 'https'].map((sectionName) => ({ name: 'external', namespace: 'infra', sectionName })),
        hostnames: [`${name}.apps.localhost`],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: Object.entries(backends).map(([service, weight]) => ({ name: service, port: 80, weight })),
          },
        ],
      },
    },
    'signalbox',
  );
}

export function deleteRoute(name: string): Promise<void> {
  return deleteRoutes('storefront', name);
}
