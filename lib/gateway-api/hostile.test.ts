import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyBody } from './apply-body.ts';
import { attachRoute } from './attachment.ts';
import { backendNames, describeRoute } from './describe.ts';
import { diffRoutes } from './diff.ts';
import { setAt } from './document.ts';
import { publishedNames } from './external-dns.ts';
import { keptPaths } from './kept-paths.ts';
import { listenersFor } from './listener-picker.ts';
import { lastChangeOf, ownersOf } from './managed-fields.ts';
import { gateway, httpRoute, listenerSet, referenceGrant, snapshot } from './object-builders.ts';
import type { HttpRoute } from './objects.ts';
import { summariseStatus } from './status.ts';
import { mergeRoutes } from './three-way.ts';
import { tiesLost } from './ties.ts';

const full: HttpRoute = {
  ...httpRoute(
    {
      rules: [
        {
          name: 'beta',
          matches: [
            { path: { value: '/v2' }, headers: [{ name: 'x', value: '1' }], queryParams: [{ name: 'q', value: '1' }] },
          ],
          filters: [
            { type: 'RequestMirror', requestMirror: { backendRef: { name: 'm' } } },
            { type: 'RequestRedirect' },
          ],
          backendRefs: [{ name: 'a', port: 80, filters: [{ type: 'CORS' }] }],
        },
      ],
    },
    {
      annotations: { a: 'b' },
      labels: { c: 'd' },
      managedFields: [{ manager: 'm', operation: 'Apply', time: 'x', fieldsV1: { 'f:spec': { 'f:rules': {} } } }],
    },
  ),
  status: {
    parents: [
      { parentRef: { name: 'external', namespace: 'infra' }, controllerName: 'c', conditions: [{ type: 'Accepted' }] },
    ],
  },
};

/** Every path of a document below a root. */
function pathsOf(doc: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof doc !== 'object' || doc === null) return [];
  const keys = Array.isArray(doc) ? doc.keys() : Object.keys(doc);
  return [...keys].flatMap((key) => {
    const child: unknown = Reflect.get(doc, key);
    return [[...path, key], ...pathsOf(child, [...path, key])];
  });
}

const ofRoute = pathsOf(full).filter((path) => path.length > 1 && path.join('.') !== 'metadata.name');
const open = gateway({
  allowedListeners: {
    namespaces: { from: 'Selector', selector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] } },
  },
});
const ofGateway = pathsOf(open).filter((path) => path[0] !== 'metadata');
const ofSet = pathsOf(listenerSet()).filter((path) => path[0] !== 'metadata');
const ofGrant = pathsOf(referenceGrant('a', 'b')).filter((path) => path[0] !== 'metadata');
const value = fc.jsonValue({ maxDepth: 2 });

test('no function throws on a route, Gateway, ListenerSet or grant of which any part is something else', () => {
  const at = (paths: readonly (readonly (string | number)[])[]) => fc.tuple(fc.constantFrom(...paths), value);
  fc.assert(
    fc.property(at(ofRoute), at(ofGateway), at(ofSet), at(ofGrant), (one, two, three, four) => {
      const route = setAt(full, ...one);
      const cluster = snapshot({
        gateways: [setAt(open, ...two)],
        listenerSets: [setAt(listenerSet(), ...three)],
        referenceGrants: [setAt(referenceGrant('a', 'b'), ...four)],
      });
      expect(attachRoute(route, cluster)).toBeInstanceOf(Array);
      expect(listenersFor('storefront', cluster)).toBeInstanceOf(Array);
      expect(summariseStatus(route, cluster).parents).toBeInstanceOf(Array);
      expect(typeof describeRoute(route)).toBe('string');
      expect(backendNames(route)).toBeInstanceOf(Array);
      expect(diffRoutes(full, route)).toBeInstanceOf(Array);
      expect(diffRoutes(route, full)).toBeInstanceOf(Array);
      expect(mergeRoutes(full, route, setAt(full, ['spec', 'x'], 1)).conflicts).toBeInstanceOf(Array);
      expect(mergeRoutes(route, full, route).conflicts).toBeInstanceOf(Array);
      expect(tiesLost(route, [full])).toBeInstanceOf(Array);
      expect(ownersOf(route)).toBeInstanceOf(Array);
      lastChangeOf(route);
      expect(applyBody(full, route, 'm').changed).toBeInstanceOf(Array);
      expect(applyBody(route, full, 'm').changed).toBeInstanceOf(Array);
      expect(publishedNames(route, 'external-dns.alpha.kubernetes.io/').names).toBeInstanceOf(Array);
      expect(keptPaths(route)).toBeInstanceOf(Array);
    }),
    { numRuns: 3_000 },
  );
});
