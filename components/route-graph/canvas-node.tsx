'use client';

import { Handle, type Node, type NodeProps, Position, useReactFlow } from '@xyflow/react';
import { type FocusEvent, memo } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { GraphNode } from '@/lib/gateway-api/graph.ts';
import type { Path } from '@/lib/outcome.ts';
import type { GraphLamp } from './graph-lamps.ts';
import { DraftMark } from './graph-list.tsx';
import { nodeWords } from './graph-words.ts';

export type CanvasNodeData = {
  readonly node: GraphNode;
  readonly lamps: readonly GraphLamp[];
  readonly onShow: (path: Path) => void;
  /** Told which node has the focus, null when none has. */
  readonly onActive: (id: string | null) => void;
};

/** A node of the drawing: a button that leads to its place on the form. */
export const CanvasNode = memo(function CanvasNode({ data, id }: NodeProps<Node<CanvasNodeData>>) {
  const { node, lamps, onShow, onActive } = data;
  const { fitView, getZoom } = useReactFlow();

  // The browser would scroll the drawing's frame, which cannot be scrolled back: the drawing is moved instead.
  function handleFocus(event: FocusEvent<HTMLElement>) {
    onActive(id);
    const frame = event.currentTarget.closest<HTMLElement>('.react-flow');
    if (!frame || !event.currentTarget.matches(':focus-visible')) return;
    for (const part of [frame, ...frame.querySelectorAll<HTMLElement>('.react-flow__renderer,.react-flow__pane')])
      part.scrollTo(0, 0);
    const [own, around] = [event.currentTarget.getBoundingClientRect(), frame.getBoundingClientRect()];
    const isInside =
      own.left >= around.left && own.right <= around.right && own.top >= around.top && own.bottom <= around.bottom;
    if (!isInside) fitView({ nodes: [{ id }], minZoom: getZoom(), maxZoom: getZoom() });
  }

  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <button
        type="button"
        onFocus={handleFocus}
        onBlur={() => onActive(null)}
        onClick={() => onShow(node.path)}
        aria-label={`${nodeWords(node, lamps)}. Show in the form`}
        className={classNames(
          'nodrag nopan flex size-full min-w-0 flex-col justify-center gap-0.5 rounded-control border bg-panel px-2.5 text-left text-sm text-ink hover:bg-sunken',
          node.refusal !== '' ? 'border-danger' : 'border-line-strong',
          !node.isInCluster && 'border-dashed',
          node.kind === 'rule' && 'border-l-[3px] border-l-accent',
        )}
      >
        <bdi className="block max-w-full truncate font-semibold" title={node.title}>
          {node.title}
        </bdi>
        {node.detail !== '' && (
          <bdi className="block max-w-full truncate font-mono text-xs text-ink-2" title={node.detail}>
            {node.detail}
          </bdi>
        )}
        {node.refusal !== '' && <span className="line-clamp-3 text-xs text-danger">{node.refusal}</span>}
        {(lamps.length > 0 || !node.isInCluster) && (
          <span className="flex items-center gap-2.5 text-xs text-ink-2">
            {lamps.map(({ label, state }) => (
              <span key={label} className="inline-flex min-w-0 items-center gap-1">
                <Lamp state={state} decorative />
                <span className="truncate">{label}</span>
              </span>
            ))}
            {!node.isInCluster && <DraftMark />}
          </span>
        )}
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
    </>
  );
});
