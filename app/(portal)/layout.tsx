import type { ReactNode } from 'react';
import { LiveProvider } from '@/components/live/live-provider.tsx';
import { requireActor } from '@/lib/access/page.ts';

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor();
  return <LiveProvider viewerId={actor.userId}>{children}</LiveProvider>;
}
