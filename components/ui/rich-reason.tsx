import { Fragment } from 'react';
import { TimeText } from './time-text.tsx';

const token = /\{time:(\d{1,16})\}|`([^`]+)`/g;

/**
 * A sentence from the core: `{time:EPOCHMS}` in it becomes a moment in the reader's time zone, and what stands between backticks a
 * machine's words.
 */
export function RichReason({ text }: { readonly text: string }) {
  const parts = text.split(token);
  // A split by two groups repeats: text, epoch or nothing, code or nothing, text, ...
  return (
    <>
      {parts.map((part, index) => {
        if (part === undefined) return null;
        const kind = index % 3;
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one string have no other identity
        if (kind === 0) return <Fragment key={index}>{part}</Fragment>;
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        if (kind === 1) return <TimeText key={index} at={Number(part)} />;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <code key={index} className="text-[0.95em]">
            <bdi>{part}</bdi>
          </code>
        );
      })}
    </>
  );
}
