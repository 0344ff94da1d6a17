'use client';

import { useSyncExternalStore } from 'react';

const query = '(min-width: 1100px)';

/** Whether the window is wide enough for two columns of the same width. */
export function useRoom(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => true, // The server does not know; the page that it sends is the wide one.
  );
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
