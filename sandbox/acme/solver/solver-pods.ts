import { z } from 'zod';
import type { Cluster, Manifest } from '../../cluster/cluster.ts';

const serviceList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        uid: z.string(),
        ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).default([]),
      }),
      spec: z.object({ selector: z.record(z.string(), z.string()).optional() }),
    }),
  ),
});
const sliceList = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });
const challengeShape = z.object({
  spec: z.object({ dnsName: z.string(), token: z.string().default(''), key: z.string().default('') }),
});

type SolverService = z.infer<typeof serviceList>['items'][number];

/** What is to be answered at `/.well-known/acme-challenge/<token>` for a name. */
export interface ChallengeAnswer {
  readonly name: string;
  readonly token: string;
  readonly key: string;
}

const solverLabel = 'acme.cert-manager.io/http01-solver=true';
/** Where Envoy finds the answers: the API server takes no loopback address in a slice, but a name that leads there. */
const solverHost = 'challenge-solver.sandbox.localhost';

/** What is to be said for the challenges that are there now, and what went wrong with others. */
export interface SolverPods {
  readonly answers: readonly ChallengeAnswer[];
  readonly complaints: readonly string[];
}

/** Does what a kubelet would do for cert-manager's solver Pods: has each solver's Service lead to this process. */
export async function serveSolverPods(cluster: Cluster, port: number): Promise<SolverPods> {
  const path = `/api/v1/services?labelSelector=${encodeURIComponent(solverLabel)}`;
  const services = serviceList.parse(await read(cluster, path)).items;
  const outcomes = await Promise.allSettled(
    services.map(async (service) => {
      await leadHere(cluster, service, port);
      return answerFor(cluster, service);
    }),
  );
  return {
    answers: outcomes.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : [])),
    complaints: outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])),
  };
}

async function answerFor(cluster: Cluster, { metadata }: SolverService): Promise<ChallengeAnswer | null> {
  const owner = metadata.ownerReferences.find(({ kind }) => kind === 'Challenge');
  if (!owner) return null;
  const path = `/apis/acme.cert-manager.io/v1/namespaces/${metadata.namespace}/challenges/${owner.name}`;
  const challenge = await cluster.get(path);
  if (challenge.status !== 200) return null; // Gone; its Service follows.
  const { dnsName, token, key } = challengeShape.parse(challenge.body).spec;
  return { name: dnsName, token, key };
}

/** Envoy Gateway takes no Service with slices of two kinds: those of the Pod that never runs have to go. */
async function leadHere(cluster: Cluster, { metadata, spec }: SolverService, port: number): Promise<void> {
  const { name, namespace, uid } = metadata;
  const wanted = sliceOf({ name, namespace, uid }, port);
  if (spec.selector) {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } };
    await cluster.merge(service, { spec: { selector: null } });
  }
  const selector = encodeURIComponent(`kubernetes.io/service-name=${name}`);
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=${selector}`;
  const slices = sliceList.parse(await read(cluster, path)).items.map((slice) => slice.metadata.name);
  for (const slice of slices.filter((one) => one !== wanted.metadata.name)) {
    await cluster.delete({ ...wanted, metadata: { name: slice, namespace } });
  }
  if (!slices.includes(wanted.metadata.name)) await cluster.apply(wanted);
}

function sliceOf(service: { name: string; namespace: string; uid: string }, port: number): Manifest {
  const { name, namespace, uid } = service;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-sandbox`,
      namespace,
      labels: {
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by': 'sandbox.signalbox.dev',
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid }],
    },
    addressType: 'FQDN',
    ports: [{ name: 'http', port, protocol: 'TCP' }],
    endpoints: [{ addresses: [solverHost], conditions: { ready: true } }],
  };
}

async function read(cluster: Cluster, path: string): Promise<unknown> {
  const { status, body } = await cluster.get(path);
  if (status !== 200) throw new Error(`The API server answers ${status} to ${path}.`);
  return body;
}
