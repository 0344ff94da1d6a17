import { createFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import type { Sandbox } from '../state/sandbox.ts';

/** Opens the fault proxy in front of this sandbox's API server. */
export async function openFaultProxy({ authority, settings }: Sandbox): Promise<FaultProxy> {
  const identity = await authority.issue('fault-proxy', {
    kind: 'server',
    name: 'fault-proxy',
    hostnames: ['localhost'],
    addresses: ['127.0.0.1', '::1'],
  });
  return createFaultProxy({
    listenPort: settings.ports.faultProxy,
    targetPort: settings.ports.apiServer,
    certificate: identity.certificate,
    key: identity.key,
  });
}
