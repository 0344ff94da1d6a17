import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  caaLook,
  certificateLook,
  challenge,
  clusterLook,
  condition,
  dnssecLook,
  domainCase,
  domainClaim,
  domainSettings,
  emptyCluster,
  fallbackRecord,
  listenerLook,
  liveClaim,
  nonceLook,
  noon,
  noProofLook,
  observations,
  pendingCertificate,
  platformCase,
  proofLook,
  proofRecord,
  provenClaim,
  publishLook,
  record,
  seen,
  silence,
  tlsLook,
  trafficLook,
  trafficTo,
  unseen,
  zoneLook,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { type DomainRow, domainStates } from './domain-row.ts';
import { dayMs, hourMs } from './settings.ts';
import { toDomainRow } from './to-domain-row.ts';

const rowOf = (overrides: Partial<DomainCase> = {}, base = domainCase): DomainRow => {
  const one = base(overrides);
  return toDomainRow({ domainCase: one, judgement: derive(one), team: 'storefront' });
};

const servers = ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'];
const atCloudflare = seen(zoneLook({ zoneServers: servers, parentServers: servers }));
const elsewhere = seen(trafficTo('203.0.113.9'));
const nowhere = seen(trafficTo());
const noProof = seen(noProofLook());
const badProof = (days: number) => ({
  proofBadSince: noon - days * dayMs,
  proofBadCount: 50,
  proofLookAt: noon - 60_000,
});
const badTraffic = { trafficBadSince: noon - dayMs, trafficBadCount: 50, trafficLookAt: noon - 60_000 };
const notReady = clusterLook({
  certificate: pendingCertificate({ challenges: [challenge()] }),
  listener: listenerLook({ resolvedRefs: condition('False'), programmed: condition('False') }),
});
const caaOfOthers = seen(
  caaLook({
    state: 'found',
    foundAt: 'acme.test',
    records: [{ tag: 'issue', value: 'other.test', isCritical: false }],
  }),
);

