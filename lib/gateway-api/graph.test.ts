import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GraphNode, type RouteGraph, routeGraph } from './graph.ts';
import { listenersFor } from './listener-picker.ts';
import { gateway, httpRoute, snapshot } from './object-builders.ts';
import type { HttpRoute, HttpRouteSpec } from './objects.ts';

const all = { namespaces: { from: 'All' } };
const listeners = listenersFor(
  'storefront',
  snapshot({
    gateways: [
      gateway({
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: all },
          { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.apps.test', allowedRoutes: all },
          { name: 'ops', port: 81, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
        ],
      }),
    ],
  }),
);

function graphOf(spec: HttpRouteSpec, base: HttpRoute | null = null): RouteGraph {
  return routeGraph(httpRoute(spec), listeners, base);
}

function node({ nodes }: RouteGraph, title: string): GraphNode {
  const found = nodes.find((one) => one.title === title);
  if (!found) throw new Error(`no node ${title} in ${nodes.map((one) => one.title).join(', ')}`);
  return found;
}

function edges(graph: RouteGraph): readonly string[] {
  const titles = new Map(graph.nodes.map(({ id, title }) => [id, title]));
  return graph.edges.map(({ kind, from, to, label }) =>
    `${titles.get(from)} ${kind} ${titles.get(to)} ${label}`.trim(),
  );
}

test('a request can be followed from its hostname to the backends with their shares', () => {
  const backendRefs = [
    { name: 'a', port: 80, weight: 90 },
    { name: 'b', port: 80, weight: 10 },
  ];
  const graph = graphOf({ rules: [{ name: 'all', backendRefs }] });
  expect(edges(graph)).toEqual([
    'shop.apps.test serves external · http',
    'shop.apps.test serves external · https',
    'shop.apps.test refused external · ops',
    'external · http takes all',
    'external · https takes all',
    'all sends a 90 %',
    'all sends b 10 %',
  ]);
  expect(node(graph, 'external · ops').refusal).toContain('does not admit namespace storefront');
  expect(node(graph, 'b').path).toEqual(['spec', 'rules', 0, 'backendRefs', 1]);
});

test('a listener that covers no hostname says so, and a name that nobody serves too', () => {
  const graph = graphOf({
    hostnames: ['shop.example.test'],
    parentRefs: [{ name: 'external', namespace: 'infra', sectionName: 'https' }],
  });
  expect(node(graph, 'external · https').refusal).toBe('Serves *.apps.test, none of the route’s hostnames.');
  expect(node(graph, 'shop.example.test').refusal).toBe('No listener of this route serves it.');
  expect(edges(graph)).toEqual(['Rule 1 sends storefront']);
});

test.each([
  [{ name: 'external', namespace: 'infra', sectionName: 'nope' }, 'external · nope', 'has no such listener'],
  [{ name: 'other' }, 'other', 'No Gateway other is known in storefront'],
])('a parent that leads nowhere stays visible with the reason', (parent, title, words) => {
  expect(node(graphOf({ parentRefs: [parent] }), title).refusal).toContain(words);
});

test('a redirect, a mirror and a rule without target end where they end', () => {
  const graph = graphOf({
    rules: [
      { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      {
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'b', port: 80 }, percent: 25 } }],
        backendRefs: [{ name: 'a', port: 80 }],
      },
      {},
    ],
  });
  expect(edges(graph).slice(-4)).toEqual([
    'Rule 1 redirects 301 → https, same host',
    'Rule 2 sends a',
    'Rule 2 mirrors b copies of 25 %',
    'Rule 3 sends No backend',
  ]);
});

test('a backend of several rules is one node, at its first place in the form', () => {
  const rule = { backendRefs: [{ name: 'a', port: 80 }] };
  const graph = graphOf({ rules: [rule, rule] });
  expect(graph.nodes.filter(({ kind }) => kind === 'backend')).toHaveLength(1);
  expect(node(graph, 'a').path).toEqual(['spec', 'rules', 0, 'backendRefs', 0]);
});

test('a backend that a rule names twice gets both shares', () => {
  const ref = { name: 'a', port: 80, weight: 1 };
  const graph = graphOf({ rules: [{ backendRefs: [ref, { ...ref, name: 'b', weight: 2 }, ref] }] });
  expect(edges(graph).slice(-2)).toEqual(['Rule 1 sends a 50 %', 'Rule 1 sends b 50 %']);
});

test('only what the cluster has counts as in the cluster', () => {
  const base = httpRoute({ rules: [{ backendRefs: [{ name: 'a', port: 80, weight: 1 }] }] });
  const graph = graphOf(
    {
      hostnames: ['shop.apps.test', 'new.apps.test'],
      rules: [
        {
          backendRefs: [
            { name: 'a', port: 80, weight: 2 },
            { name: 'b', port: 80 },
          ],
        },
      ],
    },
    base,
  );
  const drafts = graph.nodes.filter(({ isInCluster }) => !isInCluster).map(({ title }) => title);
  expect(drafts).toEqual(['new.apps.test', 'Rule 1', 'b']);
  expect(routeGraph(base, listeners, base).nodes.every(({ isInCluster }) => isInCluster)).toBe(true);
});

test('too many nodes are left out and counted', () => {
  const hostnames = Array.from({ length: 100 }, (_, index) => `h${index}.apps.test`);
  const graph = graphOf({ hostnames });
  expect(graph.hidden).toBe(36);
  expect(graph.edges.every(({ from }) => graph.nodes.some(({ id }) => id === from))).toBe(true);
});

test('no draft throws, and every edge joins two nodes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (hostnames, parentRefs, rules) => {
      const spec = { hostnames, parentRefs, rules: [rules, { backendRefs: rules, filters: parentRefs }] };
      const route = { ...httpRoute(), spec } as unknown as HttpRoute;
      const { nodes, edges: drawn } = routeGraph(route, listeners, null);
      const ids = new Set(nodes.map(({ id }) => id));
      expect(drawn.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    }),
  );
});
