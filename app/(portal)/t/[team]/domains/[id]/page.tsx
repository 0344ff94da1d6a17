import type { Metadata } from 'next';
import { DomainPage } from '@/components/domains/domain-page.tsx';
import { openPage } from '@/lib/access/page.ts';

export const metadata: Metadata = { title: 'Domain' };

export default async function Page({ params }: { readonly params: Promise<{ team: string; id: string }> }) {
  const { team, id } = await params;
  await openPage(team);
  return <DomainPage key={id} id={decodeURIComponent(id)} />;
}