/** A case for each state, and for what differs within it. */
const cases = {
  released: { claim: liveClaim({ releasedAt: noon - hourMs }) },
  'released, nothing left': {
    claim: liveClaim({ releasedAt: noon - hourMs }),
    observations: observations({ proof: noProof, traffic: elsewhere }),
  },
  suspended: { claim: liveClaim(badProof(9)), observations: observations({ proof: noProof }) },
  lapsed: { claim: domainClaim({ createdAt: noon - 20 * dayMs }), observations: unseen },
  contested: {
    claim: domainClaim({ id: 'claim-2', teamId: 'team-b' }),
    others: [liveClaim()],
    observations: observations({ proof: noProof }),
    cluster: emptyCluster(),
  },
  'contested, under notice': {
    claim: domainClaim({ id: 'claim-2', teamId: 'team-b', noticeAt: noon - hourMs }),
    others: [liveClaim(badProof(1))],
    cluster: emptyCluster(),
  },
  'contested, notice over': {
    claim: domainClaim({ id: 'claim-2', teamId: 'team-b', noticeAt: noon - 80 * hourMs }),
    others: [liveClaim({ provenAt: null, lostAt: noon - hourMs })],
    cluster: emptyCluster({
      routes: [{ namespace: 'secret-team', name: 'secret-route', isAccepted: true, isForeign: true }],
    }),
  },
  'awaiting proof, not looked up': { claim: domainClaim(), observations: unseen, cluster: emptyCluster() },
  'awaiting proof': {
    claim: domainClaim(),
    observations: observations({ zone: atCloudflare, proof: noProof, traffic: elsewhere }),
    cluster: emptyCluster(),
  },
  'awaiting proof, wrong value': {
    claim: domainClaim(),
    observations: observations({
      proof: seen(proofLook({ challenge: [answer([{ ...proofRecord, value: 'wrong.test' }])] })),
    }),
    cluster: emptyCluster(),
  },
  'awaiting proof, name doubled': {
    claim: domainClaim(),
    observations: observations({
      proof: seen(noProofLook({ doubled: answer([{ ...proofRecord, name: `${proofRecord.name}.acme.test` }]) })),
    }),
    cluster: emptyCluster(),
  },
  'awaiting proof, name taken': {
    claim: domainClaim(),
    observations: observations({
      proof: seen(proofLook({ challenge: [answer([record('TXT', 'theirs', proofRecord.name)])] })),
    }),
    cluster: emptyCluster(),
  },
  'awaiting proof, servers disagree': {
    claim: domainClaim(),
    observations: observations({
      proof: seen(proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] })),
    }),
    cluster: emptyCluster(),
  },
  'awaiting proof, no zone': {
    claim: domainClaim(),
    observations: { ...unseen, zone: seen(zoneLook({ delegation: 'absent', zone: null })) },
    cluster: emptyCluster(),
  },
  blocked: { claim: provenClaim(), observations: observations({ caa: caaOfOthers }), cluster: emptyCluster() },
  issuing: { claim: provenClaim(), observations: observations({ traffic: elsewhere, tls: null }), cluster: notReady },
  'ready to switch': {
    claim: provenClaim(),
    observations: observations({ zone: atCloudflare, traffic: elsewhere, tls: null, nonce: null }),
  },
  'ready to switch, new name': {
    claim: provenClaim(),
    observations: observations({ traffic: nowhere, tls: null, nonce: null }),
  },
  'ready to switch, root': {
    claim: provenClaim({ name: 'acme.test' }),
    observations: observations({ traffic: elsewhere, tls: null, nonce: null }),
  },
  'ready to switch, international': {
    claim: provenClaim({ name: 'xn--bcher-kva.acme.test' }),
    observations: observations({ traffic: elsewhere, tls: null, nonce: null }),
  },
  switching: { claim: provenClaim(), observations: observations({ tls: null }) },
  'drifted, proof': { claim: liveClaim(badProof(2)), observations: observations({ proof: noProof }) },
  'drifted, traffic': { claim: liveClaim(badTraffic), observations: observations({ traffic: elsewhere }) },
  degraded: { observations: observations({ traffic: seen(trafficTo('192.0.2.10', '2001:db8::99')) }) },
  'degraded, no route': { cluster: clusterLook({ routes: [] }) },
  live: {},
} as const satisfies Readonly<Record<string, Partial<DomainCase>>>;

