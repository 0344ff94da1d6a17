import type { Socket as DatagramSocket } from 'node:dgram';
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { type Answer, decode, encode } from 'dns-packet';
import { afterEach, expect, test, vi } from 'vitest';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import type { Dialer, DialTarget } from './dial.ts';
import { hostileAddress, hostileKinds, pick, publicAddress, type Random, seededRandom } from './hostile-targets.ts';

const resolver = '9.9.9.9';
const targets = 10_000;
const everything = '0.0.0.0/0,::/0';

const refusal = Object.assign(new Error('nothing is connected here'), { code: 'ECONNREFUSED' });
let putBack = () => {};
afterEach(() => putBack());

/** A zone as the resolver knows it: what to answer for the address of a name. */
type World = Map<string, readonly Answer[]>;

/** Counts, connects nowhere, and answers for the resolver alone. */
function countingDialer(world: World) {
  const dialled: DialTarget[] = [];
  const count = (target: DialTarget) => {
    if (target.ip !== resolver) dialled.push(target);
  };
  const dialer: Dialer = {
    tcp: (target) => {
      count(target);
      const socket = new Socket();
      setImmediate(() => socket.destroy(refusal));
      return socket;
    },
    udp: (target, onConnect) => {
      count(target);
      const socket = new EventEmitter();
      const send = (query: Buffer) => {
        const { id, questions } = decode(query);
        const answers = world.get(`${questions?.[0]?.name} ${questions?.[0]?.type}`) ?? [];
        const reply = encode({ type: 'response', id: id ?? 0, questions: questions ?? [], answers: [...answers] });
        setImmediate(() => socket.emit('message', reply));
      };
      const answerer = Object.assign(socket, { send: target.ip === resolver ? send : () => {}, close: () => {} });
      setImmediate(target.ip === resolver ? onConnect : () => socket.emit('error', refusal));
      return answerer as unknown as DatagramSocket;
    },
  };
  return { dialer, dialled };
}

/** The probes under a policy; modules are loaded anew, for the policy is read once. */
async function loadProbes(allow: string) {
  vi.resetModules();
  setMinimalEnvironment({ SIGNALBOX_RESOLVERS: resolver, SIGNALBOX_PROBE_ALLOW: allow });
  const [dial, guard, http, nonce, tls, servers, exchange, probes, db] = await Promise.all([
    import('./dial.ts'),
    import('./guard.ts'),
    import('./observe-http.ts'),
    import('./look-for-nonce.ts'),
    import('../tls/observe-tls.ts'),
    import('../dns/servers.ts'),
    import('../dns/exchange.ts'),
    import('../jobs/domain-probes.ts'),
    import('../db/domains.ts'),
  ]);
  return { ...dial, ...guard, ...http, ...nonce, ...tls, ...servers, ...exchange, ...probes, unseen: db.unseen };
}

type Probes = Awaited<ReturnType<typeof loadProbes>>;
type Guarded = Awaited<ReturnType<Probes['guardName']>>;

/** Everything that connects, given what the guard said. */
async function connectWith(probes: Probes, random: Random, guard: Guarded): Promise<void> {
  if (guard.state === 'refused') return;
  const { address } = guard;
  const quick = { now: 1, timeoutMs: 50 };
  await pick(random, [
    () => probes.observeHttp('shop.test', { address, port: 80, scheme: 'http', path: '/' }, quick),
    () => probes.observeTls('shop.test', { address, port: 443 }, quick),
    () => probes.lookForNonce('shop.test', { address, port: 80, path: '/p', location: '/a' }, 1),
    () => probes.exchange({ name: 'shop.test', type: 'A', recursionDesired: false }, { address, port: 53 }, 50),
  ])();
}

type Way = (probes: Probes, random: Random, address: string, index: number, world: World) => Promise<void>;

/** How a hostile address gets to a probe. */
const ways: Readonly<Record<string, Way>> = {
  // Written into a record, a Gateway's status or a setting.
  directly: (probes, random, address) => connectWith(probes, random, probes.guardAddress(address)),
  // Behind a name; the second answer would be another one, and is never asked for.
  'by name': async (probes, random, address) =>
    connectWith(probes, random, await probes.guardName('shop.test', async () => [{ address }])),
  rebinding: async (probes, random, address) => {
    const answers = [[{ address }], [{ address: publicAddress(random) }]];
    await connectWith(probes, random, await probes.guardName('shop.test', async () => answers.shift() ?? []));
  },
  // A customer's own records, which the request with the random number follows.
  'by a record': async (probes, _random, address) => {
    const isV6 = address.includes(':');
    const record = { name: 'shop.test', type: isV6 ? 'AAAA' : 'A', value: address, ttlSeconds: 1 } as const;
    const answer = { server: 'ns1', kind: 'authoritative', state: 'answered', rcode: 'NOERROR' } as const;
    const look = { at: 1, error: null, inside: null };
    const latest = {
      ...look,
      answers: [{ ...answer, authoritative: true, records: [record], negativeTtlSeconds: null }],
    };
    await probes.askForNonce('shop.test', latest, {
      now: 1,
      proofTarget: null,
      gateway: { address: '203.0.114.1', httpPorts: [80], httpsPort: 443 },
      nonce: { path: '/p', location: '/a' },
    });
  },
  // A name server of a customer's zone that is a CNAME to a name inside.
  'CNAME to the inside': async (probes, _random, address, index, world) => {
    const name = `ns${index}.test`;
    const type = address.includes(':') ? 'AAAA' : 'A';
    world.set(`${name} ${type}`, [
      { type: 'CNAME', name, data: 'metadata.internal' },
      { type, name: 'metadata.internal', ttl: 1, data: address },
    ]);
    const guard = probes.guardAddress(resolver);
    if (guard.state === 'refused') throw new Error(guard.reason);
    const server = await probes.locate(name, { address: guard.address, port: 53 });
    if ('address' in server) {
      await probes.exchange({ name: 'shop.test', type: 'A', recursionDesired: false }, server, 50);
    }
  },
};

