'use client';

import { Card, CardHeader } from '@/components/ui/card.tsx';
import { useNow } from '@/components/ui/clock.ts';
import { Cell, ColumnHead, DataTable, TableBody, TableHead, TableRow } from '@/components/ui/data-table.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { WorldAnswer } from '@/lib/domains/domain-row.ts';

const kindWords = {
  authoritative: 'authoritative',
  recursive: 'resolver',
  gateway: 'Gateway',
} as const satisfies Readonly<Record<WorldAnswer['kind'], string>>;

/** Whom we asked, what they answered, for how long the answer may be kept, and when that was. */
export function WorldTable({ answers }: { readonly answers: readonly WorldAnswer[] }) {
  return (
    <Card aria-labelledby="world-title">
      <CardHeader title="What the world sees" titleId="world-title" />
      {answers.length === 0 ? (
        <p className="px-4 py-3.5 text-md text-ink-2">Nobody has been asked yet.</p>
      ) : (
        <DataTable label="What the world sees">
          <TableHead>
            <ColumnHead>Asked</ColumnHead>
            <ColumnHead>Question</ColumnHead>
            <ColumnHead>Answer</ColumnHead>
            <ColumnHead>Kept for</ColumnHead>
            <ColumnHead>At</ColumnHead>
            <ColumnHead className="pl-0">
              <span className="sr-only">State</span>
            </ColumnHead>
          </TableHead>
          <TableBody>
            {answers.map((answer) => (
              <AnswerRow key={`${answer.kind} ${answer.server} ${answer.question} ${answer.answer}`} answer={answer} />
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  );
}

function AnswerRow({ answer }: { readonly answer: WorldAnswer }) {
  const { server, kind, question, state, at } = answer;
  return (
    <TableRow data-server={server} data-state={state} className="relative">
      <Cell className="text-sm">
        <bdi className="wrap-anywhere">{server}</bdi> <span className="text-ink-3">{kindWords[kind]}</span>
      </Cell>
      <Cell className="font-mono text-xs wrap-anywhere text-ink-2">
        <bdi>{question}</bdi>
      </Cell>
      <Cell className="font-mono text-xs wrap-anywhere">
        <bdi>
          <RichReason text={answer.answer} />
        </bdi>
      </Cell>
      <Cell className="text-xs whitespace-nowrap text-ink-3 tabular-nums">
        <TimeToLive answer={answer} />
      </Cell>
      <Cell className="text-xs whitespace-nowrap text-ink-3 tabular-nums">
        <TimeText at={at} />
      </Cell>
      <Cell className="pl-0 text-right narrow:absolute narrow:top-2 narrow:right-0">
        <Lamp state={state} />
      </Cell>
    </TableRow>
  );
}

/** A resolver counts down what it remembers; a zone's own server names what it tells others. */
function TimeToLive({ answer: { kind, ttlSeconds, at } }: { readonly answer: WorldAnswer }) {
  const now = useNow(1000);
  if (ttlSeconds === null) return <span className="narrow:hidden">–</span>;
  if (kind !== 'recursive' || now === null) return `${ttlSeconds} s`;
  const left = Math.round(ttlSeconds - (now - at) / 1_000);
  return left > 0 ? `${left} s left` : 'run out';
}
