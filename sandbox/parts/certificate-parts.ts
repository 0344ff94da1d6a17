import { join } from 'node:path';
import { applyIssuer } from '../cluster/content.ts';
import { controllerKubeconfigFile, writeControllerKubeconfig } from '../cluster/controller-kubeconfig.ts';
import { acceptsConnections } from '../processes/ready-checks.ts';
import { writePublicFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { rememberPebbleRoot } from '../state/trust.ts';
import type { Part } from './part.ts';

/** The certificate authority that hostnames' certificates come from. */
export const pebble: Part = {
  name: 'pebble',
  title: 'Pebble',
  role: 'issues certificates over ACME, as Let’s Encrypt would',
  needs: ['kube-apiserver', 'unbound'],
  binaries: ['pebble'],
  prepare: async (sandbox) => {
    await sandbox.authority.issue('pebble', {
      kind: 'server',
      name: 'pebble',
      hostnames: ['localhost'],
      addresses: ['127.0.0.1', '::1'],
    });
    writePublicFile(join(sandbox.folders.pebble, 'pebble.json'), JSON.stringify(configuration(sandbox), null, 2));
  },
  command: ({ binary, folders, settings }) => ({
    file: binary('pebble'),
    args: ['-config', join(folders.pebble, 'pebble.json'), '-dnsserver', `127.0.0.1:${settings.ports.unbound}`],
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' },
  }),
  isReady: async ({ settings: { ports } }) =>
    (await acceptsConnections(ports.pebble)) && (await acceptsConnections(ports.pebbleManagement)),
  afterReady: (sandbox) => rememberPebbleRoot(sandbox),
};

/** Keeps certificates. */
export const certManager: Part = {
  name: 'cert-manager',
  title: 'cert-manager',
  role: 'gets and renews the certificates of hostnames',
  needs: ['kube-apiserver', 'pebble', 'knot'],
  binaries: ['cert-manager'],
  prepare: async (sandbox) => {
    await writeControllerKubeconfig(sandbox, 'cert-manager');
    await applyIssuer(sandbox);
  },
  command: (sandbox) => ({
    file: sandbox.binary('cert-manager'),
    args: [
      `--kubeconfig=${controllerKubeconfigFile(sandbox, 'cert-manager')}`,
      `--dns01-recursive-nameservers=127.0.0.1:${sandbox.settings.ports.unbound}`,
    ],
  }),
};

function configuration({ folders, settings: { ports } }: Sandbox) {
  return {
    pebble: {
      listenAddress: `127.0.0.1:${ports.pebble}`,
      managementListenAddress: `127.0.0.1:${ports.pebbleManagement}`,
      certificate: join(folders.pki, 'pebble.crt'),
      privateKey: join(folders.pki, 'pebble.key'),
      httpPort: ports.gatewayHttp,
      tlsPort: ports.gatewayHttps,
      ocspResponderURL: '',
      externalAccountBindingRequired: false,
    },
  };
}
