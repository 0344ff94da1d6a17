import { AlertDialog } from '@/components/ui/alert-dialog.tsx';

type ReplaceQuestionProps = {
  /** The title of the template; null while nothing is asked. */
  readonly title: string | null;
  readonly losses: readonly string[];
  readonly onAnswer: (isConfirmed: boolean) => void;
};

/** Asks before a template replaces what somebody typed. */
export function ReplaceQuestion({ title, losses, onAnswer }: ReplaceQuestionProps) {
  return (
    <AlertDialog
      open={title !== null}
      onOpenChange={(isOpen) => !isOpen && onAnswer(false)}
      title={`Begin anew with “${title ?? ''}”?`}
      confirmLabel="Replace"
      cancelLabel="Keep the draft"
      tone="primary"
      onConfirm={() => onAnswer(true)}
    >
      The template has no place for <bdi>{losses.join(' and ')}</bdi>. All else that you typed stays, and Undo brings
      everything back.
    </AlertDialog>
  );
}
