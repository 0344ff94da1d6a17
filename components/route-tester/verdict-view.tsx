'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { Note } from '@/components/ui/note.tsx';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import { JudgedBy } from './judged-by.tsx';
import { LoserList } from './loser-list.tsx';
import { OutcomeView } from './outcome-view.tsx';
import { useLast } from './use-last.ts';
import { isLeftOpen, isSaid, type Said, type Verdict } from './verdict.ts';
import {
  basisText,
  leftOpenReason,
  leftOpenTitle,
  otherTeamReason,
  otherTeamTitle,
  spokenVerdict,
  verdictTitle,
  verdictTone,
} from './verdict-words.ts';

type VerdictViewProps = {
  readonly verdict: Verdict;
  readonly hasDraft: boolean;
  /** Stands below the verdict of a rule of the draft. */
  readonly children?: ReactNode;
};

/** The verdict on a request. While it cannot be read, the last one stays, dimmed. */
export function VerdictView({ verdict, hasDraft, children }: VerdictViewProps) {
  const said = isSaid(verdict) ? verdict : null;
  const last = useLast(said);
  const spoken = useRested(said === null ? '' : spokenVerdict(said));
  const isOld = said === null;
  return (
    <div data-testid="verdict" data-state={said === null ? verdict.kind : said.kind} className="grid min-w-0 gap-3">
      {last === null ? (
        <p className="text-sm text-ink-2">
          {verdict.kind === 'waiting'
            ? 'Reading the routes of the cluster…'
            : 'Type a request to see which rule takes it.'}
        </p>
      ) : (
        <div aria-hidden={isOld || undefined} inert={isOld} className={classNames('grid gap-3', isOld && 'opacity-45')}>
          <SaidView said={last} hasDraft={hasDraft} />
          {children}
        </div>
      )}
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}

function SaidView({ said, hasDraft }: { readonly said: Said; readonly hasDraft: boolean }) {
  if (said.kind === 'other-team') {
    return (
      <Note tone="caution" title={otherTeamTitle}>
        {otherTeamReason}
      </Note>
    );
  }
  const { answer, basis } = said;
  const restsOn = basisText(basis);
  return (
    <>
      {isLeftOpen(said) ? (
        <Note tone="accent" title={leftOpenTitle}>
          {leftOpenReason}
        </Note>
      ) : (
        <AnswerNote answer={answer} hasDraft={hasDraft} />
      )}
      {restsOn !== null && <p className="text-xs text-ink-2">{restsOn}</p>}
      <LoserList losers={answer.losers} />
      <JudgedBy dialect={answer.dialect} implementationDecides={answer.implementationDecides} />
    </>
  );
}

function AnswerNote({ answer, hasDraft }: { readonly answer: TestAnswer; readonly hasDraft: boolean }) {
  return (
    <Note tone={verdictTone(answer, hasDraft)}>
      <div className="grid gap-1.5">
        <p>
          <b className="font-semibold">
            <bdi>{verdictTitle(answer)}</bdi>
          </b>
          <WinnerLine answer={answer} />
        </p>
        <OutcomeView outcome={answer.outcome} namespace={answer.winner?.routeId.split('/')[0] ?? null} />
      </div>
    </Note>
  );
}

function WinnerLine({ answer: { winner } }: { readonly answer: TestAnswer }) {
  if (winner === null) return null;
  return (
    <span className="block text-xs text-ink-2">
      by <bdi className="font-mono break-all">{winner.match}</bdi> on listener {winner.listener}
      {winner.hostname !== '*' && (
        <>
          , <bdi>{winner.hostname}</bdi>
        </>
      )}
    </span>
  );
}

/** A text once it has rested, so that a screen reader hears the verdict and not every keystroke. */
function useRested(text: string): string {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 600);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
