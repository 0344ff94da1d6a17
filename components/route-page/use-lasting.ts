'use client';

import { useEffect, useState } from 'react';

/** Whether something has been so for a while: a word that is being typed is not complained about before it can be whole. */
export function useLasting(isSo: boolean, afterMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasts(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, afterMs]);
  return isSo && lasts;
}
