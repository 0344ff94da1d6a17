import { Cell, ColumnHead, DataTable, TableBody, TableHead, TableRow } from '@/components/ui/data-table.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { GatewayRow, ListenerRow } from '@/lib/signals/route-view.ts';

/** The listeners of a Gateway: what each takes, from whom, and whether it serves. */
export function ListenerTable({ gateway }: { readonly gateway: GatewayRow }) {
  if (gateway.listeners.length === 0) {
    return <p className="px-4 py-3.5 text-md text-ink-2">The Gateway has no listeners, so it takes no requests.</p>;
  }
  return (
    <DataTable label={`Listeners of ${gateway.name}`}>
      <TableHead>
        <ColumnHead>Listener</ColumnHead>
        <ColumnHead>Takes</ColumnHead>
        <ColumnHead>Admits</ColumnHead>
        <ColumnHead>Routes</ColumnHead>
        <ColumnHead>State</ColumnHead>
      </TableHead>
      <TableBody>
        {gateway.listeners.map((listener) => (
          <ListenerTableRow key={listener.name} listener={listener} />
        ))}
      </TableBody>
    </DataTable>
  );
}

function ListenerTableRow({ listener }: { readonly listener: ListenerRow }) {
  return (
    <TableRow data-listener={listener.name} data-state={listener.state}>
      <Cell className="font-semibold">
        <bdi>{listener.name}</bdi>
      </Cell>
      <Cell>
        <code>
          {listener.protocol} {listener.port}
        </code>
        <span className="block text-sm text-ink-2">
          {listener.hostname === null ? (
            'any hostname'
          ) : (
            <code>
              <bdi>{listener.hostname}</bdi>
            </code>
          )}
        </span>
      </Cell>
      <Cell className="text-sm text-ink-2">
        <span className="wide:hidden">Admits </span>
        <bdi>{listener.admits}</bdi>
      </Cell>
      <Cell className="text-sm text-ink-2 tabular-nums">
        {listener.attachedRoutes ?? 'not said'}
        <span className="wide:hidden"> routes attached</span>
      </Cell>
      <Cell className="text-sm">
        <span className="flex items-start gap-2">
          <span className="pt-0.5 leading-none">
            <Lamp state={listener.state} of={listener.name} />
          </span>
          <span>
            <RichReason text={listener.reason} />
          </span>
        </span>
      </Cell>
    </TableRow>
  );
}
