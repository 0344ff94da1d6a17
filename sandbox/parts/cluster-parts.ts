import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlatform } from '../cluster/content.ts';
import { apiOrigin, controllerKubeconfigFile, writeControllerKubeconfig } from '../cluster/controller-kubeconfig.ts';
import { portalUser } from '../cluster/identities.ts';
import { writeKubeconfig } from '../cluster/kubeconfig.ts';
import { answersOk } from '../processes/ready-checks.ts';
import { writePrivateFile, writePublicFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import type { Part } from './part.ts';

/** The cluster's store. */
export const etcd: Part = {
  name: 'etcd',
  title: 'etcd',
  role: 'keeps the objects of the cluster',
  needs: [],
  binaries: ['etcd'],
  isEssential: true,
  command: ({ binary, folders, settings: { ports } }) => ({
    file: binary('etcd'),
    args: [
      '--name=sandbox',
      `--data-dir=${folders.etcd}`,
      `--listen-client-urls=http://127.0.0.1:${ports.etcdClient}`,
      `--advertise-client-urls=http://127.0.0.1:${ports.etcdClient}`,
      `--listen-peer-urls=http://127.0.0.1:${ports.etcdPeer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${ports.etcdPeer}`,
      `--initial-cluster=sandbox=http://127.0.0.1:${ports.etcdPeer}`,
      // A sandbox that loses its last second to a power cut is worth less than one that does not wait for the disk.
      '--unsafe-no-fsync',
      '--auto-compaction-retention=1h',
      '--logger=zap',
      '--log-level=warn',
    ],
  }),
  isReady: ({ settings }) => answersOk(`http://127.0.0.1:${settings.ports.etcdClient}/health`),
};

/** The API server itself. */
export const apiServer: Part = {
  name: 'kube-apiserver',
  title: 'Kubernetes API server',
  role: 'the cluster that the portal reads and writes',
  needs: ['etcd'],
  binaries: ['kube-apiserver', 'crds'],
  isEssential: true,
  stopGraceMs: 6_000,
  prepare: async (sandbox) => {
    const { folders } = sandbox;
    ensureServiceAccountKeys(join(folders.pki, 'service-account.key'), join(folders.pki, 'service-account.pub'));
    await sandbox.authority.issue('kube-apiserver', {
      kind: 'server',
      name: 'kube-apiserver',
      hostnames: ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
      addresses: ['127.0.0.1', '::1', '10.96.0.1'],
    });
    await writeKubeconfigs(sandbox);
  },
  command: ({ binary, folders, authority, settings: { ports } }) => ({
    file: binary('kube-apiserver'),
    args: [
      `--etcd-servers=http://127.0.0.1:${ports.etcdClient}`,
      `--secure-port=${ports.apiServer}`,
      '--bind-address=127.0.0.1',
      // It refuses loopback here, and without a default route it finds nothing else. Nobody calls this address.
      '--advertise-address=192.0.2.10',
      `--tls-cert-file=${join(folders.pki, 'kube-apiserver.crt')}`,
      `--tls-private-key-file=${join(folders.pki, 'kube-apiserver.key')}`,
      `--client-ca-file=${authority.certificateFile}`,
      `--cert-dir=${join(folders.pki, 'generated')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${join(folders.pki, 'service-account.pub')}`,
      `--service-account-signing-key-file=${join(folders.pki, 'service-account.key')}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--disable-admission-plugins=ServiceAccount',
      '--allow-privileged=true',
      '--profiling=false',
      '--v=1',
    ],
  }),
  isReady: async ({ cluster }) => {
    try {
      return (await cluster.get('/readyz')).status === 200;
    } catch {
      return false;
    }
  },
  afterReady: async (sandbox, report) => {
    report('bringing in the platform’s objects');
    await applyPlatform(sandbox);
    linkKubectl(sandbox);
  },
};

/** Garbage collection (cert-manager's retries depend on it) and the end of namespaces. */
export const controllerManager: Part = {
  name: 'kube-controller-manager',
  title: 'Kubernetes controllers',
  role: 'removes what belonged to deleted objects',
  needs: ['kube-apiserver'],
  binaries: ['kube-controller-manager'],
  prepare: (sandbox) => writeControllerKubeconfig(sandbox, 'kube-controller-manager'),
  command: (sandbox) => ({
    file: sandbox.binary('kube-controller-manager'),
    args: [
      `--kubeconfig=${controllerKubeconfigFile(sandbox, 'kube-controller-manager')}`,
      '--controllers=garbage-collector-controller,namespace-controller,serviceaccount-controller,endpointslice-controller',
      `--service-account-private-key-file=${join(sandbox.folders.pki, 'service-account.key')}`,
      '--leader-elect=false',
      '--secure-port=0',
    ],
  }),
};

function ensureServiceAccountKeys(privateFile: string, publicFile: string): void {
  if (existsSync(privateFile) && existsSync(publicFile)) return;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writePrivateFile(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  writePublicFile(publicFile, publicKey.export({ type: 'spki', format: 'pem' }).toString());
}

/** The developer's kubeconfig is the administrator; the portal's is nobody but itself. */
async function writeKubeconfigs(sandbox: Sandbox): Promise<void> {
  const { authority, folders, settings, usesFaultProxy } = sandbox;
  const admin = await authority.issue('client-admin', {
    kind: 'client',
    name: 'sandbox:admin',
    groups: ['system:masters'],
  });
  const portal = await authority.issue('client-portal', { kind: 'client', name: portalUser, groups: [] });
  const portalServer = usesFaultProxy ? `https://127.0.0.1:${settings.ports.faultProxy}` : apiOrigin(sandbox);
  writeKubeconfig(folders.adminKubeconfig, apiOrigin(sandbox), authority, admin);
  writeKubeconfig(folders.portalKubeconfig, portalServer, authority, portal);
}

/** kubectl of the right version, beside its kubeconfig. */
function linkKubectl({ folders, binary }: Sandbox): void {
  const link = join(folders.bin, 'kubectl');
  mkdirSync(folders.bin, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(binary('kubectl'), link);
}
