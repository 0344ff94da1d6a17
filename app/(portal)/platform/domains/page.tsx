import type { Metadata } from 'next';
import { PlatformDomains } from '@/components/platform/platform-domains.tsx';
import { PlatformFrame } from '@/components/platform/platform-frame.tsx';
import { openPlatformPage } from '@/lib/access/page.ts';
import { decideClaimAction } from './actions.ts';

export const metadata: Metadata = { title: 'All teams’ domains' };

export default async function PlatformDomainsPage() {
  const { viewer } = await openPlatformPage();
  return (
    <PlatformFrame viewer={viewer}>
      <PlatformDomains viewer={viewer} decideAction={decideClaimAction} />
    </PlatformFrame>
  );
}
