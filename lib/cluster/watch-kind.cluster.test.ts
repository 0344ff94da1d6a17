import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { config } from '../config.ts';
import { clusterUser, teamGroup } from '../rbac/identities.ts';
import { routePath } from './route-path.ts';
import { createTransport, type Transport } from './transport.ts';
import { type WatchedObject, type WatchState, watchKind } from './watch-kind.ts';

const editor = { user: clusterUser('test'), groups: [teamGroup('storefront', 'editor')] as [string] };
const path = '/apis/gateway.networking.k8s.io/v1/httproutes';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function follow(transport: Transport, kindPath = path) {
  const objects = new Map<string, WatchedObject>();
  const states: WatchState[] = [];
  const watch = watchKind(transport, kindPath, {
    onReplace: (all) => {
      objects.clear();
      for (const [key, object] of all) objects.set(key, object);
    },
    onUpsert: (key, object) => objects.set(key, object),
    onDelete: (key) => objects.delete(key),
    onState: (state) => states.push(state),
  });
  closers.push(watch.close);
  return { objects, states };
}

function open(): Transport {
  const transport = createTransport(config().kubeconfig);
  closers.push(transport.close);
  return transport;
}

async function put(name: string): Promise<void> {
  const body = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'storefront' },
    spec: { hostnames: [`${name}.apps.localhost`] },
  };
  await open().send({
    method: 'PATCH',
    path: routePath('storefront', name, '?fieldManager=test'),
    body,
    contentType: 'application/apply-patch+yaml',
    as: editor,
  });
}

async function remove(name: string): Promise<void> {
  await open().send({ method: 'DELETE', path: routePath('storefront', name), as: editor });
}

test('lists what is there and follows what comes and goes', async () => {
  const { objects } = follow(open());
  await vi.waitFor(() => expect(objects.has('storefront/shop')).toBe(true), 10_000);
  await put('watch-test');
  await vi.waitFor(() => expect(objects.has('storefront/watch-test')).toBe(true), 10_000);
  await remove('watch-test');
  await vi.waitFor(() => expect(objects.has('storefront/watch-test')).toBe(false), 10_000);
});

test('a kind that the cluster does not have is missing, not broken', async () => {
  const { states } = follow(open(), '/apis/gateway.networking.k8s.io/v1alpha9/httproutes');
  await vi.waitFor(() => expect(states.at(-1)).toEqual({ state: 'missing' }), 10_000);
});

test('a kind that the portal may not read is broken, with the API server’s words', async () => {
  const { states } = follow(open(), '/api/v1/secrets');
  await vi.waitFor(
    () => expect(states.at(-1)).toMatchObject({ state: 'broken', reason: expect.stringContaining('secrets') }),
    10_000,
  );
});

test('a cut connection loses nothing: what happened meanwhile is there afterwards', async () => {
  const relay = await startRelay(open().server);
  const { objects } = follow(relay.transport);
  await vi.waitFor(() => expect(objects.has('storefront/shop')).toBe(true), 10_000);
  relay.cut();
  await put('cut-test');
  await vi.waitFor(() => expect(objects.has('storefront/cut-test')).toBe(true), 20_000);
  relay.cut();
  await remove('cut-test');
  await vi.waitFor(() => expect(objects.has('storefront/cut-test')).toBe(false), 20_000);
});

/** A plain TCP relay in front of the real API server, whose connections can be cut. */
async function startRelay(server: string) {
  const target = new URL(server);
  const sockets = new Set<Socket>();
  const { connect } = await import('node:net');
  const relay = createServer((inbound) => {
    const outbound = connect(Number(target.port), target.hostname);
    for (const socket of [inbound, outbound]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    inbound.pipe(outbound).pipe(inbound);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  closers.push(() => {
    cut();
    relay.close();
  });
  const transport = createTransport(config().kubeconfig, `https://127.0.0.1:${port}`);
  closers.push(transport.close);
  return { transport, cut };
}
