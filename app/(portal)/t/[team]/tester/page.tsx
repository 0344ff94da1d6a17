import type { Metadata } from 'next';
import { TesterPage } from '@/components/route-tester/tester-page.tsx';
import { openPage } from '@/lib/access/page.ts';
import { sendRequestAction, testRequestsAction } from './actions.ts';

export const metadata: Metadata = { title: 'Tester' };

export default async function Page({ params }: { readonly params: Promise<{ team: string }> }) {
  const { team } = await openPage((await params).team);
  return <TesterPage team={team} actions={{ testRequestsAction, sendRequestAction }} />;
}
