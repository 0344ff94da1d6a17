import { join } from 'node:path';
import { buildPortal, portalServerFile } from '../portal/build.ts';
import { portalEnvironment } from '../portal/environment.ts';
import { acceptsConnections, answersOk } from '../processes/ready-checks.ts';
import { portNames, portSetting } from '../settings/ports.ts';
import type { Sandbox } from '../state/sandbox.ts';
import type { Part } from './part.ts';

/** The issuer through which people sign in. */
export const oidc: Part = {
  name: 'oidc',
  title: 'Sign-in issuer',
  role: 'offers the sample accounts over OpenID Connect',
  needs: [],
  binaries: [],
  command: ({ settings, secrets, folders }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'oidc', 'server.ts')],
    env: {
      OIDC_PORT: String(settings.ports.oidc),
      OIDC_ISSUER: `http://localhost:${settings.ports.oidc}`,
      OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
      OIDC_COOKIE_KEY: secrets.oidcCookieKey,
      OIDC_PORTAL_ORIGIN: settings.portalOrigin,
      OIDC_FOLDER: folders.oidc,
    },
  }),
  isReady: ({ settings }) => answersOk(`http://127.0.0.1:${settings.ports.oidc}/health`),
};

/** The services behind the routes. */
export const samples: Part = {
  name: 'samples',
  title: 'Sample services',
  role: 'answer behind the routes',
  needs: [],
  binaries: [],
  command: ({ settings }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'samples', 'server.ts')],
    env: portVariables(settings),
  }),
  isReady: ({ settings }) => acceptsConnections(settings.ports.samples),
};

/** Signalbox itself. */
export const portal: Part = {
  name: 'portal',
  title: 'Signalbox',
  role: 'the portal',
  needs: ['kube-apiserver', 'oidc'],
  binaries: [],
  isEssential: true,
  build: buildPortal,
  command: (sandbox) => ({
    file: process.execPath,
    args: [portalServerFile(sandbox.settings)],
    env: { ...portalEnvironment(sandbox), NODE_ENV: 'production' },
    cwd: sandbox.settings.checkout,
  }),
  isReady: ({ settings }) => answersOk(`http://127.0.0.1:${settings.ports.portal}/api/health/live`),
};

function portVariables(settings: Sandbox['settings']): Readonly<Record<string, string>> {
  return Object.fromEntries(portNames.map((name) => [portSetting(name), String(settings.ports[name])]));
}
