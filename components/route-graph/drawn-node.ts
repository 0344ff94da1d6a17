import { type Node, Position } from '@xyflow/react';
import type { GraphNode } from '@/lib/gateway-api/graph.ts';
import type { CanvasNodeData } from './canvas-node.tsx';
import { type Box, endsOf } from './graph-layout.ts';

/**
 * A node for the drawing library, complete as it stands: with its size and with where ways begin and end.
 *
 * The library measures a node that lacks either, and draws no way to it until then. It forgets what it measured whenever the node is given
 * anew, as each lamp that turns has it, and when both happen at once it does not measure again: ways and shares stayed away.
 */
export function toDrawnNode(node: GraphNode, box: Box, more: Omit<CanvasNodeData, 'node'>): Node<CanvasNodeData> {
  const { x, y, width, height } = box;
  const { target, source } = endsOf(box);
  return {
    id: node.id,
    type: 'stop',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { type: 'target', position: Position.Left, width: 0, height: 0, ...target },
      { type: 'source', position: Position.Right, width: 0, height: 0, ...source },
    ],
    data: { node, ...more },
    style: { pointerEvents: 'all' },
  };
}
