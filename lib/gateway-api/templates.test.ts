import { expect, test } from 'vitest';
import { emptyContext, type ValidationContext } from '../validation/context.ts';
import { hasErrors, validateRoute } from '../validation/validate-route.ts';
import { applyEdit } from './edit.ts';
import type { ListenerChoice } from './listener-picker.ts';
import { listenersFor } from './listener-picker.ts';
import { gateway, snapshot } from './object-builders.ts';
import type { HttpRoute } from './objects.ts';
import { findTemplate, type RouteTemplate, type TemplateOptions, templateIds, templates } from './templates.ts';

const all = { namespaces: { from: 'All' } };

function listenersOf(securePort: number | null): readonly ListenerChoice[] {
  const plain = { name: 'http', port: 10080, protocol: 'HTTP', allowedRoutes: all };
  const secure = { name: 'https', protocol: 'HTTPS', hostname: '*.apps.test', allowedRoutes: all };
  const listeners = securePort === null ? [plain] : [plain, { ...secure, port: securePort }];
  return listenersFor('storefront', snapshot({ gateways: [gateway({ listeners })] }));
}

const options: TemplateOptions = {
  namespace: 'storefront',
  parentRefs: [{ name: 'external', namespace: 'infra' }],
  listeners: listenersOf(10443),
};

const context: ValidationContext = {
  ...emptyContext,
  namespaces: ['storefront'],
  listeners: { storefront: options.listeners },
  services: ['a', 'b'].map((name) => ({
    namespace: 'storefront',
    name,
    ports: [{ port: 80, name: null, readyEndpoints: 1, totalEndpoints: 1 }],
  })),
  servicesKnownIn: ['storefront'],
};

const backends = ['a', 'b'].map((name) => ({ name, port: 80 }));

function template(id: string): RouteTemplate {
  const found = findTemplate(id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}

function redirectOfFirst(route: HttpRoute): unknown {
  return route.spec?.rules?.[0]?.filters?.[0]?.requestRedirect;
}

test.each(templateIds)('%s has no error once its open fields are filled', (id) => {
  const built = template(id).build({ ...options, hostnames: ['shop.apps.test'], backends });
  const filled = [
    { op: 'set', path: ['metadata', 'name'], value: 'shop' } as const,
    ...(id === 'maintenance-redirect'
      ? [
          {
            op: 'set',
            path: ['spec', 'rules', 0, 'filters', 0, 'requestRedirect', 'hostname'],
            value: 'status.apps.test',
          } as const,
        ]
      : []),
  ].reduce<HttpRoute>(applyEdit, built);
  const issues = validateRoute(filled, context);
  expect(hasErrors(issues), JSON.stringify(issues)).toBe(false);
});

test.each(templates)('$title leaves exactly its places for backends open', ({ build, places }) => {
  const refs = build(options).spec?.rules?.flatMap((rule) => rule.backendRefs ?? []) ?? [];
  expect(refs.map((ref) => ref.name)).toEqual(Array.from({ length: places }, () => ''));
});

test('a canary begins with 5 %, blue/green with nothing for the second', () => {
  const weights = (id: string) =>
    template(id)
      .build(options)
      .spec?.rules?.[0]?.backendRefs?.map((ref) => ref.weight);
  expect(weights('canary')).toEqual([95, 5]);
  expect(weights('blue-green')).toEqual([100, 0]);
});

test('a backend keeps what it carries and gets the weight of its place', () => {
  const [first] = template('canary').build({ ...options, backends: [{ name: 'a', port: 80, weight: 3 }] }).spec
    ?.rules?.[0]?.backendRefs ?? [{}];
  expect(first).toEqual({ name: 'a', port: 80, weight: 95 });
});

test('HTTP to HTTPS stands on the HTTP listeners alone', () => {
  const route = template('http-to-https').build(options);
  expect(route.spec?.parentRefs).toEqual([{ name: 'external', namespace: 'infra', sectionName: 'http' }]);
});

test.each([
  ['is not 443', 10443, undefined, { scheme: 'https', port: 10443, statusCode: 301 }],
  ['is 443', 443, undefined, { scheme: 'https', statusCode: 301 }],
  ['is seen as 443 from outside', 10443, { 10443: 443 }, { scheme: 'https', statusCode: 301 }],
  ['is seen as another one from outside', 443, { 443: 8443 }, { scheme: 'https', port: 8443, statusCode: 301 }],
])('a redirect to HTTPS says where clients reach it when the port %s', (_words, port, publicPorts, wanted) => {
  const route = template('http-to-https').build({ ...options, listeners: listenersOf(port), publicPorts });
  expect(redirectOfFirst(route)).toEqual(wanted);
});

test('HTTP to HTTPS cannot be had where nothing serves HTTPS', () => {
  const { unavailable } = template('http-to-https');
  expect(unavailable(options)).toBeNull();
  expect(unavailable({ ...options, listeners: listenersOf(null) })).toContain('No HTTPS listener');
  expect(unavailable({ ...options, listeners: [] }), 'listeners are not known').toBeNull();
});

test('the www name follows the first hostname, and what was typed stays', () => {
  const { build, complete } = template('apex-to-www');
  const empty = build(options);
  expect(complete(empty, options)).toEqual([]);
  const named = applyEdit(empty, { op: 'set', path: ['spec', 'hostnames'], value: ['acme.apps.test'] });
  const completed = complete(named, options).reduce<HttpRoute>(applyEdit, named);
  expect(redirectOfFirst(completed)).toEqual({
    scheme: 'https',
    port: 10443,
    hostname: 'www.acme.apps.test',
    statusCode: 301,
  });
  expect(complete(completed, options)).toEqual([]);
});

test('a www name that nothing serves over HTTPS is reached over HTTP, at the port that clients see', () => {
  const route = template('apex-to-www').build({
    ...options,
    hostnames: ['acme.test'],
    publicPorts: { 10080: 10088 },
  });
  expect(redirectOfFirst(route)).toEqual({ scheme: 'http', port: 10088, hostname: 'www.acme.test', statusCode: 301 });
});
