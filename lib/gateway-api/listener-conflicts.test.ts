import { describe, expect, test } from 'vitest';
import { conflictedListeners, conflictText, listenerConflicts } from './listener-conflicts.ts';
import { gateway, listenerSet, snapshot } from './object-builders.ts';
import type { Listener, ListenerSet } from './objects.ts';

type Triple = readonly [name: string, protocol: string, port: number, hostname?: string];

function listeners(triples: readonly Triple[]): readonly Listener[] {
  return triples.map(([name, protocol, port, hostname]) => ({ name, protocol, port, hostname }));
}

function onGateway(triples: readonly Triple[], sets: readonly ListenerSet[] = []) {
  const owner = gateway({ listeners: listeners(triples), allowedListeners: { namespaces: { from: 'All' } } });
  return { owner, cluster: snapshot({ gateways: [owner], listenerSets: sets }) };
}

function set(name: string, second: number, triples: readonly Triple[]): ListenerSet {
  const creationTimestamp = `2026-11-01T10:00:0${second}Z`;
  return listenerSet({ listeners: listeners(triples) }, { name, creationTimestamp });
}

function reasons(triples: readonly Triple[], sets: readonly ListenerSet[] = []) {
  const { owner, cluster } = onGateway(triples, sets);
  return Object.fromEntries([...listenerConflicts(owner, cluster)].map(([key, { reason }]) => [key, reason]));
}

describe('the listeners of one Gateway', () => {
  test.each<[string, readonly Triple[], string | null]>([
    [
      'other ports',
      [
        ['a', 'HTTP', 80],
        ['b', 'HTTP', 81],
      ],
      null,
    ],
    [
      'other hostnames',
      [
        ['a', 'HTTP', 80, 'a.test'],
        ['b', 'HTTP', 80, '*.a.test'],
      ],
      null,
    ],
    [
      'a hostname and none',
      [
        ['a', 'HTTP', 80, 'a.test'],
        ['b', 'HTTP', 80],
      ],
      null,
    ],
    [
      'HTTPS and TLS by hostname',
      [
        ['a', 'HTTPS', 443, 'a.test'],
        ['b', 'TLS', 443, 'b.test'],
      ],
      null,
    ],
    [
      'TCP and UDP',
      [
        ['a', 'TCP', 53],
        ['b', 'UDP', 53],
      ],
      null,
    ],
    [
      'UDP and HTTPS',
      [
        ['a', 'UDP', 443],
        ['b', 'HTTPS', 443],
      ],
      null,
    ],
    [
      'a protocol that nobody knows',
      [
        ['a', 'HTTP', 80],
        ['b', 'INVALID', 80],
      ],
      null,
    ],
    [
      'one hostname in two spellings',
      [
        ['a', 'HTTP', 80, 'A.test'],
        ['b', 'HTTP', 80, 'a.test.'],
      ],
      'HostnameConflict',
    ],
    [
      'one hostname for HTTPS and TLS',
      [
        ['a', 'HTTPS', 443, 'a.test'],
        ['b', 'TLS', 443, 'a.test'],
      ],
      'HostnameConflict',
    ],
    [
      'TCP twice, whatever its hostnames',
      [
        ['a', 'TCP', 80, 'a.test'],
        ['b', 'TCP', 80],
      ],
      'HostnameConflict',
    ],
    [
      'TCP beside HTTP',
      [
        ['a', 'TCP', 80],
        ['b', 'HTTP', 80, 'b.test'],
      ],
      'ProtocolConflict',
    ],
    [
      'HTTP beside HTTPS',
      [
        ['a', 'HTTP', 80, 'a.test'],
        ['b', 'HTTPS', 80, 'b.test'],
      ],
      'ProtocolConflict',
    ],
  ])('%s', (_name, triples, reason) => {
    const both = { 'Gateway infra/external a': reason, 'Gateway infra/external b': reason };
    expect(reasons(triples)).toEqual(reason === null ? {} : both);
  });

  test('all lose, none wins, and the others stay', () => {
    expect(
      Object.keys(
        reasons([
          ['a', 'HTTP', 80, 'x.test'],
          ['b', 'HTTP', 80],
          ['c', 'HTTP', 80, 'x.test'],
        ]),
      ),
    ).toEqual(['Gateway infra/external c', 'Gateway infra/external a']);
  });
});

