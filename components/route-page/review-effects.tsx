'use client';
import { useQuery } from '@tanstack/react-query';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { ChangedTest, Movement } from '@/lib/gateway-api/route-effects.ts';
import { ask, type RouteActions, type RouteEditInput } from './route-actions.ts';

type ReviewEffectsProps = {
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
  readonly effectsAction: RouteActions['routeEffectsAction'];
};

/** What a draft does to requests, beside the diff: which change their route, and which saved ones get another answer. */
export function ReviewEffects({ base, draft, effectsAction }: ReviewEffectsProps) {
  const { namespace = '', name } = draft.metadata;
  const input: RouteEditInput = { namespace, name, base, draft };
  const { data, isPending } = useQuery({
    queryKey: ['route-effects', namespace, name, base, draft],
    queryFn: () => ask(effectsAction, input),
    staleTime: 10_000,
  });
  if (isPending) return <p className="text-sm text-ink-3">Working out which requests change their route…</p>;
  if (data?.status !== 'accepted') {
    return <p className="text-sm text-ink-2">Which requests change their route could not be worked out now.</p>;
  }
  const { movements, tests } = data.value;
  return (
    <section aria-labelledby="review-requests" className="grid gap-1.5">
      <h3 id="review-requests" className="text-sm font-semibold text-ink-2">
        Requests
      </h3>
      {movements.length === 0 && tests.length === 0 && (
        <p className="text-sm text-ink-2">No request that a rule describes changes its route.</p>
      )}
      <ul className="grid gap-1 text-sm">
        {movements.map((movement) => (
          <li key={`${movement.from} ${movement.to}`}>
            {movementText(movement, `${namespace}/${name}`)}{' '}
            <span className="text-ink-3">
              For example <bdi className="font-mono text-xs break-all">{movement.example}</bdi>.
            </span>
          </li>
        ))}
        {tests.map((test) => (
          <TestChange key={test.name} test={test} />
        ))}
      </ul>
    </section>
  );
}

function TestChange({ test }: { readonly test: ChangedTest }) {
  return (
    <li>
      The saved request <bdi className="font-semibold">{test.name}</bdi> gets <bdi>{test.after}</bdi> instead of{' '}
      <bdi>{test.before}</bdi>
      {test.isMet ? ', as expected.' : <span className="text-danger">, which is not what it expects.</span>}
    </li>
  );
}

/** `2 kinds of request that another team’s route takes today would come here.` */
function movementText({ count, from, to }: Movement, own: string): string {
  const what = count === 1 ? '1 kind of request' : `${count} kinds of request`;
  if (to === own) {
    if (from === null) return `${what} that no route takes today would come here.`;
    return `${what} that ${routeText(from)} takes today would come here.`;
  }
  const whereTo = to === null ? 'no route at all' : routeText(to);
  return from === own ? `${what} would leave this route for ${whereTo}.` : `${what} would go to ${whereTo}.`;
}

function routeText(routeId: string): string {
  return routeId === 'other-team' ? 'another team’s route' : routeId;
}
