'use client';

import { useEffect, useEffectEvent } from 'react';

/** What marks a page's search field, so that `/` finds it. */
export const searchMark = { 'data-search': '' } as const;

/** ⌘K and Ctrl+K open the palette; `/` goes to the page's search, or to the palette where the page has none. */
export function useShortcuts(onPalette: () => void): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      onPalette();
      return;
    }
    if (event.key !== '/' || event.metaKey || event.ctrlKey || event.altKey || takesText(event.target)) return;
    // A dialog that is open keeps the keyboard.
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    event.preventDefault();
    const search = document.querySelector<HTMLInputElement>('input[data-search]');
    if (!search) return onPalette();
    search.focus();
    search.select();
  });

  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
