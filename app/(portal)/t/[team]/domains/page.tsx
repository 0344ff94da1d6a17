import type { Metadata } from 'next';
import { DomainList } from '@/components/domains/domain-list.tsx';
import { openPage } from '@/lib/access/page.ts';

export const metadata: Metadata = { title: 'Domains' };

export default async function DomainsPage({ params }: { readonly params: Promise<{ team: string }> }) {
  await openPage((await params).team);
  return <DomainList />;
}
