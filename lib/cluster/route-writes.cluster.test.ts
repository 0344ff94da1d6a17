import { afterAll, beforeEach, expect, test } from 'vitest';
import { config } from '../config.ts';
import { setAt } from '../gateway-api/document.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { clusterUser, teamGroup } from '../rbac/identities.ts';
import { everyStandardField } from './every-standard-field.ts';
import { getRoute } from './get-route.ts';
import { routePath } from './route-path.ts';
import { applyRoute, reviewRoute } from './route-writes.ts';
import { createTransport } from './transport.ts';

const editor = { user: clusterUser('test'), groups: [teamGroup('storefront', 'editor')] as [string] };
const namespace = 'storefront';
const name = 'writes-test';
const weight = ['spec', 'rules', 0, 'backendRefs', 0, 'weight'];
const transport = createTransport(config().kubeconfig);

async function remove(): Promise<void> {
  await transport.send({ method: 'DELETE', path: routePath(namespace, name), as: editor });
}
beforeEach(remove);
afterAll(async () => {
  await remove();
  await transport.close();
});

async function live(): Promise<HttpRoute> {
  const route = await getRoute(editor, namespace, name);
  if (!route) throw new Error('the route is not there');
  return route;
}

function whatUsersWrote({ metadata, spec }: HttpRoute) {
  return { labels: metadata.labels ?? {}, annotations: metadata.annotations ?? {}, spec };
}

/** As `kubectl create` makes it: another manager, by update instead of apply. */
async function createAsKubectl(body: HttpRoute): Promise<void> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes?fieldManager=kubectl-create`;
  const { status } = await transport.send({ method: 'POST', path, body, as: editor });
  expect(status).toBe(201);
}

test('changes one weight of a route with every standard field that signalbox made, and nothing else', async () => {
  const draft = everyStandardField(namespace, name);
  expect(await applyRoute(editor, { namespace, name, base: null, draft }, [])).toMatchObject({
    value: { result: 'applied' },
  });
  const base = await live();
  const outcome = await applyRoute(editor, { namespace, name, base, draft: setAt(base, weight, 7) }, []);
  expect(outcome).toMatchObject({ status: 'accepted', value: { result: 'applied' } });
  expect(whatUsersWrote(await live())).toEqual(whatUsersWrote(setAt(base, weight, 7)));
});

test('takes over a route that kubectl made only when asked to, and then changes one weight and nothing else', async () => {
  await createAsKubectl(everyStandardField(namespace, name));
  const base = await live();
  const edit = { namespace, name, base, draft: setAt(base, weight, 7) };
  const review = await reviewRoute(editor, edit);
  expect(review).toMatchObject({
    value: { verdict: 'conflict', conflicts: [{ field: '.spec.rules', manager: 'kubectl-create' }] },
  });
  expect(await applyRoute(editor, edit, [])).toMatchObject({ value: { result: 'conflict' } });
  expect(whatUsersWrote(await live())).toEqual(whatUsersWrote(base));
  expect(await applyRoute(editor, edit, ['.spec.rules'])).toMatchObject({ value: { result: 'applied' } });
  expect(whatUsersWrote(await live())).toEqual(whatUsersWrote(setAt(base, weight, 7)));
});

test('removes what another manager owns, and keeps the rest', async () => {
  await createAsKubectl(everyStandardField(namespace, name));
  const base = await live();
  const draft = setAt(base, ['metadata', 'annotations', 'example.com/note'], undefined);
  expect(await applyRoute(editor, { namespace, name, base, draft }, [])).toMatchObject({
    value: { result: 'applied' },
  });
  expect(whatUsersWrote(await live())).toEqual(whatUsersWrote(draft));
});

test('tells the second of two editors, with what is there now', async () => {
  const draft = everyStandardField(namespace, name);
  await applyRoute(editor, { namespace, name, base: null, draft }, []);
  const base = await live();
  await applyRoute(editor, { namespace, name, base, draft: setAt(base, weight, 3) }, []);
  const second = { namespace, name, base, draft: setAt(base, weight, 4) };
  expect(await reviewRoute(editor, second)).toMatchObject({
    value: { verdict: 'stale', live: { metadata: { name } } },
  });
  expect(await applyRoute(editor, second, [])).toMatchObject({ value: { result: 'stale' } });
  expect(whatUsersWrote(await live())).toEqual(whatUsersWrote(setAt(base, weight, 3)));
});

test('refuses a new route under a name that is taken, and an edit of one that is gone', async () => {
  const draft = everyStandardField(namespace, name);
  await applyRoute(editor, { namespace, name, base: null, draft }, []);
  expect(await applyRoute(editor, { namespace, name, base: null, draft }, [])).toMatchObject({
    issues: [{ code: 'route.exists' }],
  });
  const base = await live();
  await remove();
  expect(await applyRoute(editor, { namespace, name, base, draft: setAt(base, weight, 4) }, [])).toMatchObject({
    issues: [{ code: 'route.gone' }],
  });
});

test('passes on what the API server refuses, at its path', async () => {
  const draft = setAt(everyStandardField(namespace, name), weight, 1_000_001);
  const review = await reviewRoute(editor, { namespace, name, base: null, draft });
  expect(review).toMatchObject({ value: { verdict: 'refused', issues: [{ code: 'cluster.invalid', path: weight }] } });
});
