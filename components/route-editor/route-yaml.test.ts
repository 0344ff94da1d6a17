import fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { lineDiff, routeYaml } from './route-yaml.ts';

test('a route in YAML leaves out what the server writes, unless it is asked for', () => {
  const route = { ...httpRoute({}, { managedFields: [{ manager: 'signalbox' }] }), status: { parents: [] } };
  expect(routeYaml(route)).not.toMatch(/managedFields|uid|resourceVersion|status/);
  expect(routeYaml(route, { withServerFields: true })).toMatch(/managedFields[\s\S]*status/);
});

test('equal texts have no difference', () => {
  expect(lineDiff('a\nb\n', 'a\nb\n')).toEqual([]);
});

test('a changed line is shown with what stands around it', () => {
  const lines = lineDiff('a\nb\nc\nd\ne\nf\n', 'a\nb\nc\nX\ne\nf\n', 1);
  expect(lines.map((line) => `${line.kind} ${line.text}`)).toEqual(['same c', 'removed d', 'added X', 'same e']);
});

test('far changes are parted by a gap', () => {
  const lines = lineDiff('a\nb\nc\nd\ne\n', 'X\nb\nc\nd\nY\n', 0);
  expect(lines.map((line) => line.kind)).toEqual(['removed', 'added', 'gap', 'removed', 'added']);
});

test('with all context the difference gives both texts back', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before.join() !== after.join());
      const lines = lineDiff(before.join('\n'), after.join('\n'), 1_000);
      const side = (kind: string) =>
        lines.filter((line) => line.kind === 'same' || line.kind === kind).map((l) => l.text);
      expect(side('removed')).toEqual(before);
      expect(side('added')).toEqual(after);
    }),
  );
});
