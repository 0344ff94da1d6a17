import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rememberGatewayAddresses } from '../lib/db/domains.ts';
import type { DomainCode } from '../lib/domains/codes.ts';
import type { Diagnosis } from '../lib/domains/domain-row.ts';
import { dayMs, hourMs } from '../lib/domains/settings.ts';
import { caaIdentity } from '../sandbox/acme/authority-identity.ts';
import { blockingAddress, passingAddress } from '../sandbox/cdn/addresses.ts';
import { insideAddress } from '../sandbox/registrar/treat-question.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns } from './ask-dns.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { delegate, undelegate } from './parent-zone.ts';
import { beginMischief, deleteRecord, endMischief, resetRegistrar, setRecord } from './registrar.ts';
import { kubectl } from './sandbox-control.ts';

const ports = readPorts(process.env);
const resolver = `127.0.0.1:${ports.unbound}`;
const gatewayName = 'ext.apps.localhost';
const gatewayAddress = '127.0.0.1';
const formerAddress = '127.0.0.9';
const elsewhere = '192.0.2.7';
const minuteMs = 60_000;
let stage: DomainStage;

beforeAll(async () => {
  await resetRegistrar();
  // What a portal has written down that saw the Gateway at another address.
  stage = await openDomainStage(() => rememberGatewayAddresses([formerAddress], Date.now() - 30 * dayMs));
});

afterAll(async () => {
  await stage?.close();
  await resetRegistrar();
});

/** The record that proves a claim and where it should lead, as the row asks for it. */
function proofOf(name: string) {
  const { name: at, value } = stage.wanted(name, 'proof');
  return { at, value, text: `CNAME ${at} → ${value}` };
}

async function claimFresh(label: string, zone: 'acme' | 'globex' | 'signed' = 'acme'): Promise<string> {
  const name = stage.freshName(label, `${zone}.localhost`);
  await stage.claim(name);
  return name;
}

/** A claim that is proven and has its certificate. */
async function makeReady(label: string): Promise<string> {
  const name = await claimFresh(label);
  await stage.prove(name);
  await stage.until(name, 'a certificate', ({ lights }) => lights.certificate === 'ok', { timeoutMs: 60_000 });
  return name;
}

/** Resolvers forget in ten seconds that nothing was there; on a busy machine a look may come too late. */
async function rememberedNothing(attempt = 1): Promise<{ readonly name: string; readonly found: Diagnosis }> {
  const name = await claimFresh(`d13-${attempt}`);
  await stage.until(name, 'a look', ({ checkedAt }) => checkedAt !== null);
  for (const type of ['A', 'AAAA']) await askDns(ports.unbound, name, type);
  await setRecord({ name, type: 'A', values: [gatewayAddress] });
  const found = await stage.untilCode(name, 'D13', { timeoutMs: 12_000 }).catch((error: unknown) => {
    if (attempt === 3) throw error;
    return null;
  });
  return found === null ? rememberedNothing(attempt + 1) : { name, found };
}

/** Moves the clock until a finding is a problem; a question that is lost on a busy machine has its time counted anew. */
async function untilLater(name: string, code: DomainCode, ms: number, attempt = 1): Promise<Diagnosis> {
  stage.moveClock(ms);
  const found = await stage
    .untilCode(name, code, { severity: 'problem', timeoutMs: 12_000 })
    .catch((error: unknown) => {
      if (attempt === 3) throw error;
      return null;
    });
  return found ?? untilLater(name, code, ms, attempt + 1);
}

/** Mischief that befalls a whole zone: one test at a time there. */
const turns = new Map<string, Promise<unknown>>();
function alone(zone: string, run: () => Promise<void>): Promise<void> {
  const mine = (turns.get(zone) ?? Promise.resolve()).catch(() => null).then(run);
  turns.set(zone, mine);
  return mine;
}

