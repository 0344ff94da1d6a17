import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RoutePage } from '@/components/route-page/route-page.tsx';
import { openPage } from '@/lib/access/page.ts';
import { loadEditorContext } from '@/lib/cluster/editor-context.ts';
import { loadRoute } from '@/lib/cluster/load-route.ts';
import { loadTestsAction, saveTestsAction, sendRequestAction, testRequestsAction } from '../../../tester/actions.ts';
import {
  applyRouteAction,
  checkNowAction,
  deleteRouteAction,
  editorContextAction,
  fetchRouteAction,
  reviewRouteAction,
  routeEffectsAction,
  undoDeleteAction,
} from '../../actions.ts';

type PageProps = { readonly params: Promise<{ team: string; namespace: string; name: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params }: PageProps) {
  const { team: slug, ...encoded } = await params;
  const { viewer, team, actor, actorTeam } = await openPage(slug);
  const key = { namespace: decodeURIComponent(encoded.namespace), name: decodeURIComponent(encoded.name) };
  const loaded = await loadRoute(actor, actorTeam, key);
  if (!loaded) notFound();
  return (
    <RoutePage
      key={`${key.namespace}/${key.name}`}
      team={team}
      viewerId={viewer.id}
      route={loaded.route}
      source={loaded.source}
      asOf={loaded.asOf}
      facts={
        await loadEditorContext(actor, actorTeam, {
          editing: `${loaded.route.metadata.namespace}/${loaded.route.metadata.name}`,
          hostnames: loaded.route.spec?.hostnames ?? [],
        })
      }
      actions={{
        reviewRouteAction,
        applyRouteAction,
        deleteRouteAction,
        undoDeleteAction,
        checkNowAction,
        fetchRouteAction,
        editorContextAction,
        routeEffectsAction,
      }}
      testerActions={{ loadTestsAction, saveTestsAction, sendRequestAction, testRequestsAction }}
    />
  );
}
