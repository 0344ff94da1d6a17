import type { ReactNode } from 'react';
import { BrandGlyph } from './brand.tsx';

/** The frame of pages that belong to no team: sign-in, not found, errors. */
export function OutsideFrame({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[440px] flex-col justify-center px-5 py-12">
      <div className="mb-6 flex items-center gap-2.5 text-base font-[650] tracking-[-0.01em]">
        <BrandGlyph size={24} />
        Signalbox
      </div>
      {children}
    </main>
  );
}