describe.concurrent('findings of DNS', { timeout: 110_000 }, () => {
  test('D01: the name servers have no such record', async () => {
    const name = await claimFresh('d01');
    const found = await stage.untilCode(name, 'D01', { severity: 'progress' });
    const proof = proofOf(name);
    expect(found).toMatchObject({ light: 'proof', found: 'no record', wanted: proof.text });
    expect(found.message).toContain(`(ns1.acme.localhost and ns2.acme.localhost) have no record ${proof.at} yet`);
    await stage.prove(name);
    await stage.until(name, 'a proof', ({ lights, provenAt }) => lights.proof === 'ok' && provenAt !== null);
  });

  test('D02: the record has another value', async () => {
    const name = await claimFresh('d02');
    const proof = proofOf(name);
    await setRecord({ name: proof.at, type: 'CNAME', values: ['former-host.localhost'] });
    const found = await stage.untilCode(name, 'D02');
    expect(found).toMatchObject({ found: `CNAME ${proof.at} → former-host.localhost`, wanted: proof.text });
    expect(found.message).toBe(`Found CNAME former-host.localhost at ${proof.at}, expected ${proof.value}.`);
    await stage.prove(name);
    await stage.untilNoCode(name, 'D02', { light: 'proof' });
  });

  test('D03: the provider added the zone to a whole name', async () => {
    const name = await claimFresh('d03');
    const proof = proofOf(name);
    await stage.prove(name);
    await beginMischief('doubled-name', proof.at);
    expect(await stage.untilCode(name, 'D03')).toMatchObject({
      found: `CNAME ${proof.at}.acme.localhost → ${proof.value}`,
      wanted: proof.text,
      fix: `Change the name of the record to ${proof.at.replace('.acme.localhost', '')}.`,
    });
    await endMischief('doubled-name', 'acme.localhost');
    await stage.untilNoCode(name, 'D03', { light: 'proof' });
  });

  test('D04: traffic comes through a proxy that passes it on', async () => {
    const name = await makeReady('d04');
    await stage.lead(name);
    await beginMischief('proxied', name);
    expect(await stage.untilCode(name, 'D04')).toMatchObject({
      severity: 'warning',
      message: 'Traffic reaches us through Sandbox CDN.',
      found: `A ${name} → ${passingAddress}`,
    });
    expect(stage.row(name)).toMatchObject({ lights: { traffic: 'ok' } });
    await stage.until(name, 'a domain that serves', ({ liveAt }) => liveAt !== null);
    await endMischief('proxied', 'acme.localhost');
    await stage.untilNoCode(name, 'D04', { light: 'traffic' });
  });

  test('D06: a CNAME at the root of the zone', () =>
    alone('globex', async () => {
      const name = 'globex.localhost';
      await stage.claim(name);
      await beginMischief('apex-cname', name);
      const found = await stage.untilCode(name, 'D06');
      expect(found).toMatchObject({
        found: `CNAME ${name} → ${gatewayName}`,
        wanted: `ALIAS ${name} → ${gatewayName}`,
        fix: `Replace it with an ALIAS record, or with A and AAAA: ${gatewayAddress}.`,
      });
      await endMischief('apex-cname', name);
      await stage.untilNoCode(name, 'D06');
    }));

  test('D07: the root has a former address of the Gateway', async () => {
    const name = 'acme.localhost';
    await stage.claim(name);
    await setRecord({ name, type: 'A', values: [formerAddress] });
    expect(await stage.untilCode(name, 'D07')).toMatchObject({
      message: `${name} leads to ${formerAddress}, a former address of ours.`,
      found: `A ${name} → ${formerAddress}`,
      wanted: `ALIAS ${name} → ${gatewayName}`,
    });
    await setRecord({ name, type: 'A', values: [gatewayAddress] });
    await stage.untilNoCode(name, 'D07', { light: 'traffic' });
  });

  test('D08: IPv6 leads elsewhere', async () => {
    const name = await claimFresh('d08');
    await setRecord({ name, type: 'A', values: [gatewayAddress] });
    await beginMischief('stale-aaaa', name);
    expect(await stage.untilCode(name, 'D08')).toMatchObject({
      found: `AAAA ${name} → 2001:db8::7`,
      wanted: 'no AAAA record that leads elsewhere',
      fix: 'Delete the AAAA record 2001:db8::7.',
    });
    await deleteRecord(name, 'AAAA');
    await stage.untilNoCode(name, 'D08', { light: 'traffic' });
  });

  test('D09: one of several addresses is not the Gateway’s', async () => {
    const name = await claimFresh('d09');
    await setRecord({ name, type: 'A', values: [gatewayAddress, elsewhere] });
    const found = await stage.untilCode(name, 'D09');
    expect(found).toMatchObject({
      message: `1 of 2 addresses is not ours: part of the visitors go to ${elsewhere}.`,
      wanted: `A ${name} → ${gatewayAddress}`,
      fix: `Delete ${elsewhere}.`,
    });
    expect(found.found?.split(', ').toSorted()).toEqual([`A ${name} → ${gatewayAddress}`, `A ${name} → ${elsewhere}`]);
    await setRecord({ name, type: 'A', values: [gatewayAddress] });
    await stage.untilNoCode(name, 'D09', { light: 'traffic' });
  });

  test('D10: CAA names another authority, and nothing is ordered', async () => {
    const name = await claimFresh('d10');
    await beginMischief('caa-forbids', name);
    await stage.untilCode(name, 'D10');
    await stage.prove(name);
    const blocked = await stage.until(name, 'a claim that is blocked', ({ state }) => state === 'blocked');
    expect(blocked.diagnoses[0]).toMatchObject({
      code: 'D10',
      message: `CAA at ${name} allows only another-ca.example; certificates for ${name} come from Pebble.`,
      found: `CAA ${name} → 0 issue "another-ca.example"`,
      wanted: `CAA ${name} → 0 issue "${caaIdentity}"`,
    });
    expect(await kubectl('-n', 'storefront', 'get', 'listenersets', '-l', `signalbox.dev/claim=${blocked.id}`)).toBe(
      '',
    );
    await endMischief('caa-forbids', 'acme.localhost');
    await stage.untilNoCode(name, 'D10');
    await stage.until(name, 'a certificate', ({ lights }) => lights.certificate === 'ok', { timeoutMs: 60_000 });
  });

  test('D11: CAA questions fail', () =>
    alone('signed', async () => {
      const name = await claimFresh('d11', 'signed');
      await beginMischief('caa-servfail', 'signed.localhost');
      const found = await stage.untilCode(name, 'D11');
      expect(found).toMatchObject({ who: 'DNS provider', light: 'certificate' });
      expect(found.message).toContain(`fails when asked for CAA at ${name}`);
      expect(found.found).toMatch(/^ns[12]\.signed\.localhost: .*SERVFAIL/);
      expect(found.wanted).toBe('an answer, be it that there is no CAA record');
      await endMischief('caa-servfail', 'signed.localhost');
      await stage.untilNoCode(name, 'D11');
    }));

  test('D12: the signatures do not fit the key at the registrar', () =>
    alone('signed', async () => {
      const name = await claimFresh('d12', 'signed');
      await beginMischief('dnssec-broken', 'signed.localhost');
      const found = await stage.untilCode(name, 'D12');
      expect(found.message).toMatch(
        /^The DNSSEC signatures of signed\.localhost do not fit.*extended error (6|7|9|10)/,
      );
      expect(found).toMatchObject({
        found: 'resolvers refuse signed.localhost, and answer when they need not check',
        wanted: 'a DS record of the key that signs the zone, or none',
      });
      await endMischief('dnssec-broken', 'signed.localhost');
      await stage.untilNoCode(name, 'D12');
    }));

  test('D13: a resolver remembers that nothing was there, until a time that is told', async () => {
    const { name, found } = await rememberedNothing();
    expect(found.message).toMatch(/^Saved\. Some resolvers remember the old “not found” until \{time:\d+\}\.$/);
    expect(found.found).toMatch(new RegExp(`^${resolver}: no (such name|record)$`));
    const end = Number(/\d+/.exec(found.message)?.[0]);
    expect(end - stage.now()).toBeLessThanOrEqual(10_000);
    await stage.untilNoCode(name, 'D13', { light: 'traffic' });
    // Unbound counts in whole seconds, and from when it was answered itself.
    expect(stage.now()).toBeGreaterThan(end - 3_000);
  });

  test('D13: a resolver remembers what the challenge name had before, and certificate authorities ask resolvers', async () => {
    const name = await claimFresh('d13-challenge');
    const { at } = proofOf(name);
    await setRecord({ name: at, type: 'CNAME', values: ['former-host.localhost'], ttl: 30 });
    // The resolver asks either name server, and would remember that the second had nothing yet.
    await expect
      .poll(() => askDns(ports.knotSecondary, at, 'CNAME'), { timeout: 15_000, interval: 200 })
      .toMatchObject({ values: ['former-host.localhost'] });
    expect(await askDns(ports.unbound, at, 'CNAME')).toMatchObject({ values: ['former-host.localhost'] });
    await stage.prove(name);
    const found = await stage.untilCode(name, 'D13', { severity: 'progress' });
    expect(found).toMatchObject({ light: 'certificate', found: `${resolver}: CNAME former-host.localhost` });
    expect(stage.row(name).lights.proof).toBe('ok');
    await stage.untilNoCode(name, 'D13', { timeoutMs: 45_000 });
  });

  test.each([
    ['lame', 'REFUSED'],
    ['silent', 'no answer'],
  ] as const)('D14: one name server is %s', (mischief, said) =>
    alone('globex', async () => {
      const name = await claimFresh(`d14-${mischief}`, 'globex');
      await beginMischief(mischief, 'globex.localhost');
      await stage.prove(name);
      const found = await stage.untilCode(name, 'D14', { severity: 'progress' });
      expect(found.message).toMatch(/^ns2\.globex\.localhost gave no answer; all name servers of the zone must/);
      expect(found.found).toMatch(new RegExp(`^ns2\\.globex\\.localhost: .*${said}`));
      expect(found.wanted).toBe('the same answer from every name server');
      expect(stage.row(name).provenAt).toBeNull();
      await endMischief(mischief, 'globex.localhost');
      await stage.untilNoCode(name, 'D14', { light: 'proof' });
    }),
  );

  test('D14: the zone above names other name servers than the zone itself', () =>
    alone('signed', async () => {
      const zone = 'signed.localhost';
      const name = await claimFresh('d14-ns', 'signed');
      await setRecord({ name: zone, type: 'NS', values: [`ns1.${zone}`, `ns3.${zone}`] });
      const wanted = 'the same name servers in both';
      const isOfServers = (one: Diagnosis) => one.code === 'D14' && one.wanted === wanted;
      const row = await stage.until(name, 'D14', ({ diagnoses }) => diagnoses.some(isOfServers));
      expect(row.diagnoses.find(isOfServers)).toMatchObject({
        severity: 'progress',
        found: `above: ns1.${zone}, ns2.${zone}; in the zone: ns1.${zone}, ns3.${zone}`,
      });
      await setRecord({ name: zone, type: 'NS', values: [`ns1.${zone}`, `ns2.${zone}`] });
      await stage.untilNoCode(name, 'D14');
    }));

  test('D15: a TXT record of somebody else takes the place of the CNAME', async () => {
    const name = await claimFresh('d15');
    const proof = proofOf(name);
    await beginMischief('challenge-occupied', name);
    expect(await stage.untilCode(name, 'D15')).toMatchObject({
      found: `TXT ${proof.at} → the-token-of-another-authority`,
      wanted: proof.text,
    });
    expect(stage.wanted(name, 'fallback-proof')).toMatchObject({ type: 'TXT', name: `_signalbox.${name}` });
    await endMischief('challenge-occupied', 'acme.localhost');
    await stage.prove(name);
    await stage.untilNoCode(name, 'D15', { light: 'proof' });
  });

  test('D15: the provider answers TXT questions itself, although the CNAME is there', () =>
    alone('signed', async () => {
      const name = await claimFresh('d15-shadow', 'signed');
      const proof = proofOf(name);
      await stage.prove(name);
      await beginMischief('challenge-shadowed', 'signed.localhost');
      expect(await stage.untilCode(name, 'D15')).toMatchObject({
        found: `TXT ${proof.at} → a-token-of-the-dns-provider`,
        wanted: proof.text,
      });
      await endMischief('challenge-shadowed', 'signed.localhost');
      await stage.untilNoCode(name, 'D15', { light: 'proof' });
    }));

  test('D16: a wildcard answers for the challenge name', async () => {
    const name = await claimFresh('d16');
    const proof = proofOf(name);
    await beginMischief('wildcard', name);
    expect(await stage.untilCode(name, 'D16')).toMatchObject({
      found: `${proof.at} → CNAME parked.localhost`,
      wanted: proof.text,
      fix: `Add the record ${proof.at} itself: it goes before the wildcard, which may stay.`,
    });
    await stage.prove(name);
    await stage.untilNoCode(name, 'D16', { light: 'proof' });
  });

  test('D17: the cluster’s own resolver has another answer', async () => {
    const name = await claimFresh('d17');
    await setRecord({ name, type: 'A', values: [gatewayAddress] });
    await beginMischief('split-horizon', name);
    expect(await stage.untilCode(name, 'D17')).toMatchObject({
      severity: 'warning',
      who: 'platform',
      found: `inside: A ${insideAddress}`,
      wanted: 'the public answer',
    });
    await endMischief('split-horizon', 'acme.localhost');
    await stage.untilNoCode(name, 'D17');
  });

  test('D18: there is no zone, until somebody delegates it', async () => {
    const zone = stage.freshName('d18').replace('.acme.', '.');
    const name = `shop.${zone}`;
    await stage.claim(name);
    expect(await stage.untilCode(name, 'D18')).toMatchObject({
      message: `There is no zone for ${name}: it is not registered, or has no name servers.`,
      found: 'no zone',
      wanted: `name servers for ${name} or a zone above it`,
    });
    await delegate(zone, 'ns1.acme.localhost');
    try {
      await stage.untilNoCode(name, 'D18');
    } finally {
      await undelegate(zone);
    }
  });

  test('D19: a record that still leads here after the name was given up', async () => {
    const name = await claimFresh('d19');
    await stage.prove(name);
    await stage.lead(name);
    await stage.until(name, 'a proof', ({ lights, provenAt }) => provenAt !== null && lights.traffic === 'ok');
    await stage.release(name);
    expect(await stage.untilCode(name, 'D19')).toMatchObject({
      severity: 'warning',
      message: `${name} still points to us and gets 404 here.`,
      found: `CNAME ${name} → ${gatewayName}`,
      wanted: 'no record that leads here',
    });
    await deleteRecord(name, 'CNAME');
    expect(await stage.untilNoCode(name, 'D19')).toMatchObject({ state: 'released' });
  });

  test('D20: another claim holds the name; who has it is not told', async () => {
    const name = await claimFresh('d20');
    await stage.prove(name);
    await stage.until(name, 'a proof', ({ provenAt }) => provenAt !== null);
    await stage.claim(name, 'payments');
    const found = await stage.untilCode(name, 'D20', { by: 'payments' });
    expect(found).toMatchObject({
      message: `${name} is in use here. Prove that you control it to ask for a transfer.`,
      found: 'another claim',
      wanted: 'your proof, and none of the other claim’s',
    });
    const contested = stage.row(name, 'payments');
    expect(contested.state).toBe('contested');
    expect(JSON.stringify(contested)).not.toMatch(/storefront/i);
    expect(JSON.stringify(stage.row(name))).not.toMatch(/payments/i);
    await stage.release(name);
    expect(await stage.untilNoCode(name, 'D20', { by: 'payments' })).toMatchObject({ state: 'awaiting-proof' });
  });

  test('D21: a name that looks the same as another team’s', async () => {
    const below = stage.freshName('d21');
    const [original, imitation] = [`paca.${below}`, `раса.${below}`];
    await stage.claim(original, 'payments');
    await stage.prove(original, 'payments');
    await stage.until(original, 'a proof', ({ provenAt }) => provenAt !== null, { by: 'payments' });
    const { hostname } = await stage.claim(imitation);
    expect(hostname).toBe(`xn--80aa0cf.${below}`);
    const found = await stage.untilCode(hostname, 'D21', { severity: 'problem' });
    expect(found).toMatchObject({
      found: `${imitation} (\`${hostname}\` in DNS)`,
      wanted: 'a name that cannot be taken for another',
    });
    expect(stage.row(original, 'payments').diagnoses.map(({ code }) => code)).not.toContain('D21');
    await stage.release(original, 'payments');
    await stage.untilNoCode(hostname, 'D21');
    const { refused } = await stage.tryClaim(`pаypal.${below}`);
    expect(refused).toMatchObject([{ issue: { code: 'domain.mixed-scripts' } }]);
  });

  test('D22: a wildcard with validation over HTTP, as one that is there from before', async () => {
    const name = stage.freshName('d22');
    await stage.store({ name, scope: 'wildcard', challenge: 'http-01' });
    expect(await stage.untilCode(`*.${name}`, 'D22')).toMatchObject({
      light: 'certificate',
      found: 'HTTP-01',
      wanted: 'DNS-01',
    });
    await stage.change(`*.${name}`, { challenge: 'dns-01' });
    await stage.untilNoCode(`*.${name}`, 'D22');
  });

  test('D23: what nobody can claim is refused, and told where a claim is there from before', async () => {
    const { claimed, refused } = await stage.tryClaim('apps.localhost www.apps.localhost co.uk');
    expect(claimed).toEqual([]);
    expect(refused.map(({ issue }) => issue.code)).toEqual([
      'domain.platform-zone',
      'domain.platform-name',
      'domain.public-suffix',
    ]);
    const name = 'www.apps.localhost';
    const { attachment } = (await stage.storedOf(await claimFresh('d23'))).claim;
    await stage.store({ name, origin: 'platform', attachment: { ...attachment, strategy: 'covered' } });
    expect(await stage.untilCode(name, 'D23')).toMatchObject({
      message: `${name} belongs to the platform itself.`,
      found: name,
      wanted: 'a name that the platform does not keep for itself',
    });
    await stage.release(name);
    const released = await stage.until(name, 'a claim that is over', ({ state }) => state === 'released');
    expect(released.diagnoses).toEqual([]);
  });
});

