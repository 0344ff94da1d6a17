import { join } from 'node:path';
import { unboundControlSocket } from '../dns/unbound.ts';
import { buildPortal, portalServerFile } from '../portal/build.ts';
import { portalEnvironment } from '../portal/environment.ts';
import { acceptsConnections, answersOk } from '../processes/ready-checks.ts';
import { portVariables } from '../settings/ports.ts';
import { writePrivateFile } from '../state/private-file.ts';
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

/** The DNS provider of the customers: their nameservers, and the page on which they keep their records. */
export const registrar: Part = {
  name: 'registrar',
  title: 'Registrar',
  role: 'plays the customers’ DNS provider',
  needs: ['knot', 'knot-secondary'],
  binaries: ['knsupdate', 'kdig', 'knotc', 'unbound-control'],
  prepare: async ({ folders, secrets }) => {
    writePrivateFile(join(folders.registrar, 'tsig.key'), `hmac-sha256:registrar:${secrets.tsigRegistrar}\n`);
  },
  command: ({ binary, folders, settings }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'registrar', 'server.ts')],
    env: {
      ...portVariables(settings.ports),
      REGISTRAR_KEY_FILE: join(folders.registrar, 'tsig.key'),
      REGISTRAR_BOOK: join(folders.registrar, 'mischief.json'),
      REGISTRAR_KNSUPDATE: binary('knsupdate'),
      REGISTRAR_KDIG: binary('kdig'),
      REGISTRAR_KNOTC: binary('knotc'),
      REGISTRAR_SECOND_SOCKET: join(folders.knotSecondary, 'run', 'knot.sock'),
      REGISTRAR_UNBOUND_CONTROL: binary('unbound-control'),
      REGISTRAR_UNBOUND_SOCKET: unboundControlSocket(folders),
    },
  }),
  isReady: ({ settings }) => answersOk(`http://127.0.0.1:${settings.ports.registrar}/health`),
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
    env: portVariables(settings.ports),
  }),
  isReady: ({ settings }) => acceptsConnections(settings.ports.samples),
};

/** A CDN in front of customers' sites: other addresses, one of which lets through and one of which does not. */
export const cdn: Part = {
  name: 'cdn',
  title: 'CDN',
  role: 'plays a proxy in front of customers’ sites',
  needs: [],
  binaries: [],
  prepare: async ({ authority }) => {
    await authority.issue('cdn', { kind: 'server', name: 'cdn', hostnames: ['cdn.localhost'], addresses: [] });
  },
  command: ({ folders, settings }) => ({
    file: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(settings.checkout, 'sandbox', 'cdn', 'server.ts')],
    env: {
      ...portVariables(settings.ports),
      CDN_CERTIFICATE: join(folders.pki, 'cdn.crt'),
      CDN_KEY: join(folders.pki, 'cdn.key'),
    },
  }),
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