/** Sends probes after as many hostile targets, and gives what was dialled, by class and way. */
async function sweep(
  allow: string,
): Promise<{ readonly dialled: number; readonly byKind: ReadonlyMap<string, number> }> {
  const probes = await loadProbes(allow);
  const world: World = new Map();
  const { dialer, dialled } = countingDialer(world);
  putBack = probes.replaceDialer(dialer);
  const random = seededRandom(5);
  const byKind = new Map<string, number>();
  const names = Object.keys(ways);
  for (let index = 0; index < targets; index += 1) {
    const { kind, address } = hostileAddress(random);
    // Questions to a resolver wait their turn: a twentieth of the targets is enough of them.
    const name = index % 20 === 0 ? 'CNAME to the inside' : pick(random, names.slice(0, -1));
    const before = dialled.length;
    await ways[name]?.(probes, random, address, index, world);
    for (const key of [kind, name]) byKind.set(key, (byKind.get(key) ?? 0) + dialled.length - before);
  }
  return { dialled: dialled.length, byKind };
}

test('no probe dials any of 10,000 hostile targets under the production policy', async () => {
  const { dialled, byKind } = await sweep('');
  expect([...byKind.keys()].toSorted()).toEqual([...hostileKinds, ...Object.keys(ways)].toSorted());
  expect(dialled).toBe(0);
}, 120_000);

test('with a policy that allows everything the same targets are dialled, in every class and by every way', async () => {
  const { byKind } = await sweep(everything);
  for (const kind of [...hostileKinds, ...Object.keys(ways)]) expect([kind, byKind.get(kind)]).not.toEqual([kind, 0]);
}, 120_000);

test('what was checked is what is dialled, though the name leads inside a moment later', async () => {
  const probes = await loadProbes('');
  const { dialer, dialled } = countingDialer(new Map());
  putBack = probes.replaceDialer(dialer);
  const random = seededRandom(6);
  for (let index = 0; index < 500; index += 1) {
    const checked = publicAddress(random);
    const answers = [[{ address: checked }], [{ address: hostileAddress(random).address }]];
    const before = dialled.length;
    await connectWith(probes, random, await probes.guardName('shop.test', async () => answers.shift() ?? []));
    expect(new Set(dialled.slice(before).map(({ ip }) => ip))).toEqual(new Set([checked]));
  }
});

test('of several addresses of a name only one that is public is dialled', async () => {
  const probes = await loadProbes('');
  const { dialer, dialled } = countingDialer(new Map());
  putBack = probes.replaceDialer(dialer);
  const random = seededRandom(7);
  const answers = async () => [{ address: '10.0.0.1' }, { address: '8.8.8.8' }];
  for (let index = 0; index < 20; index += 1) {
    await connectWith(probes, random, await probes.guardName('shop.test', answers));
  }
  expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set(['8.8.8.8']));
});

test('a redirect is an answer: nothing is dialled again for it, wherever it leads', async () => {
  const probes = await loadProbes('');
  const dialled: DialTarget[] = [];
  const random = seededRandom(8);
  const { createServer } = await import('node:net');
  const { address } = hostileAddress(random);
  const location = `http://${address.includes(':') ? `[${address}]` : address}/latest/meta-data`;
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as { port: number }).port;
  putBack = probes.replaceDialer({
    tcp: (target) => {
      dialled.push(target);
      return new Socket().connect({ host: '127.0.0.1', port });
    },
    udp: () => {
      throw new Error('nobody asks DNS here');
    },
  });
  for (let index = 0; index < 100; index += 1) {
    const guard = probes.guardAddress(publicAddress(random));
    if (guard.state === 'refused') throw new Error(guard.reason);
    const target = { address: guard.address, port: 80, path: '/' };
    const before = dialled.length;
    if (index % 2 === 0) await probes.observeHttp('shop.test', { ...target, scheme: 'http' }, { now: 1 });
    else await probes.lookForNonce('shop.test', { ...target, location: '/answer' }, 1);
    expect(dialled.slice(before)).toEqual([{ ip: guard.address.ip, port: 80 }]);
  }
  server.close();
});
