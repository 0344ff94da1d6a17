'use client';

import { createContext, useContext } from 'react';
import type { RuleCount } from './rule-of-test.ts';

/** How many saved requests want each rule; empty outside of a tester. */
export const RuleTestsContext = createContext<Readonly<Record<number, RuleCount>>>({});

/** Beside a rule: how many of the saved requests that want it get it, `3 ✓ 1 ✗`. Nothing where none wants it. */
export function RuleTests({ ruleIndex }: { readonly ruleIndex: number }) {
  const count = useContext(RuleTestsContext)[ruleIndex];
  if (count === undefined) return null;
  const { met, missed } = count;
  return (
    <span
      role="img"
      aria-label={label(count)}
      title={label(count)}
      data-testid="rule-tests"
      className="flex flex-none gap-1.5 rounded-full border border-line px-2 text-xs tabular-nums"
    >
      {met > 0 && <span className="text-go">{met} ✓</span>}
      {missed > 0 && <span className="font-semibold text-danger">{missed} ✗</span>}
    </span>
  );
}

function label({ met, missed }: RuleCount): string {
  const all = met + missed;
  const requests = all === 1 ? '1 saved request wants' : `${all} saved requests want`;
  if (missed === 0) return `${requests} this rule and ${all === 1 ? 'gets' : 'get'} it`;
  return `${requests} this rule, ${missed} ${missed === 1 ? 'goes' : 'go'} elsewhere`;
}
