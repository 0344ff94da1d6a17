import { Note } from '@/components/ui/note.tsx';
import { requestText } from '@/lib/gateway-api/matching/request-line.ts';
import type { SentAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { Fact } from './fact.tsx';
import { PlainHeaders } from './header-table.tsx';
import { isLeftOpen, type Said } from './verdict.ts';

const looks = {
  agrees: { tone: 'go', title: 'Agrees with the prediction:' },
  differs: { tone: 'danger', title: 'Differs from the prediction:' },
  open: { tone: 'caution', title: 'Cannot be told:' },
} as const satisfies Record<Agreement['state'], { tone: string; title: string }>;

/** What came back through the Gateway, beside what was predicted. The body is shown as text, whatever it is. */
export function SentView({ sent, said }: { readonly sent: SentAnswer; readonly said: Said }) {
  const agreement = said.kind === 'answered' && !isLeftOpen(said) ? agreementOf(said.answer, sent) : null;
  return (
    <div className="grid gap-2 rounded-control border border-line p-2.5" data-testid="sent-answer">
      <p className="font-mono text-xs break-all text-ink-2">
        <bdi>{requestText(said.facts)}</bdi>
      </p>
      {agreement !== null && (
        <Note tone={looks[agreement.state].tone} role="status" title={looks[agreement.state].title}>
          {agreement.text}
        </Note>
      )}
      <Fact label="Status">
        <b className="font-semibold">{sent.status}</b>{' '}
        <span className="text-xs text-ink-2">
          in {Math.round(sent.durationMs).toLocaleString('en')} ms, from{' '}
          <bdi className="font-mono break-all">{sent.address}</bdi>
        </span>
      </Fact>
      {sent.headers.length > 0 && (
        <Fact label="Headers">
          <PlainHeaders label="Headers that came back" headers={sent.headers} />
        </Fact>
      )}
      <Fact label="Body">
        {sent.body === '' ? (
          <span className="text-ink-2">Empty, or no text.</span>
        ) : (
          // It scrolls, so it takes the focus for those who scroll by keys.
          <section
            aria-label="Body"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
            tabIndex={0}
            className="max-h-48 overflow-auto rounded-control bg-sunken p-2"
          >
            <pre className="text-xs whitespace-pre-wrap">{sent.body}</pre>
          </section>
        )}
        {sent.isCut && <span className="text-xs text-ink-2">Only the beginning is shown.</span>}
      </Fact>
    </div>
  );
}
