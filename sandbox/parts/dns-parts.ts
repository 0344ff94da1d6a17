import { join } from 'node:path';
import { controllerKubeconfigFile, writeControllerKubeconfig } from '../cluster/controller-kubeconfig.ts';
import { askSoa } from '../dns/ask.ts';
import { writeKnotFiles, writeKnotParentFiles, writeKnotSecondaryFiles } from '../dns/knot.ts';
import { readTrustAnchor } from '../dns/trust-anchor.ts';
import { writeUnboundFile } from '../dns/unbound.ts';
import { unconfinedCopy } from '../dns/unconfined-copy.ts';
import { customerZones, externalDnsOwner, parentZone, platformZone } from '../dns/zones.ts';
import type { Part } from './part.ts';

/** The nameserver that owns all zones. */
export const knot: Part = {
  name: 'knot',
  title: 'Knot DNS',
  role: 'answers for the zones: the platform’s, the customers’ and the one for validation',
  needs: [],
  binaries: ['knotd'],
  prepare: async (sandbox) => {
    writeKnotFiles(sandbox);
  },
  command: ({ binary, folders }) => ({
    file: unconfinedCopy(binary('knotd'), join(folders.knot, 'bin')),
    args: ['-c', join(folders.knot, 'knot.conf')],
  }),
  isReady: async ({ settings }) => (await askSoa(platformZone, settings.ports.knot)) === 'NOERROR',
};

/** The second nameserver of customer zones: the one that can lag or fail. */
export const knotSecondary: Part = {
  name: 'knot-secondary',
  title: 'Knot DNS, second server',
  role: 'the second nameserver of customer zones',
  needs: ['knot'],
  binaries: ['knotd'],
  prepare: async (sandbox) => {
    writeKnotSecondaryFiles(sandbox);
  },
  command: ({ binary, folders }) => ({
    file: unconfinedCopy(binary('knotd'), join(folders.knotSecondary, 'bin')),
    args: ['-c', join(folders.knotSecondary, 'knot.conf')],
  }),
  isReady: async ({ settings }) => {
    const codes = await Promise.all(customerZones.map((zone) => askSoa(zone, settings.ports.knotSecondary)));
    return codes.every((code) => code === 'NOERROR');
  },
};

/** The nameserver of the zone above all others, which delegates and knows no more. */
export const knotParent: Part = {
  name: 'knot-parent',
  title: 'Knot DNS, parent server',
  role: 'the nameserver of the zone above all others',
  needs: ['knot'],
  binaries: ['knotd'],
  prepare: async (sandbox) => {
    writeKnotParentFiles(sandbox);
  },
  command: ({ binary, folders }) => ({
    file: unconfinedCopy(binary('knotd'), join(folders.knotParent, 'bin')),
    args: ['-c', join(folders.knotParent, 'knot.conf')],
  }),
  isReady: async ({ settings }) => (await askSoa(parentZone, settings.ports.knotParent)) === 'NOERROR',
};

/** The resolver that stands for the rest of the world. */
export const unbound: Part = {
  name: 'unbound',
  title: 'Unbound',
  role: 'resolves names as the rest of the world would',
  needs: ['knot'],
  binaries: ['unbound'],
  prepare: async (sandbox) => {
    writeUnboundFile(sandbox, await readTrustAnchor(sandbox.settings.ports));
  },
  command: ({ binary, folders }) => ({
    file: unconfinedCopy(binary('unbound'), join(folders.unbound, 'bin')),
    args: ['-d', '-c', join(folders.unbound, 'unbound.conf')],
  }),
  isReady: async ({ settings }) => (await askSoa(platformZone, settings.ports.unbound)) === 'NOERROR',
};

/** Publishes the hostnames of routes. */
export const externalDns: Part = {
  name: 'external-dns',
  title: 'ExternalDNS',
  role: 'publishes the DNS records of routes',
  needs: ['kube-apiserver', 'knot'],
  binaries: ['external-dns'],
  prepare: (sandbox) => writeControllerKubeconfig(sandbox, 'external-dns'),
  command: (sandbox) => ({
    file: sandbox.binary('external-dns'),
    args: [
      `--kubeconfig=${controllerKubeconfigFile(sandbox, 'external-dns')}`,
      '--source=gateway-httproute',
      '--gateway-listener-sets',
      '--provider=rfc2136',
      '--rfc2136-host=127.0.0.1',
      `--rfc2136-port=${sandbox.settings.ports.knot}`,
      `--rfc2136-zone=${platformZone}`,
      '--rfc2136-tsig-keyname=external-dns',
      `--rfc2136-tsig-secret=${sandbox.secrets.tsigExternalDns}`,
      '--rfc2136-tsig-secret-alg=hmac-sha256',
      '--rfc2136-tsig-axfr',
      '--rfc2136-min-ttl=10s',
      `--domain-filter=${platformZone}`,
      `--txt-owner-id=${externalDnsOwner}`,
      '--policy=sync',
      '--interval=3s',
      '--events',
      '--min-event-sync-interval=1s',
      '--metrics-address=127.0.0.1:0',
    ],
  }),
};