describe('ListenerSets', () => {
  test('lose against their Gateway', () => {
    expect(
      reasons(
        [['a', 'HTTP', 80, 'x.test']],
        [
          set('one', 1, [
            ['s', 'HTTP', 80, 'x.test'],
            ['t', 'HTTP', 80],
          ]),
        ],
      ),
    ).toEqual({
      'ListenerSet storefront/one s': 'HostnameConflict',
    });
  });

  test('lose against older ones, and of the same age against the name before theirs', () => {
    const claim: readonly Triple[] = [['s', 'HTTP', 80, 'x.test']];
    expect(Object.keys(reasons([], [set('a', 2, claim), set('z', 1, claim)]))).toEqual(['ListenerSet storefront/a s']);
    expect(Object.keys(reasons([], [set('z', 1, claim), set('a', 1, claim)]))).toEqual(['ListenerSet storefront/z s']);
  });

  test('hold no place with a listener that has lost itself', () => {
    const sets = [set('one', 1, [['s', 'TCP', 80]]), set('two', 2, [['s', 'HTTP', 80, 'x.test']])];
    expect(reasons([['a', 'HTTP', 80, 'y.test']], sets)).toEqual({
      'ListenerSet storefront/one s': 'ProtocolConflict',
    });
  });

  test('take no place that listeners of the Gateway quarrel about', () => {
    const quarrel: readonly Triple[] = [
      ['a', 'HTTP', 80],
      ['b', 'HTTP', 80],
    ];
    expect(Object.keys(reasons(quarrel, [set('one', 1, [['s', 'HTTP', 80]])]))).toHaveLength(3);
  });

  test('do not count where the Gateway does not admit them, or where they name another kind', () => {
    const owner = gateway({ listeners: listeners([['a', 'HTTP', 80]]) });
    const claim = set('one', 1, [['s', 'HTTP', 80]]);
    expect(conflictedListeners(owner, snapshot({ gateways: [owner], listenerSets: [claim] }))).toEqual(new Set());
    const stray = {
      ...claim,
      spec: { ...claim.spec, parentRef: { name: 'external', namespace: 'infra', kind: 'Mesh' } },
    };
    expect(reasons([['a', 'HTTP', 80]], [stray])).toEqual({});
  });
});

test('says what is taken, but not which other ListenerSet has it', () => {
  const { owner, cluster } = onGateway(
    [['web', 'HTTP', 80, 'x.test']],
    [
      set('one', 1, [['mine', 'HTTP', 80, 'y.test']]),
      set('two', 2, [
        ['s', 'HTTP', 80, 'y.test'],
        ['t', 'TCP', 80],
      ]),
    ],
  );
  const listener = { name: 's', protocol: 'HTTP', port: 80, hostname: 'y.test' };
  const texts = [...listenerConflicts(owner, cluster)].map(([, conflict]) =>
    conflictText(
      {
        ...listener,
        owner: { kind: 'ListenerSet', namespace: 'storefront', name: 'two' },
        gateway: { namespace: 'infra', name: 'external' },
        allowedRoutes: undefined,
        certificates: [],
      },
      conflict,
    ),
  );
  expect(texts[0]).toBe('Port 80 with y.test is already that of a listener of another ListenerSet.');
  expect(texts[1]).toContain('Port 80 carries HTTP for listener web of Gateway external');
});

test('survives listeners of any shape', () => {
  const hostile = JSON.parse('[null, 7, {"port":"80","protocol":{}}, {"hostname":[],"protocol":"HTTP"}]') as Listener[];
  const owner = { ...gateway(), spec: { listeners: hostile } };
  expect(() => listenerConflicts(owner, snapshot({ gateways: [owner] }))).not.toThrow();
});
