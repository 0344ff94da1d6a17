import { Note } from '@/components/ui/note.tsx';
import type { Judgement } from './use-judge.ts';

type JudgeNoteProps = {
  readonly state: Judgement['state'];
  /** Whether something of the cluster is known from before. */
  readonly hasAnswer: boolean;
};

/** Says when the cluster cannot be read, and what the verdict then rests on. */
export function JudgeNote({ state, hasAnswer }: JudgeNoteProps) {
  if (state !== 'unreachable') return null;
  return (
    <Note tone="caution" role="status">
      {hasAnswer
        ? 'The cluster cannot be read at the moment: judged by what was known of it last.'
        : 'The cluster cannot be read, so requests are not judged. It is tried again every few seconds.'}
    </Note>
  );
}
