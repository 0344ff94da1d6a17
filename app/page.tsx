import { redirect } from 'next/navigation';
import { requireActor } from '@/lib/access/page.ts';

/** The portal's front door leads to the first team; somebody without one is told so on the sign-in page. */
export default async function HomePage() {
  const [team] = (await requireActor()).teams;
  redirect(team ? `/t/${team.slug}` : '/signin');
}
