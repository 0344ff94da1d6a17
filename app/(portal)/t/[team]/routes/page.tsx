import type { Metadata } from 'next';
import { RouteList } from '@/components/routes/route-list.tsx';
import { openPage } from '@/lib/access/page.ts';
import { deleteRouteAction, undoDeleteAction } from './actions.ts';

export const metadata: Metadata = { title: 'Routes' };

export default async function RoutesPage({ params }: { readonly params: Promise<{ team: string }> }) {
  await openPage((await params).team);
  return <RouteList deleteAction={deleteRouteAction} undoAction={undoDeleteAction} />;
}
