'use client';

import { useState } from 'react';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import { capitalised, ruleText } from './verdict-words.ts';

const shownAtFirst = 5;

/** The rules that do not get the request, nearest first, each with its reason. */
export function LoserList({ losers }: Pick<TestAnswer, 'losers'>) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  if (losers.length === 0) return null;
  const shown = isUnfolded ? losers : losers.slice(0, shownAtFirst);
  const hidden = losers.length - shown.length;
  return (
    <section aria-label="Rules that do not take it">
      <h3 className="mb-1 text-xs font-medium text-ink-2">Why not the others</h3>
      <ul className="grid gap-1.5">
        {shown.map(({ match, code, reason, misses }) => (
          <li
            key={`${match.routeId} ${match.ruleIndex} ${match.matchIndex}`}
            data-code={code}
            className="text-sm text-ink-2"
          >
            <b className="font-semibold text-ink">
              <bdi>{capitalised(ruleText(match))}</bdi>
            </b>{' '}
            {misses > 0 ? <NotTaking reason={reason} /> : <span className="break-words">{reason}.</span>}
          </li>
        ))}
      </ul>
      {losers.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={isUnfolded}
          onClick={() => setIsUnfolded(!isUnfolded)}
          className="mt-1.5 rounded-control text-xs text-accent hover:underline"
        >
          {isUnfolded ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
    </section>
  );
}

function NotTaking({ reason }: { readonly reason: string }) {
  return <span className="break-words">does not take it: {reason}.</span>;
}
