import { expect, test } from 'vitest';
import { routeGraph } from '@/lib/gateway-api/graph.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { endsOf, layoutGraph } from './graph-layout.ts';

test('16 rules with 16 backends each stand in columns and nowhere above each other', () => {
  const refs = (rule: number) =>
    Array.from({ length: 16 }, (_, index) => ({ name: `s${rule}-${index % 3}`, port: 8000 + index }));
  const rules = Array.from({ length: 16 }, (_, index) => ({ backendRefs: refs(index) }));
  const { nodes } = routeGraph(httpRoute({ rules }), [], null);
  const boxes = [...layoutGraph(nodes).values()];
  expect(new Set(boxes.map(({ x }) => x)).size).toBe(4);
  for (const [index, box] of boxes.entries()) {
    const below = boxes.slice(index + 1).filter((other) => other.x === box.x);
    expect(below.every((other) => other.y >= box.y + box.height)).toBe(true);
  }
});

test('ways end in the middle of the sides of a box, wherever it stands', () => {
  const { target, source } = endsOf({ x: 10, y: 20, width: 220, height: 54 });
  expect([target, source]).toEqual([
    { x: 0, y: 27 },
    { x: 220, y: 27 },
  ]);
});
