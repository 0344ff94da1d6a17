import type { Outcome } from '@/lib/gateway-api/matching/outcome.ts';
import { BackendsView } from './backends-view.tsx';
import { Fact } from './fact.tsx';
import { PlainHeaders } from './header-table.tsx';
import { outcomeText } from './verdict-words.ts';

type OutcomeViewProps = {
  readonly outcome: Outcome;
  /** The namespace that needs no saying, because it is the route's. */
  readonly namespace: string | null;
};

/** What becomes of a request, with all that the client and the backend see of it. */
export function OutcomeView({ outcome, namespace }: OutcomeViewProps) {
  switch (outcome.kind) {
    case 'no-connection':
      return <p>{outcome.reason}</p>;
    case 'status':
      return (
        <p>
          The Gateway answers <b className="font-semibold">{outcome.status}</b>. {outcome.reason}
        </p>
      );
    case 'redirect':
      return (
        <div className="grid gap-1.5">
          <p>
            The client is sent on with <b className="font-semibold">{outcome.redirect.status}</b>.
          </p>
          <Fact label="Location">
            <bdi className="font-mono text-xs break-all">{outcome.redirect.location}</bdi>
          </Fact>
        </div>
      );
    case 'preflight':
      return (
        <div className="grid gap-1.5">
          <p>{outcomeText(outcome)}</p>
          <PlainHeaders label="Headers of the answer" headers={outcome.cors.headers} />
        </div>
      );
    case 'backends':
      return <BackendsView outcome={outcome} namespace={namespace} />;
  }
}