test.each<[keyof typeof cases, Partial<DomainRow>, string | null, boolean]>([
  [
    'released',
    { state: 'released', headline: 'Given up; records are left to be deleted' },
    'Delete these records',
    true,
  ],
  ['released, nothing left', { state: 'released', headline: 'Given up', records: [] }, null, false],
  ['suspended', { state: 'suspended' }, 'Put this record back to resume', true],
  ['lapsed', { state: 'lapsed', headline: 'Not proven in time: start again', records: [] }, 'Start again', false],
  ['contested', { state: 'contested', headline: 'In use by another claim' }, 'Prove that the name is yours', true],
  ['contested, under notice', { state: 'contested' }, 'Nothing to do: the notice runs', false],
  ['contested, notice over', { headline: 'Being handed over' }, 'Nothing to do: the name is being handed over', false],
  [
    'awaiting proof, not looked up',
    { state: 'awaiting-proof', headline: 'Not looked up yet' },
    'Add this record',
    true,
  ],
  ['awaiting proof', { headline: 'The record that proves it is not there yet' }, 'Add this record at Cloudflare', true],
  ['awaiting proof, wrong value', { headline: 'The record says something else' }, 'Correct this record', true],
  ['awaiting proof, name doubled', {}, 'Correct the name of the record', true],
  ['awaiting proof, name taken', {}, 'Get the provider’s record out of the way', true],
  ['awaiting proof, servers disagree', {}, 'Nothing to do: the name servers do not agree yet', false],
  ['awaiting proof, no zone', { headline: 'The zone does not exist' }, 'Register or delegate the domain', true],
  ['blocked', { headline: 'CAA forbids the certificate authority' }, 'Let the certificate authority issue', true],
  [
    'issuing',
    { headline: 'The proof is published; Test CA checks it' },
    'Nothing to do: the certificate is being issued',
    false,
  ],
  ['ready to switch', { state: 'ready-to-switch' }, 'Safe to switch: point shop.acme.test here', true],
  ['ready to switch, international', {}, 'Safe to switch: point bücher.acme.test here', true],
  ['switching', { state: 'switching' }, 'Nothing to do: visitors are being led here', false],
  ['drifted, proof', { state: 'drifted' }, 'Put this record back', true],
  ['drifted, traffic', { state: 'drifted' }, 'Lead shop.acme.test here again, or give it up', true],
  ['degraded', { headline: 'Served, but: IPv6 leads elsewhere' }, 'Delete the AAAA record', true],
  ['degraded, no route', { headline: 'Served, but: nothing is behind the name' }, 'Put a route behind the name', true],
  ['live', { state: 'live' }, null, false],
])('%s: headline and the one next action', (name, wanted, title, isYours) => {
  const row = rowOf(cases[name]);
  expect(row).toMatchObject(wanted);
  expect(row.next?.title ?? null).toBe(title);
  expect(row.next?.isYours ?? false).toBe(isYours);
});

test('there is a case for every state', () => {
  expect(new Set(Object.values(cases).map((one) => rowOf(one).state))).toEqual(new Set(domainStates));
});

test.each(Object.entries(cases))('%s: what is said holds together', (_, overrides) => {
  expectSense(rowOf(overrides));
});

/** Any of these with any other: thousands of cases, most of which nobody thought of. */
const claims = [
  liveClaim({ releasedAt: noon - hourMs }),
  liveClaim(badProof(9)),
  domainClaim({ createdAt: noon - 20 * dayMs }),
  domainClaim(),
  domainClaim({ noticeAt: noon - hourMs }),
  domainClaim({ noticeAt: noon - 80 * hourMs }),
  domainClaim({ createdAt: noon - 40 * dayMs, lostAt: noon - hourMs }),
  provenClaim(),
  provenClaim({ name: 'acme.test' }),
  provenClaim({ scope: 'wildcard' }),
  provenClaim({ challenge: 'http-01' }),
  provenClaim({ name: 'shop.apps.test', origin: 'platform' }),
  liveClaim(),
  liveClaim(badProof(2)),
  liveClaim(badTraffic),
  liveClaim({ name: 'acme.test' }),
  platformCase().claim,
];
const own = (...overrides: readonly Partial<ReturnType<typeof record>>[]) =>
  proofLook({ challenge: overrides.map((one) => answer([{ ...proofRecord, ...one }])) });
