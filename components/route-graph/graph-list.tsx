import { Lamp } from '@/components/ui/lamp.tsx';
import { columnOf, type GraphColumn, type GraphNode, graphColumns, type RouteGraph } from '@/lib/gateway-api/graph.ts';
import type { Path } from '@/lib/outcome.ts';
import type { GraphLamp } from './graph-lamps.ts';
import { nodeWords, waysFrom } from './graph-words.ts';

type GraphListProps = {
  readonly graph: RouteGraph;
  readonly lampsFor: (node: GraphNode) => readonly GraphLamp[];
  /** Absent where the drawing beside it leads to the form. */
  readonly onShow?: ((path: Path) => void) | undefined;
};

const headings = {
  hostname: 'Hostnames',
  listener: 'Listeners',
  rule: 'Rules',
  target: 'Where requests end',
} as const satisfies Record<GraphColumn, string>;

/** The graph as a nested list: what stands in it and where each way leads. */
export function GraphList({ graph, lampsFor, onShow }: GraphListProps) {
  return (
    <div className="grid gap-3">
      {graphColumns.map((column) => {
        const nodes = graph.nodes.filter((node) => columnOf(node) === column);
        if (nodes.length === 0) return null;
        return (
          <section key={column} aria-label={headings[column]}>
            <h3 className="mb-1 text-xs text-ink-3">{headings[column]}</h3>
            <ul className="grid gap-1.5">
              {nodes.map((node) => (
                <li key={node.id}>
                  <ListNode node={node} lamps={lampsFor(node)} onShow={onShow} />
                  <Ways node={node} graph={graph} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

type ListNodeProps = Pick<GraphListProps, 'onShow'> & {
  readonly node: GraphNode;
  readonly lamps: readonly GraphLamp[];
};

function ListNode({ node, lamps, onShow }: ListNodeProps) {
  if (!onShow) return <p>{nodeWords(node, lamps)}.</p>;
  return (
    <button
      type="button"
      onClick={() => onShow(node.path)}
      className="grid w-full min-w-0 gap-0.5 rounded-control border border-line-strong bg-panel px-2.5 py-1.5 text-left hover:bg-sunken"
    >
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        {lamps.map(({ label, state }) => (
          <Lamp key={label} state={state} of={label} />
        ))}
        <bdi className="min-w-0 font-semibold break-all">{node.title}</bdi>
        {!node.isInCluster && <DraftMark />}
      </span>
      {node.detail !== '' && <bdi className="font-mono text-xs break-all text-ink-2">{node.detail}</bdi>}
      {node.refusal !== '' && <span className="text-xs text-danger">{node.refusal}</span>}
    </button>
  );
}

/** Marks what only the draft has. */
export function DraftMark() {
  return (
    <span className="rounded-full border border-dashed border-control px-1.5 text-2xs whitespace-nowrap text-ink-2">
      draft
    </span>
  );
}

function Ways({ node, graph }: { readonly node: GraphNode; readonly graph: RouteGraph }) {
  const ways = waysFrom(node, graph);
  if (ways.length === 0) return null;
  return (
    <ul className="mt-0.5 ml-3 grid border-l border-line pl-2.5 text-xs text-ink-2">
      {ways.map((way) => (
        <li key={way.node.id} className="min-w-0 break-words">
          {way.words}
        </li>
      ))}
    </ul>
  );
}
