import { Fragment } from 'react';
import { TimeText } from './time-text.tsx';

const timeToken = /\{time:(\d{1,16})\}/g;

/** A sentence from the core: `{time:EPOCHMS}` in it becomes a moment in the reader's time zone. */
export function RichReason({ text }: { readonly text: string }) {
  const parts = text.split(timeToken);
  // A split by one group alternates: text, epoch, text, epoch, ...
  return (
    <>
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one string have no other identity
        index % 2 === 1 ? <TimeText key={index} at={Number(part)} /> : <Fragment key={index}>{part}</Fragment>,
      )}
    </>
  );
}
