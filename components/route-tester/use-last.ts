'use client';

import { useState } from 'react';
import { useSteady } from './use-verdicts.ts';

/** The newest value that is there, or the one before it: for what stays to be seen while a newer one is typed. */
export function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  const steady = useSteady(value);
  if (steady !== null && steady !== last) setLast(steady);
  return steady ?? last;
}