const proofs = [
  proofLook(),
  noProofLook(),
  own({ value: 'wrong.test' }),
  own({ type: 'TXT', value: 'theirs' }),
  noProofLook({ fallback: [answer([fallbackRecord])] }),
  proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] }),
  proofLook({ challenge: [silence()], fallback: [silence()], error: 'nobody answers' }),
  noProofLook({ wildcard: answer([record('A', '203.0.113.1')]), challenge: [answer([record('A', '203.0.113.1')])] }),
];
const looks = fc.record({
  zone: fc.constantFrom(
    null,
    atCloudflare,
    seen(zoneLook()),
    seen(zoneLook({ delegation: 'absent', zone: null, zoneServers: [], parentServers: [] })),
    seen(zoneLook({ zone: 'shop.acme.test', apexCname: 'other.test' })),
  ),
  proof: fc.constantFrom(null, ...proofs.map((one) => seen(one))),
  traffic: fc.constantFrom(
    null,
    elsewhere,
    nowhere,
    seen(trafficLook()),
    seen(trafficTo('192.0.2.10', '2001:db8::99')),
    seen(trafficTo('198.51.100.7')),
    seen(trafficTo('192.0.2.9')),
    seen(trafficLook({ answers: [silence()] })),
  ),
  caa: fc.constantFrom(null, seen(caaLook()), caaOfOthers, seen(caaLook({ state: 'unreadable', failure: 'SERVFAIL' }))),
  dnssec: fc.constantFrom(null, seen(dnssecLook()), seen(dnssecLook({ state: 'bogus', ede: [9] }))),
  tls: fc.constantFrom(null, seen(tlsLook()), seen(tlsLook({ coversName: false }))),
  nonce: fc.constantFrom(null, seen(nonceLook()), seen(nonceLook('foreign'))),
  publish: fc.constantFrom(null, seen(publishLook()), seen(publishLook({ owner: null }))),
});
const foreignRoute = { namespace: 'secret-team', name: 'secret-route', isAccepted: true, isForeign: true };
const clusters = [
  null,
  emptyCluster(),
  clusterLook({ routes: [foreignRoute] }),
  clusterLook({ isHeard: false }),
  clusterLook({ certificate: null }),
  clusterLook({ badConfig: [{ at: noon, message: 'Skipped a listener block.' }] }),
  clusterLook({ issuer: { name: 'test-ca', ready: condition('False', { message: 'down' }) } }),
  emptyCluster({ guard: { state: 'refused', message: 'not granted' } }),
  notReady,
  clusterLook({ certificate: pendingCertificate({ failedAttempts: 1, lastFailureTime: noon - 60_000 }) }),
];

test('holds together whatever is seen of whatever claim', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...claims),
      looks,
      fc.constantFrom(...clusters),
      fc.constantFrom([], [liveClaim({ id: 'claim-2', teamId: 'team-b' })]),
      (claim, seenOfIt, cluster, others) => {
        expectSense(rowOf({ claim, observations: seenOfIt, cluster, others }));
      },
    ),
    { numRuns: 3_000 },
  );
});

