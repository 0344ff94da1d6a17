import type { Metadata } from 'next';
import { GatewayList } from '@/components/gateways/gateway-list.tsx';
import { openPage } from '@/lib/access/page.ts';

export const metadata: Metadata = { title: 'Gateways' };

export default async function GatewaysPage({ params }: { readonly params: Promise<{ team: string }> }) {
  await openPage((await params).team);
  return <GatewayList />;
}
