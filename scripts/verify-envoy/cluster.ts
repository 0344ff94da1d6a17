import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { snapshot } from '../../lib/gateway-api/object-builders.ts';
import type {
  EndpointSlice,
  Gateway,
  GatewayClass,
  HttpRoute,
  KubeObject,
  Namespace,
  ReferenceGrant,
  Service,
} from '../../lib/gateway-api/objects.ts';
import { isKubeObject } from '../../lib/gateway-api/objects.ts';
import type { ClusterSnapshot } from '../../lib/gateway-api/snapshot.ts';

const run = promisify(execFile);
const maxBuffer = 64_000_000;

/** The label by which every route of a comparison is found again and taken away. */
export const ownLabel = 'verify.signalbox.dev';

/** kubectl on the sandbox in a state folder, as its administrator. */
export function createKubectl(state: string) {
  const kubectl = join(state, 'bin', 'kubectl');
  const credentials = ['--kubeconfig', join(state, 'kubeconfig')];
  const call = async (args: readonly string[], input?: string): Promise<string> => {
    const running = run(kubectl, [...credentials, ...args], { maxBuffer });
    if (input !== undefined) running.child.stdin?.end(input);
    return (await running).stdout;
  };
  return {
    call,
    create: (routes: readonly HttpRoute[]) =>
      call(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: routes })),
    removeOwn: () => call(['delete', 'httproute', '--all-namespaces', '-l', ownLabel, '--ignore-not-found']),
    readSnapshot: () => readSnapshot(call),
  };
}

async function readSnapshot(call: (args: readonly string[]) => Promise<string>): Promise<ClusterSnapshot> {
  const kinds = 'gatewayclasses,gateways,httproutes,referencegrants,services,endpointslices,namespaces';
  const { items }: { readonly items: readonly unknown[] } = JSON.parse(
    await call(['get', kinds, '--all-namespaces', '-o', 'json']),
  );
  const objects = items.filter(isKubeObject);
  const ofKind = <T extends KubeObject>(kind: string) => objects.filter((object): object is T => object.kind === kind);
  return snapshot({
    gatewayClasses: ofKind<GatewayClass>('GatewayClass'),
    gateways: ofKind<Gateway>('Gateway'),
    routes: ofKind<HttpRoute>('HTTPRoute'),
    referenceGrants: ofKind<ReferenceGrant>('ReferenceGrant'),
    services: ofKind<Service>('Service'),
    namespaces: ofKind<Namespace>('Namespace'),
    endpointSlices: ofKind<EndpointSlice & KubeObject>('EndpointSlice'),
  });
}
