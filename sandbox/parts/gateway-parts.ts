import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { runTool } from '../build/run-tool.ts';
import { envoyVersion } from '../cluster/content.ts';
import { controllerKubeconfigFile, writeControllerKubeconfig } from '../cluster/controller-kubeconfig.ts';
import { pathOf } from '../cluster/kinds.ts';
import { logFileOf } from '../processes/log-file.ts';
import { acceptsConnections } from '../processes/ready-checks.ts';
import { writePublicFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import type { Part } from './part.ts';

const xdsPort = 18_000;

/** The controller of the Gateways. It starts Envoy itself. */
export const envoyGateway: Part = {
  name: 'envoy-gateway',
  title: 'Envoy Gateway',
  role: 'turns Gateways and routes into Envoy’s configuration',
  needs: ['kube-apiserver'],
  binaries: ['envoy-gateway', 'envoy'],
  prepare: async (sandbox, report) => {
    await writeControllerKubeconfig(sandbox, 'envoy-gateway');
    const home = homesOf(sandbox);
    writePublicFile(configurationFile(sandbox), stringify(configuration(home)));
    placeEnvoy(sandbox.binary('envoy'), join(home.dataHome, 'envoy-versions', envoyVersion, 'bin', 'envoy'));
    report('making certificates');
    await makeCertificates(sandbox);
  },
  command: (sandbox) => ({
    file: sandbox.binary('envoy-gateway'),
    args: ['server', '--config-path', configurationFile(sandbox)],
    env: environment(sandbox),
    cwd: certificatesFolder(sandbox),
  }),
  isReady: () => acceptsConnections(xdsPort),
};

/** True when Envoy listens for requests. */
export function isEnvoyListening({ settings }: Sandbox): Promise<boolean> {
  return acceptsConnections(settings.ports.gatewayHttp);
}

type Homes = Readonly<Record<'configHome' | 'dataHome' | 'stateHome' | 'runtimeDir', string>>;

function homesOf({ folders }: Sandbox): Homes {
  const home = (name: string) => join(folders.envoyGateway, name);
  return { configHome: home('config'), dataHome: home('data'), stateHome: home('state'), runtimeDir: home('run') };
}

function configurationFile({ folders }: Sandbox): string {
  return join(folders.envoyGateway, 'envoy-gateway.yaml');
}

/** It looks for its own certificate in `certs` below the folder that it is started in. */
function certificatesFolder({ folders }: Sandbox): string {
  return join(folders.envoyGateway, 'home');
}

function configuration(home: Homes) {
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyGateway',
    gateway: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    provider: {
      type: 'Custom',
      custom: {
        // Waiting for the lease of an earlier run would take 15 s.
        resource: { type: 'Kubernetes', kubernetes: { leaderElection: { disable: true } } },
        infrastructure: { type: 'Host', host: home },
      },
    },
    logging: { level: { default: 'info' } },
    extensionApis: { enableBackend: true },
  };
}

function environment(sandbox: Sandbox): Readonly<Record<string, string>> {
  return {
    KUBECONFIG: controllerKubeconfigFile(sandbox, 'envoy-gateway'),
    ENVOY_GATEWAY_NAMESPACE: 'envoy-gateway-system',
  };
}

/** Makes the certificates between Envoy Gateway and Envoy, in the cluster and as files, unless both are there. */
async function makeCertificates(sandbox: Sandbox): Promise<void> {
  const home = homesOf(sandbox);
  const made = join(home.configHome, 'certs', 'envoy-gateway');
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'envoy-gateway', namespace: 'envoy-gateway-system' },
  };
  const hasSecret = (await sandbox.cluster.get(pathOf(secret))).status === 200;
  if (!hasSecret || !existsSync(made)) {
    const run = {
      file: sandbox.binary('envoy-gateway'),
      env: environment(sandbox),
      logFile: logFileOf(sandbox.folders.state, 'envoy-gateway-certificates'),
      signal: AbortSignal.timeout(60_000),
    };
    await runTool({ ...run, args: ['certgen', '--disable-topology-injector'] });
    await runTool({ ...run, args: ['certgen', '--local', '--config-home', home.configHome] });
  }
  const visible = join(certificatesFolder(sandbox), 'certs');
  rmSync(visible, { recursive: true, force: true });
  mkdirSync(visible, { recursive: true });
  for (const name of ['tls.crt', 'tls.key', 'ca.crt']) copyFileSync(join(made, name), join(visible, name));
}

/** Envoy Gateway finds Envoy below its data folder and then downloads nothing. A hard link spares 150 MB per sandbox. */
function placeEnvoy(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // Another file system.
  }
}
