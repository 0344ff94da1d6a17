import type { Ports } from '../settings/ports.ts';

/** One sample service: a Service in the cluster with a process behind it. */
export interface SampleService {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  /** Of its page in a browser: several versions are told apart at a glance. */
  readonly colour: string;
  /** False: its slice has an endpoint that is not ready, and nothing listens. */
  readonly isReady: boolean;
}

const sample = (namespace: string, name: string, version: string, colour: string, isReady = true): SampleService => ({
  namespace,
  name,
  version,
  colour,
  isReady,
});

/** All sample services. The order gives each its port: new ones go to the end. */
export const sampleServices: readonly SampleService[] = [
  sample('storefront', 'storefront-v1', 'v1', '#1d4ed8'),
  sample('storefront', 'storefront-v2', 'v2', '#7c3aed'),
  sample('storefront', 'checkout', 'v1', '#047857'),
  sample('storefront', 'checkout-v2', 'v2', '#0e7490'),
  sample('storefront', 'checkout-canary', 'canary', '#b45309'),
  sample('storefront', 'checkout-beta', 'beta', '#be185d'),
  sample('storefront', 'search-api', 'v1', '#6b7280', false),
  sample('storefront', 'catalog', 'v1', '#4338ca'),
  sample('storefront', 'hello-a', 'a', '#15803d'),
  sample('storefront', 'hello-b', 'b', '#c2410c'),
  sample('storefront', 'hello-c', 'c', '#0369a1'),
  sample('content', 'blog', 'v1', '#9333ea'),
  sample('content', 'docs', 'v1', '#0f766e'),
  sample('payments', 'payments-api', 'v1', '#a16207'),
  sample('payments', 'ops-console', 'v1', '#475569'),
];

/** The port on which a sample service listens. */
export function samplePort(service: SampleService, ports: Pick<Ports, 'samples'>): number {
  return ports.samples + sampleServices.indexOf(service);
}
