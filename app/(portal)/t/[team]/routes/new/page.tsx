import type { Metadata } from 'next';
import { NewRoutePage } from '@/components/route-page/new-route-page.tsx';
import { openPage } from '@/lib/access/page.ts';
import { loadEditorContext } from '@/lib/cluster/editor-context.ts';
import { loadRoute } from '@/lib/cluster/load-route.ts';
import { loadTestsAction, saveTestsAction, sendRequestAction, testRequestsAction } from '../../tester/actions.ts';
import { applyRouteAction, editorContextAction, reviewRouteAction, routeEffectsAction } from '../actions.ts';

export const metadata: Metadata = { title: 'New route' };

type NewPageProps = {
  readonly params: Promise<{ team: string }>;
  readonly searchParams: Promise<{ from?: string | string[]; hostname?: string | string[] }>;
};

export default async function NewPage({ params, searchParams }: NewPageProps) {
  const { viewer, team, actor, actorTeam } = await openPage((await params).team);
  const { from, hostname } = await searchParams;
  const [namespace, name] = String(from ?? '').split('/');
  const template = namespace && name ? await loadRoute(actor, actorTeam, { namespace, name }) : null;
  return (
    <NewRoutePage
      team={team}
      viewerId={viewer.id}
      template={template?.route ?? null}
      hostname={typeof hostname === 'string' && hostname !== '' ? hostname.slice(0, 253) : null}
      facts={await loadEditorContext(actor, actorTeam, { editing: null, hostnames: [] })}
      actions={{ reviewRouteAction, applyRouteAction, editorContextAction, routeEffectsAction }}
      testerActions={{ loadTestsAction, saveTestsAction, sendRequestAction, testRequestsAction }}
    />
  );
}