function expectSense(row: DomainRow): void {
  const { next, steps, headline, state } = row;
  expect(steps.map(({ name }) => name)).toEqual(['domain', 'proof', 'certificate', 'traffic', 'live']);
  const said = [headline, ...steps.map(({ text }) => text), next?.title ?? '', next?.text ?? ''];
  for (const text of said) {
    expect(text).not.toMatch(/undefined|null|NaN|\.\.(?!\.)| {2}|\bthe the\b/);
    expect(text).not.toMatch(/secret-/);
    expect(text).not.toMatch(/record[^.]*: replace the record/i);
  }
  for (const { text } of steps) expect(text).toMatch(/\.$/);
  expect(headline).not.toMatch(/\.$/);
  expect(next?.instructions ?? '').not.toMatch(/\{time:|`/);
  // What can be forwarded names every record that it is about.
  if (next !== null && next.instructions !== '') {
    for (const { name, value } of next.records) {
      expect(next.instructions).toContain(name);
      expect(next.instructions).toContain(value);
    }
  }
  if (next?.isYours === false) expect(next.title).not.toMatch(/^(Add|Correct|Put this|Delete)/);
  if (state === 'released') expect(said.join(' ')).not.toMatch(/listener/i);
  if (state === 'lapsed') expect(next).toMatchObject({ isYours: false, records: [] });
  if (state === 'suspended') expect(said.join(' ')).not.toMatch(/renews by itself/);
  // Records of the action are among all records, and nobody is sent to write into a zone of the platform's.
  for (const one of next?.records ?? []) expect(row.records).toContainEqual(one);
  if (row.origin === 'platform') expect(row.records).toEqual([]);
}

test('the way through the steps', () => {
  const states = (name: keyof typeof cases) => rowOf(cases[name]).steps.map((step) => step.state);
  expect(states('awaiting proof')).toEqual(['ok', 'progress', 'not-needed', 'progress', 'not-needed']);
  expect(states('blocked')).toEqual(['ok', 'ok', 'problem', 'ok', 'not-needed']);
  expect(states('issuing')).toEqual(['ok', 'ok', 'progress', 'progress', 'not-needed']);
  expect(states('ready to switch')).toEqual(['ok', 'ok', 'ok', 'progress', 'not-needed']);
  expect(states('live')).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(states('suspended')).toEqual(['ok', 'problem', 'not-needed', 'not-needed', 'problem']);
  expect(states('released')).toEqual(Array.from({ length: 5 }, () => 'not-needed'));
});

test('steps say where the domain stands', () => {
  const { steps } = rowOf({ observations: observations({ zone: atCloudflare }) });
  const texts = Object.fromEntries(steps.map(({ name, text }) => [name, text]));
  expect(texts).toMatchObject({
    domain: 'Subdomain of acme.test, DNS at Cloudflare.',
    traffic: 'Leads here.',
    live: `Since {time:${noon - dayMs}}; route shop.`,
  });
  expect(texts.certificate).toMatch(/^Test CA, .*; renews by itself\.$/);
  expect(
    rowOf({ claim: liveClaim(badProof(2)), observations: observations({ proof: noProof }) }).steps[2]?.text,
  ).toMatch(/its renewal needs the record back/);
});

test('a switch names what is there, what to put instead, and what to do where a provider refuses', () => {
  const { next } = rowOf(cases['ready to switch']);
  expect(next?.found).toBe('A shop.acme.test → 203.0.113.9');
  expect(next?.text).toBe(
    'At Cloudflare → acme.test → DNS → Records, replace the A record by this CNAME, in one step if Cloudflare can; if it refuses, keep the A record and set it to `192.0.2.10`. The certificate for shop.acme.test is ready: visitors notice nothing. Set `Proxy status: DNS only (grey cloud)`.',
  );
  const remembered = [
    ...(trafficTo('203.0.113.9').answers ?? []),
    answer([record('A', '203.0.113.9')], { kind: 'recursive', server: 'resolver' }),
  ];
  const later = rowOf({
    claim: provenClaim(),
    observations: observations({ traffic: seen(trafficLook({ answers: remembered })), tls: null, nonce: null }),
  });
  expect(later.next?.text).toContain(`Resolvers may give the old answer until {time:${noon - 60_000 + 300_000}}.`);
});

test('an international name is shown in both forms', () => {
  const row = rowOf(cases['ready to switch, international']);
  expect(row).toMatchObject({ hostname: 'xn--bcher-kva.acme.test', unicode: 'bücher.acme.test' });
  expect(row.next?.text).toContain('bücher.acme.test (`xn--bcher-kva.acme.test` in DNS)');
  expect(row.next?.instructions).toContain('bücher.acme.test (in DNS: xn--bcher-kva.acme.test)');
});

test('instructions can be followed by somebody who sees nothing else', () => {
  expect(rowOf(cases['awaiting proof']).next?.instructions).toBe(`shop.acme.test
Add this record at Cloudflare

At Cloudflare → acme.test → DNS → Records, add this record. It proves control of shop.acme.test and lets its certificate be issued and renewed: leave it in place. Cloudflare adds acme.test by itself: enter _acme-challenge.shop only. The claim waits for it until 2026-12-08 11:00 UTC.

Zone: acme.test
Provider: Cloudflare (acme.test → DNS → Records)

Record to set:
  Type:  CNAME
  Name:  _acme-challenge.shop.acme.test (short: _acme-challenge.shop)
  Value: ${proofRecord.value}
`);
  expect(rowOf(cases.issuing).next?.instructions).toBe('');
  expect(rowOf(cases.lapsed).next?.instructions).toBe('');
});

test('a command tries the name before DNS leads here, with the port that clients use', () => {
  const row = (overrides: Partial<DomainCase>) => rowOf({ ...cases['ready to switch'], ...overrides });
  expect(row({}).curl).toBe('curl --resolve shop.acme.test:443:192.0.2.10 https://shop.acme.test:443/');
  const odd = domainSettings({ httpsPort: 10443, gatewayAddresses: ['2001:db8::10'] });
  expect(row({ settings: odd }).curl).toBe(
    'curl --resolve shop.acme.test:10443:[2001:db8::10] https://shop.acme.test:10443/',
  );
  expect(row({ claim: provenClaim({ scope: 'wildcard' }) }).curl).toContain('https://try.shop.acme.test:443/');
  expect(rowOf(cases['awaiting proof']).curl).toBeNull();
});

test('a domain has an address for visitors once it leads here', () => {
  expect(rowOf().url).toBe('https://shop.acme.test/');
  expect(rowOf({ settings: domainSettings({ httpsPort: 10443 }) }).url).toBe('https://shop.acme.test:10443/');
  expect(rowOf(cases['ready to switch']).url).toBeNull();
  expect(rowOf({ claim: liveClaim({ scope: 'wildcard' }) }).url).toBeNull();
});

test('shows the certificate, the routes of the team and no others, and when was looked', () => {
  const foreign = { namespace: 'secret-team', name: 'secret-route', isAccepted: true, isForeign: true };
  const own = { namespace: 'acme', name: 'shop', isAccepted: true, isForeign: false };
  const row = rowOf({ cluster: clusterLook({ routes: [own, foreign] }) });
  expect(row.certificate).toEqual({
    issuer: 'Test CA',
    notAfter: certificateLook().notAfter,
    renewalAt: certificateLook().renewalTime,
  });
  expect(row.routes).toEqual(['acme/shop']);
  expect(JSON.stringify(row)).not.toContain('secret-');
  expect(row).toMatchObject({
    gateway: 'infra/external',
    namespace: 'acme',
    team: 'storefront',
    checkedAt: noon - 60_000,
  });
  expect(rowOf(cases['awaiting proof']).certificate).toBeNull();
});

test('in a zone of the platform’s there is no record to write, only a route to make', () => {
  const live = rowOf({}, platformCase);
  expect(live).toMatchObject({ state: 'live', next: null, records: [], zone: 'apps.test', provider: null });
  expect(live.certificate).toMatchObject({ renewalAt: null });
  const fresh = { ...platformCase().claim, liveAt: null };
  const looks = { ...unseen, traffic: nowhere, publish: seen(publishLook()) };
  const waiting = rowOf({ claim: fresh, observations: looks }, platformCase);
  expect(waiting.next).toMatchObject({
    title: 'Nothing to do: the record is being written',
    isYours: false,
    records: [],
  });
  const bare = rowOf(
    { claim: fresh, observations: looks, cluster: clusterLook({ certificate: null, routes: [] }) },
    platformCase,
  );
  expect(bare.next).toMatchObject({ title: 'Put a route behind the name', isYours: true });
  const taken = rowOf(
    {
      observations: { ...looks, tls: seen(tlsLook()), traffic: elsewhere, publish: seen(publishLook({ owner: null })) },
    },
    platformCase,
  );
  expect(taken).toMatchObject({
    headline: 'Served, but: the record belongs to somebody else',
    next: { isYours: false },
  });
});

test('says how many listeners a shared Gateway has left, and nothing where a domain takes none of them', () => {
  expect(rowOf().listeners).toBeNull();
  const live = liveClaim();
  const claim = { ...live, attachment: { ...live.attachment, strategy: 'shared-listener' } } as const;
  expect(rowOf({ claim, cluster: clusterLook({ listener: listenerLook({ listenerCount: 9 }) }) }).listeners).toEqual({
    taken: 9,
    of: 64,
  });
});
