'use client';

import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Path } from '@/lib/outcome.ts';
import { noteClosed } from './reveal.ts';

/** Lets a search for a field below `path` open what its owner has closed. */
export function useReveal(path: Path, isOpen: boolean, onOpen: () => void): void {
  // Without dependencies: the path of a rule that is moved changes, and the note is cheap.
  useLayoutEffect(() => {
    if (!isOpen) return noteClosed(path, () => flushSync(onOpen));
  });
}

/** A part of the form that opens and closes, and opens by itself when a field in it is wanted. */
export function useDisclosure(path: Path, initially = false): readonly [boolean, (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(initially);
  useReveal(path, isOpen, () => setIsOpen(true));
  return [isOpen, setIsOpen];
}