/** Moves the clock of all claims, so these come last and one after the other. */
describe('findings of DNS as time passes', { timeout: 60_000 }, () => {
  test('D05: a proxy keeps our request out; after half an hour that is a problem', async () => {
    const name = await makeReady('d05');
    await stage.lead(name);
    await beginMischief('proxy-blocks', name);
    const found = await stage.untilCode(name, 'D05', { severity: 'unknown' });
    expect(found).toMatchObject({
      message: `Sandbox CDN answers for ${name}, and our probe does not come back.`,
      found: `A ${name} → ${blockingAddress}`,
      wanted: `CNAME ${name} → ${gatewayName}`,
    });
    expect(stage.row(name).lights.traffic).toBe('unknown');
    await stage.until(name, 'a lost request', ({ world }) => world.some(({ server }) => server === blockingAddress));
    await untilLater(name, 'D05', 31 * minuteMs);
    await endMischief('proxy-blocks', 'acme.localhost');
    await stage.untilNoCode(name, 'D05', { light: 'traffic' });
  });

  test('D14: a name server that lags; after an hour that is a problem', async () => {
    const name = await claimFresh('d14-lag', 'globex');
    const proof = proofOf(name);
    await beginMischief('lagging', 'globex.localhost');
    await stage.prove(name);
    const found = await stage.untilCode(name, 'D14', { severity: 'progress' });
    expect(found).toMatchObject({
      message: 'ns1.globex.localhost has the record, ns2.globex.localhost not yet.',
      found: 'ns2.globex.localhost: no record',
      wanted: `${proof.value} at every name server`,
    });
    await untilLater(name, 'D14', 61 * minuteMs);
    await endMischief('lagging', 'globex.localhost');
    await stage.untilNoCode(name, 'D14', { light: 'proof' });
  });

  test('D01: a record that is not there after a day is a problem', async () => {
    const name = await claimFresh('d01-late');
    await stage.untilCode(name, 'D01', { severity: 'progress' });
    expect(await untilLater(name, 'D01', dayMs + hourMs)).toMatchObject({ wanted: proofOf(name).text });
    await stage.prove(name);
    await stage.until(name, 'a proof', ({ lights, provenAt }) => lights.proof === 'ok' && provenAt !== null);
  });
});
