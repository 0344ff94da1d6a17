'use client';

import { useTeamRoutes } from '@/components/shell/use-team-routes.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { TypedRequest } from '@/lib/gateway-api/matching/request-line.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';

/** What can be asked, shown while nothing is typed: a request to each of three own routes. */
export function OwnExamples({ onChoose }: { readonly onChoose: (request: TypedRequest) => void }) {
  const routes = useTeamRoutes();
  const examples = exampleUrls(routes ?? []);
  return (
    <EmptyState
      title="Type a request, or try one of yours"
      action={
        examples.length > 0 && (
          <ul className="grid max-w-full gap-1.5">
            {examples.map(({ route, url }) => (
              <li key={route}>
                <button
                  type="button"
                  onClick={() => onChoose({ method: 'GET', url, headers: '' })}
                  className="w-full rounded-control border border-control px-3 py-1.5 text-left hover:bg-sunken"
                >
                  <bdi className="block font-mono text-sm break-all">GET {url}</bdi>
                  <span className="text-xs text-ink-2">
                    a hostname of <bdi>{route}</bdi>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    >
      You see which of all routes on the Gateway takes it, why the others do not, and what becomes of it. Nothing is
      sent.
    </EmptyState>
  );
}

/** One address for each of the first three routes that have one. */
function exampleUrls(routes: readonly RouteRow[]): readonly { readonly route: string; readonly url: string }[] {
  return routes
    .flatMap(({ name, signals }) => {
      const url = signals.find((one) => one.url !== null && !one.url.includes('*'))?.url;
      return url ? [{ route: name, url: url.endsWith('/') ? url : `${url}/` }] : [];
    })
    .slice(0, 3);
}
