import { expect, test } from 'vitest';
import { attachRoute } from '../gateway-api/attachment.ts';
import { gateway, snapshot } from '../gateway-api/object-builders.ts';
import standard from '../validation/schema/generated/httproutes.standard.json' with { type: 'json' };
import { createSchemaJudge } from '../validation/schema/schema-judge.ts';
import type { Claim } from './claim.ts';
import { domainClaim, domainSettings } from './domain-builders.ts';
import {
  certificateOf,
  issuerOf,
  listenerSetOf,
  probeLocationOf,
  probePathOf,
  redirectRouteOf,
  sharedListenersOf,
  wantedNames,
} from './wanted-objects.ts';

const settings = domainSettings({ listenerPorts: { http: 10080, https: 10443 } });
const claim = (overrides: Partial<Claim> = {}) => domainClaim(overrides);
const shared = claim({ attachment: { ...claim().attachment, strategy: 'shared-listener' } });
const covered = claim({ attachment: { ...claim().attachment, strategy: 'covered' } });

test('names follow from the hostname alone, and differ for a name and its wildcard', () => {
  expect(wantedNames(claim({ id: 'other', token: 'x' }))).toEqual(wantedNames(claim()));
  expect(wantedNames(claim({ scope: 'wildcard' })).listenerSet).not.toBe(wantedNames(claim()).listenerSet);
  expect(wantedNames(claim()).listenerSet).toMatch(/^signalbox-[0-9a-f]{20}$/);
});

test('a ListenerSet has an entry for HTTP and one for HTTPS, and asks for a certificate', () => {
  const set = listenerSetOf(claim(), settings);
  expect(set).toMatchObject({
    kind: 'ListenerSet',
    metadata: {
      namespace: 'acme',
      labels: { 'signalbox.dev/claim': 'claim-1' },
      annotations: { 'cert-manager.io/cluster-issuer': 'test-ca' },
    },
    spec: {
      parentRef: { kind: 'Gateway', namespace: 'infra', name: 'external' },
      listeners: [
        { name: 'http', protocol: 'HTTP', port: 10080, hostname: 'shop.acme.test' },
        {
          name: 'https',
          protocol: 'HTTPS',
          port: 10443,
          hostname: 'shop.acme.test',
          tls: { certificateRefs: [{ kind: 'Secret', name: wantedNames(claim()).secret }] },
        },
      ],
    },
  });
  expect(listenerSetOf(claim({ scope: 'wildcard' }), settings)?.spec?.listeners?.[0]?.hostname).toBe(
    '*.shop.acme.test',
  );
});

test('validation over HTTP has an issuer of its own where the platform says so', () => {
  const overHttp = claim({ challenge: 'http-01' });
  expect(issuerOf(overHttp, settings)).toBe('test-ca');
  expect(issuerOf(overHttp, { ...settings, http01Issuer: 'test-ca-http' })).toBe('test-ca-http');
  expect(issuerOf(claim(), { ...settings, http01Issuer: 'test-ca-http' })).toBe('test-ca');
});

test('the redirect route is one that the API server takes and that the HTTP entry serves', () => {
  const judge = createSchemaJudge(standard);
  for (const one of [claim(), claim({ scope: 'wildcard' }), shared]) {
    const route = redirectRouteOf(one, { ...settings, httpsPort: 10443 });
    expect(judge?.judge(route)).toEqual([]);
  }
  const set = listenerSetOf(claim(), settings);
  const route = redirectRouteOf(claim(), settings);
  if (set === null || route === null) throw new Error('a claim with a listener set wants both');
  const admitting = gateway({ allowedListeners: { namespaces: { from: 'All' } } });
  const [parent] = attachRoute(route, snapshot({ gateways: [admitting], listenerSets: [set] }));
  expect(parent?.attached.map(({ listener }) => listener.name)).toEqual(['http']);
});

test('names the port of HTTPS where clients need it, and answers the probe with another path than the one asked for', () => {
  const route = redirectRouteOf(claim(), { ...settings, httpsPort: 10443 });
  const [probe, rest] = route?.spec?.rules ?? [];
  expect(probe?.matches?.[0]?.path).toEqual({ type: 'Exact', value: probePathOf(claim()) });
  expect(rest?.filters?.[0]?.requestRedirect).toEqual({ scheme: 'https', port: 10443, statusCode: 301 });
  expect(redirectRouteOf(claim(), settings)?.spec?.rules?.[1]?.filters?.[0]?.requestRedirect).not.toHaveProperty(
    'port',
  );
  const location = probeLocationOf(claim(), { ...settings, httpsPort: 10443 });
  expect(location).toBe(`:10443${probe?.filters?.[0]?.requestRedirect?.path?.replaceFullPath}`);
  expect(`https://shop.acme.test:10443${probePathOf(claim())}`.endsWith(location)).toBe(false);
  expect(`${probePathOf(claim())}${location}`).not.toContain(claim().token.slice(0, 8));
});

test('a shared Gateway gets entries with names of the claim’s own, and the certificate lies beside it', () => {
  const names = wantedNames(shared);
  expect(sharedListenersOf(shared, settings)).toMatchObject([
    { name: names.sharedHttp, allowedRoutes: { namespaces: { from: 'Selector' } } },
    { name: names.sharedHttps, tls: { certificateRefs: [{ name: names.secret }] } },
  ]);
  expect(certificateOf(shared, settings)).toMatchObject({
    metadata: { namespace: 'infra', name: names.secret },
    spec: { dnsNames: ['shop.acme.test'], issuerRef: { kind: 'ClusterIssuer', name: 'test-ca' } },
  });
  expect(redirectRouteOf(shared, settings)?.spec?.parentRefs).toMatchObject([
    { kind: 'Gateway', namespace: 'infra', sectionName: names.sharedHttp },
  ]);
  expect([listenerSetOf(shared, settings), certificateOf(claim(), settings)]).toEqual([null, null]);
});

test('a name that a listener covers wants nothing', () => {
  expect([listenerSetOf(covered, settings), redirectRouteOf(covered, settings)]).toEqual([null, null]);
  expect(sharedListenersOf(covered, settings)).toEqual([]);
});
