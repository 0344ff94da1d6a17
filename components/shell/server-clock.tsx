'use client';

import { useEffect } from 'react';
import { useLive } from '@/components/live/use-live.ts';
import { setClockOffset } from '@/components/ui/clock.ts';

/** Keeps the ages on the page right where the browser's clock is not. */
export function ServerClock() {
  const offsetMs = useLive((state) => state.clockOffsetMs);
  useEffect(() => setClockOffset(offsetMs), [offsetMs]);
  return null;
}
