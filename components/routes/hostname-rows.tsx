import { HostLink } from '@/components/signal-path/host-link.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { MiniPath } from '@/components/ui/mini-path.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';

/** The hostnames of one route, each with its own lights. */
export function HostnameRows({ id, route }: { readonly id: string; readonly route: RouteRow }) {
  return (
    <tr id={id} className="narrow:block">
      <td
        colSpan={6}
        className="border-b border-line bg-sunken/60 px-4 py-2 narrow:block narrow:border-0 narrow:px-3.5"
      >
        <ul aria-label={`Hostnames of ${route.name}`} className="grid gap-1.5">
          {route.signals.map((signal) => (
            <li
              key={signal.hostname}
              className="grid grid-cols-[minmax(0,2fr)_auto_minmax(0,3fr)] items-center gap-x-5 text-sm narrow:grid-cols-1 narrow:gap-y-1 narrow:py-1"
            >
              <HostLink hostname={signal.hostname} url={signal.url} />
              <MiniPath
                lamps={{
                  dns: signal.verdicts.dns.state,
                  tls: signal.verdicts.tls.state,
                  gateway: signal.verdicts.gateway.state,
                  route: signal.verdicts.route.state,
                  backend: signal.verdicts.backend.state,
                }}
              />
              <span className="flex items-center gap-1.5 text-ink-2">
                <Lamp state={signal.state} decorative />
                <HostnameReason signal={signal} />
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function HostnameReason({ signal }: { readonly signal: RouteRow['signals'][number] }) {
  const worst = Object.values(signal.verdicts).find((verdict) => verdict.state === signal.state);
  if (!worst || signal.state === 'ok' || signal.state === 'not-needed') return <span>All clear</span>;
  return (
    <span>
      <RichReason text={worst.reason} />
    </span>
  );
}
