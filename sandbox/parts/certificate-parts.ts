import { join } from 'node:path';
import { caaIdentity } from '../acme/authority-identity.ts';
import { applyIssuer } from '../cluster/content.ts';
import { controllerKubeconfigFile, writeControllerKubeconfig } from '../cluster/controller-kubeconfig.ts';
import { acceptsConnections, answersOk } from '../processes/ready-checks.ts';
import { portVariables } from '../settings/ports.ts';
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
    // Every order is validated anew: one that an earlier one spares the proof would make faults come by chance.
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0' },
  }),
  isReady: async ({ settings: { ports } }) =>
    (await acceptsConnections(ports.pebble)) && (await acceptsConnections(ports.pebbleManagement)),
  afterReady: (sandbox) => rememberPebbleRoot(sandbox),
};

/** The authority as clients see it: it honours CAA, and limits rates when it is told to. */
export const acme: Part = {
  name: 'acme',
  title: 'ACME front',
  role: 'reads CAA and limits rates before Pebble issues',
  needs: ['pebble', 'unbound'],
  binaries: [],
  prepare: async (sandbox) => {
    await sandbox.authority.issue('acme', {
      kind: 'server',
      name: 'acme',
      hostnames: ['localhost'],
      addresses: ['127.0.0.1', '::1'],
    });
  },
  command: ({ folders, authority, settings }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'acme', 'server.ts')],
    env: {
      ...portVariables(settings.ports),
      ACME_AUTHORITY: authority.certificateFile,
      ACME_CERTIFICATE: join(folders.pki, 'acme.crt'),
      ACME_KEY: join(folders.pki, 'acme.key'),
    },
  }),
  isReady: async ({ settings: { ports } }) =>
    (await acceptsConnections(ports.acme)) && (await answersOk(`http://127.0.0.1:${ports.acmeControl}/health`)),
};

/** Answers HTTP-01 challenges in the place of cert-manager's solver Pods, which nothing would run. */
export const challengeSolver: Part = {
  name: 'challenge-solver',
  title: 'Challenge solver',
  role: 'answers HTTP-01 challenges, since there are no Pods',
  needs: ['kube-apiserver', 'unbound'],
  binaries: [],
  prepare: (sandbox) => writeControllerKubeconfig(sandbox, 'challenge-solver'),
  command: ({ folders, authority, settings }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'acme', 'solver', 'server.ts')],
    env: {
      ...portVariables(settings.ports),
      SOLVER_AUTHORITY: authority.certificateFile,
      SOLVER_CERTIFICATE: join(folders.pki, 'client-challenge-solver.crt'),
      SOLVER_KEY: join(folders.pki, 'client-challenge-solver.key'),
    },
  }),
  isReady: async ({ settings: { ports } }) =>
    (await acceptsConnections(ports.challengeSolver)) && (await acceptsConnections(ports.selfCheck)),
};

/** Keeps certificates. */
export const certManager: Part = {
  name: 'cert-manager',
  title: 'cert-manager',
  role: 'gets and renews the certificates of hostnames',
  needs: ['kube-apiserver', 'acme', 'challenge-solver', 'knot'],
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
    // Its own look at HTTP-01 challenges, at port 80; what goes over HTTPS goes by itself.
    env: { HTTP_PROXY: `http://127.0.0.1:${sandbox.settings.ports.selfCheck}` },
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
      caaIdentities: [caaIdentity],
    },
  };
}
