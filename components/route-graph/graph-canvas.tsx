'use client';

import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, type Node, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type CSSProperties, useEffect, useMemo } from 'react';
import type { GraphEdge, GraphNode, RouteGraph } from '@/lib/gateway-api/graph.ts';
import type { Path } from '@/lib/outcome.ts';
import { CanvasNode, type CanvasNodeData } from './canvas-node.tsx';
import type { GraphLamp } from './graph-lamps.ts';
import { heightOfGraph, layoutGraph } from './graph-layout.ts';

type GraphCanvasProps = {
  readonly graph: RouteGraph;
  readonly lampsFor: (node: GraphNode) => readonly GraphLamp[];
  readonly onShow: (path: Path) => void;
};

const nodeTypes = { stop: CanvasNode };
const controlsClass =
  'overflow-hidden rounded-control border border-line-strong bg-panel text-ink-2 [&>button]:grid [&>button]:size-7 [&>button]:place-items-center [&>button:hover]:bg-sunken [&_svg]:size-3 [&_svg]:fill-current';
const fitting = { padding: 0.06, maxZoom: 1 } as const;
/** The library's colours in our tokens. */
const tokens = {
  '--xy-edge-stroke': 'var(--line-strong)',
  '--xy-edge-label-background-color': 'var(--panel)',
  '--xy-edge-label-color': 'var(--ink-2)',
  '--xy-background-color': 'transparent',
  '--xy-background-pattern-color': 'var(--line)',
  '--xy-attribution-background-color': 'transparent',
} as CSSProperties;

/** The graph as a drawing that can be zoomed and moved. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, lampsFor, onShow }: GraphCanvasProps) {
  const { fitView } = useReactFlow();
  const boxes = useMemo(() => layoutGraph(graph.nodes), [graph.nodes]);
  const nodes = graph.nodes.map((node): Node<CanvasNodeData> => {
    const box = boxes.get(node.id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return {
      id: node.id,
      type: 'stop',
      position: { x: box.x, y: box.y },
      width: box.width,
      height: box.height,
      data: { node, lamps: lampsFor(node), onShow },
      style: { pointerEvents: 'all' },
    };
  });
  const edges = useMemo(() => graph.edges.map(toEdge), [graph.edges]);
  const count = graph.nodes.length;

  // The drawing follows what is added and removed; who has zoomed in keeps the place while only words change.
  useEffect(() => {
    if (count > 0) fitView(fitting);
  }, [count, fitView]);

  return (
    <div style={{ ...tokens, height: `clamp(320px, ${heightOfGraph(boxes) + 60}px, 72vh)` }} data-testid="route-graph">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={fitting}
        minZoom={0.15}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
      >
        <Background gap={22} />
        <Controls showInteractive={false} fitViewOptions={fitting} className={controlsClass} />
      </ReactFlow>
    </div>
  );
}

function toEdge({ id, from, to, kind, label, share }: GraphEdge): Edge {
  const isIdle = share === 0;
  const stroke =
    kind === 'refused'
      ? 'var(--danger)'
      : kind === 'sends' && !isIdle
        ? 'var(--series-1)'
        : kind === 'redirects'
          ? 'var(--accent)'
          : 'var(--control-border)';
  const isDashed = kind === 'refused' || kind === 'mirrors' || isIdle;
  return {
    id,
    source: from,
    target: to,
    ...(label === '' ? {} : { label }),
    style: {
      stroke,
      strokeWidth: kind === 'sends' && share !== null ? 1 + (share / 100) * 4 : 1.5,
      ...(isDashed ? { strokeDasharray: '5 4' } : {}),
    },
    labelStyle: { fontSize: 12, fontWeight: 550, fill: 'var(--ink)' },
    labelBgStyle: { fill: 'var(--panel)' },
    labelBgPadding: [4, 2],
    labelBgBorderRadius: 4,
  };
}
