import type { Manifest } from '../cluster/cluster.ts';
import type { Ports } from '../settings/ports.ts';
import { type SampleService, samplePort } from './services.ts';

/**
 * The Service and the EndpointSlice of a sample service. There is no kubelet: the slice names the process on loopback by
 * a name, since the API server refuses loopback addresses.
 */
export function sampleManifests(service: SampleService, ports: Ports): readonly Manifest[] {
  const { namespace, name } = service;
  const port = samplePort(service, ports);
  const labels = { app: name, 'app.kubernetes.io/version': service.version };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels },
      spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: port }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-sandbox`,
        namespace,
        labels: {
          'kubernetes.io/service-name': name,
          'endpointslice.kubernetes.io/managed-by': 'sandbox.signalbox.dev',
        },
      },
      addressType: 'FQDN',
      ports: [{ name: 'http', port, protocol: 'TCP' }],
      endpoints: [{ addresses: [`${name}.sandbox.localhost`], conditions: { ready: service.isReady } }],
    },
  ];
}
