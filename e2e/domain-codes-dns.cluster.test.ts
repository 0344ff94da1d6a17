import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { beginMischief, endMischief, resetRegistrar, setRecord } from './registrar.ts';

let stage: DomainStage;

beforeAll(async () => {
  await resetRegistrar();
  stage = await openDomainStage();
});

afterAll(async () => {
  await stage?.close();
  await resetRegistrar();
});

/** Names of the record that proves a claim and of where it should lead, as the row asks for them. */
function proofOf(name: string) {
  const { name: at, value } = stage.wanted(name, 'proof');
  return { at, value, text: `CNAME ${at} → ${value}` };
}

describe.concurrent('the record that proves a claim', () => {
  test('D01: the name servers have no such record', async () => {
    const name = stage.freshName('d01');
    await stage.claim(name);
    const found = await stage.untilCode(name, 'D01', { severity: 'progress' });
    const proof = proofOf(name);
    expect(found).toMatchObject({ light: 'proof', found: 'no record', wanted: proof.text });
    expect(found.message).toContain(`(ns1.acme.localhost and ns2.acme.localhost) have no record ${proof.at} yet`);
    await stage.prove(name);
    await stage.until(name, 'a proof', ({ lights, provenAt }) => lights.proof === 'ok' && provenAt !== null);
  });

  test('D02: the record has another value', async () => {
    const name = stage.freshName('d02');
    await stage.claim(name);
    const proof = proofOf(name);
    await setRecord({ name: proof.at, type: 'CNAME', values: ['former-host.localhost'] });
    const found = await stage.untilCode(name, 'D02');
    expect(found).toMatchObject({ found: `CNAME ${proof.at} → former-host.localhost`, wanted: proof.text });
    expect(found.message).toBe(`Found CNAME former-host.localhost at ${proof.at}, expected ${proof.value}.`);
    await stage.prove(name);
    expect(await stage.untilNoCode(name, 'D02')).toMatchObject({ lights: { proof: 'ok' } });
  });

  test('D03: the provider added the zone to a whole name', async () => {
    const name = stage.freshName('d03');
    await stage.claim(name);
    const proof = proofOf(name);
    await stage.prove(name);
    await beginMischief('doubled-name', proof.at);
    const found = await stage.untilCode(name, 'D03');
    expect(found).toMatchObject({
      found: `CNAME ${proof.at}.acme.localhost → ${proof.value}`,
      wanted: proof.text,
      fix: `Change the name of the record to ${proof.at.replace('.acme.localhost', '')}.`,
    });
    await endMischief('doubled-name', 'acme.localhost');
    expect(await stage.untilNoCode(name, 'D03')).toMatchObject({ lights: { proof: 'ok' } });
  });
});
