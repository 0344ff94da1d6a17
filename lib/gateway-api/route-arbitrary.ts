import fc from 'fast-check';
import { httpRoute } from './object-builders.ts';
import type { HttpRoute, HttpRouteRule } from './objects.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function record(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(shape)
    .map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));
}

const named = record({ name: word, value: word, type: maybe(fc.constant('RegularExpression')) });
const match = record({
  path: maybe(record({ type: maybe(fc.constantFrom('Exact', 'PathPrefix')), value: fc.constantFrom('/', '/a', '/b') })),
  method: maybe(fc.constantFrom('GET', 'POST')),
  headers: maybe(fc.array(named, { maxLength: 2 })),
  queryParams: maybe(fc.array(named, { maxLength: 2 })),
});
const backendRef = record({
  name: word,
  port: maybe(fc.constantFrom(80, 8080)),
  weight: maybe(fc.integer({ min: 0, max: 10 })),
  namespace: maybe(word),
  filters: maybe(fc.array(record({ type: word }), { maxLength: 1 })),
});

/** A rule with everything that the form edits and some that it keeps: for tests. */
export const arbitraryRule: fc.Arbitrary<HttpRouteRule> = record({
  name: maybe(word),
  matches: maybe(fc.array(match, { maxLength: 3 })),
  backendRefs: maybe(fc.array(backendRef, { maxLength: 3 })),
  filters: maybe(
    fc.array(record({ type: word, requestRedirect: maybe(record({ port: fc.nat(9) })) }), { maxLength: 2 }),
  ),
  timeouts: maybe(record({ request: word })),
  unknownField: maybe(fc.jsonValue({ maxDepth: 1 })),
});

/** A small route whose values collide often, so that equal and nearly equal ones occur: for tests. */
export const arbitraryRoute: fc.Arbitrary<HttpRoute> = fc
  .record({
    hostnames: fc.array(fc.constantFrom('a.test', 'b.test', 'c.test'), { maxLength: 3 }),
    parentRefs: fc.array(fc.record({ name: word, sectionName: word }), { maxLength: 2 }),
    rules: fc.array(arbitraryRule, { maxLength: 3 }),
    labels: fc.dictionary(word, word, { maxKeys: 2, noNullPrototype: true }),
    annotations: fc.dictionary(word, word, { maxKeys: 2, noNullPrototype: true }),
  })
  .map(({ labels, annotations, ...spec }) => httpRoute(spec, { labels, annotations }));
