'use client';

import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import type { GraphEdge, GraphNode, RouteGraph } from '@/lib/gateway-api/graph.ts';
import type { Path } from '@/lib/outcome.ts';
import { CanvasNode } from './canvas-node.tsx';
import { toDrawnNode } from './drawn-node.ts';
import type { GraphLamp } from './graph-lamps.ts';
import { heightOfGraph, layoutGraph } from './graph-layout.ts';

type GraphCanvasProps = {
  readonly graph: RouteGraph;
  readonly lampsFor: (node: GraphNode) => readonly GraphLamp[];
  readonly onShow: (path: Path) => void;
};

const nodeTypes = { stop: CanvasNode };
const nowhere = { x: 0, y: 0, width: 0, height: 0 };
/** From this many edges on their labels would lie on each other. */
const denseFrom = 60;
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
  const [active, setActive] = useState<string | null>(null);
  const boxes = useMemo(() => layoutGraph(graph.nodes), [graph.nodes]);
  const isDense = graph.edges.length > denseFrom;
  const nodes = useMemo(
    () =>
      graph.nodes.map((node) =>
        toDrawnNode(node, boxes.get(node.id) ?? nowhere, { lamps: lampsFor(node), onShow, onActive: setActive }),
      ),
    [graph.nodes, boxes, lampsFor, onShow],
  );
  const edges = useMemo(
    () => graph.edges.map((edge) => (isDense ? toDenseEdge(edge, active) : toEdge(edge))),
    [graph.edges, isDense, active],
  );
  const count = graph.nodes.length;

  // The drawing follows what is added and removed; who has zoomed in keeps the place while only words change.
  useEffect(() => {
    if (count > 0) fitView(fitting);
  }, [count, fitView]);

  return (
    <div
      style={{ ...tokens, height: `clamp(320px, ${heightOfGraph(boxes) + 60}px, max(72vh, 960px))` }}
      data-testid="route-graph"
    >
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
        onNodeMouseEnter={(_event, { id }) => setActive(id)}
        onNodeMouseLeave={() => setActive(null)}
      >
        <Background gap={22} />
        <Controls showInteractive={false} fitViewOptions={fitting} className={controlsClass} />
      </ReactFlow>
    </div>
  );
}

/** Among many ways only those of one node can be told apart: the others fade, and their shares are not written. */
function toDenseEdge(edge: GraphEdge, active: string | null): Edge {
  const isActive = edge.from === active || edge.to === active;
  const { label, style, ...rest } = toEdge(edge);
  if (!isActive) return { ...rest, style: { ...style, strokeWidth: 1, opacity: active === null ? 0.45 : 0.12 } };
  return { ...rest, ...(label === undefined ? {} : { label }), style: style ?? {}, zIndex: 1 };
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
