import { columnOf, type GraphColumn, type GraphNode, graphColumns } from '@/lib/gateway-api/graph.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const widths: Readonly<Record<GraphColumn, number>> = { hostname: 230, listener: 220, rule: 220, target: 220 };
const gapX = 96;
/** With many ways between two columns they need room to be followed. */
const wideGapX = 260;
const crowdedFrom = 8;
const gapY = 14;

/** Where each node stands: columns from left to right, rows in the order of the document, every column centred. */
export function layoutGraph(nodes: readonly GraphNode[]): ReadonlyMap<string, Box> {
  const columns = graphColumns.map((column) => nodes.filter((node) => columnOf(node) === column));
  const heights = columns.map((column) => column.reduce((sum, node) => sum + heightOf(node) + gapY, -gapY));
  const tallest = Math.max(0, ...heights);
  const boxes = new Map<string, Box>();
  let x = 0;
  for (const [index, column] of graphColumns.entries()) {
    const width = widths[column];
    let y = (tallest - Math.max(0, heights[index] ?? 0)) / 2;
    for (const node of columns[index] ?? []) {
      const height = heightOf(node);
      boxes.set(node.id, { x, y, width, height });
      y += height + gapY;
    }
    const isCrowded = Math.min(columns[index]?.length ?? 0, columns[index + 1]?.length ?? 0) >= crowdedFrom;
    x += width + (isCrowded ? wideGapX : gapX);
  }
  return boxes;
}

/** Where the ways to a node end and those from it begin, within its box: in the middle of its sides. */
export function endsOf({ width, height }: Box) {
  return { target: { x: 0, y: height / 2 }, source: { x: width, y: height / 2 } };
}

/** How tall the whole drawing is. */
export function heightOfGraph(boxes: ReadonlyMap<string, Box>): number {
  return Math.max(0, ...[...boxes.values()].map(({ y, height }) => y + height));
}

/** A refusal is a sentence of up to three lines; lamps have a line of their own. */
function heightOf(node: GraphNode): number {
  const hasLamps =
    node.kind === 'listener' ? node.refusal === '' : columnOf(node) !== 'target' || node.kind === 'backend';
  const lines = (node.detail === '' ? 0 : 1) + (hasLamps || !node.isInCluster ? 1 : 0);
  return 36 + lines * 18 + (node.refusal === '' ? 0 : 50);
}
