import { Lamp } from '@/components/ui/lamp.tsx';
import { formatShare } from '@/lib/gateway-api/describe.ts';
import type { CorsAnswer } from '@/lib/gateway-api/matching/cors.ts';
import type { BackendOutcome, Mirror, Outcome } from '@/lib/gateway-api/matching/outcome.ts';
import { Fact } from './fact.tsx';
import { headerLines, modifierWords } from './header-lines.ts';
import { HeaderTable, PlainHeaders } from './header-table.tsx';

type Backends = Extract<Outcome, { readonly kind: 'backends' }>;

type BackendsViewProps = { readonly outcome: Backends; readonly namespace: string | null };

/** The backends with their shares, and the request as they see it: once, where all of them see the same. */
export function BackendsView({ outcome, namespace }: BackendsViewProps) {
  const { backends, timeouts, unknownFilters, cors } = outcome;
  const [first] = backends;
  const isSame = first !== undefined && backends.every((one) => seenText(one) === seenText(first));
  return (
    <div className="grid gap-2">
      <ul aria-label="Backends" className="grid gap-2">
        {backends.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule may name one backend twice
          <li key={index} className="grid gap-1.5">
            <BackendLine backend={one} namespace={namespace} />
            {!isSame && isReached(one) && <Seen backend={one} namespace={namespace} />}
          </li>
        ))}
      </ul>
      {isSame && backends.some(isReached) && <Seen backend={first} namespace={namespace} />}
      {cors !== null && <CorsView cors={cors} />}
      {timeouts.request !== null && <Fact label="Timeout">{timeouts.request} for the whole request</Fact>}
      {timeouts.backendRequest !== null && <Fact label="Timeout">{timeouts.backendRequest} for each try</Fact>}
      {unknownFilters.length > 0 && (
        <Fact label="Unknown">
          {unknownFilters.join(', ')}: what it does, only its implementation knows. The request may look different.
        </Fact>
      )}
    </div>
  );
}

/** Whether a backend gets any of these requests and can answer them. */
function isReached({ share, status }: BackendOutcome): boolean {
  return share > 0 && status === null;
}

/** What the backend sees and the client gets back, as text to compare. */
function seenText({ request, requestChanges, responseModifiers, mirrors, redirect }: BackendOutcome): string {
  return JSON.stringify([request, requestChanges, responseModifiers, mirrors, redirect]);
}

type BackendProps = { readonly backend: BackendOutcome; readonly namespace: string | null };

function BackendLine({ backend: { backend, share, status, reason, weight }, namespace }: BackendProps) {
  const isKnown = backend.state === 'ready';
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-1.5">
        <Lamp state={status !== null ? 'problem' : isKnown ? 'ok' : 'unknown'} of={backend.name} />
        <b className="font-semibold">
          <bdi>{backend.name}</bdi>
        </b>
        {backend.namespace !== namespace && <span className="text-xs text-ink-2">in {backend.namespace}</span>}
        {backend.port !== null && <span className="font-mono text-xs text-ink-2">:{backend.port}</span>}
        <span className="ml-auto text-sm tabular-nums">{formatShare(share)}</span>
      </div>
      {weight === 0 && <p className="text-xs text-ink-2">Weight 0: it gets none of these requests.</p>}
      {status !== null && (
        <p className="text-xs">
          The Gateway answers <b className="font-semibold">{status}</b> in its place. {reason}
        </p>
      )}
      {status === null && !isKnown && (
        <p className="text-xs text-ink-2">Whether it is ready is not known to the portal.</p>
      )}
    </div>
  );
}

/** The request as a backend sees it, its copies, and what is done to the answer. */
function Seen({ backend, namespace }: BackendProps) {
  const { request, requestChanges, responseModifiers, mirrors, redirect } = backend;
  const answer = modifierWords(responseModifiers);
  if (redirect !== null) {
    return (
      <Fact label="Redirect">
        {redirect.status} to <bdi className="font-mono text-xs break-all">{redirect.location}</bdi>
      </Fact>
    );
  }
  return (
    <div className="grid gap-1.5">
      <Fact label="Arrives as">
        <bdi className="font-mono text-xs break-all" data-testid="arrives-as">
          {request.method} {request.path}
        </bdi>
        <span className="block text-xs text-ink-2">
          Host <bdi className="font-mono break-all">{request.host}</bdi>
        </span>
        <HeaderTable label="Headers as the backend sees them" lines={headerLines(request.headers, requestChanges)} />
      </Fact>
      {mirrors.map((mirror) => (
        <Fact key={`${mirror.namespace}/${mirror.name}:${mirror.port}`} label="Copied to">
          <MirrorText mirror={mirror} namespace={namespace} />
        </Fact>
      ))}
      {answer.length > 0 && (
        <Fact label="Answer">
          {answer.map((words) => (
            <span key={words} className="block break-words">
              The Gateway <bdi>{words}</bdi>.
            </span>
          ))}
        </Fact>
      )}
    </div>
  );
}

function MirrorText({ mirror, namespace }: { readonly mirror: Mirror; readonly namespace: string | null }) {
  const where = mirror.namespace === namespace ? '' : ` in ${mirror.namespace}`;
  const amount = mirror.percent === 100 ? 'every request' : `${formatShare(Math.round(mirror.percent * 10) / 10)}`;
  const reaches = mirror.state === 'ready' || mirror.state === 'unjudged' || mirror.state === 'not-loaded';
  return (
    <>
      <bdi>{mirror.name}</bdi>
      {where}, {amount}; its answer is thrown away.{!reaches && ' No copy arrives: nothing there is ready for it.'}
    </>
  );
}

function CorsView({ cors }: { readonly cors: CorsAnswer }) {
  return (
    <Fact label="CORS">
      {cors.reason}
      <PlainHeaders label="Headers that CORS adds to the answer" headers={cors.headers} />
    </Fact>
  );
}
