import type { Metadata } from 'next';
import { Overview } from '@/components/overview/overview.tsx';
import { openPage } from '@/lib/access/page.ts';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: { readonly params: Promise<{ team: string }> }) {
  await openPage((await params).team);
  return <Overview />;
}
