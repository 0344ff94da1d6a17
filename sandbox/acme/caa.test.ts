import { expect, test } from 'vitest';
import { type CaaRecord, type Issuance, permits } from './caa.ts';

const issuance: Issuance = {
  identities: ['ca.localhost'],
  isWildcard: false,
  method: 'dns-01',
  accountUri: 'https://ca.localhost/account/1',
};

function record(text: string): CaaRecord {
  const [flags = '', tag = '', ...value] = text.split(' ');
  return { tag, value: value.join(' '), isCritical: Number(flags) >= 128 };
}

test.each([
  ['no record', [], {}, true],
  ['a record that is about mail only', ['0 iodef mailto:a@b.test'], {}, true],
  ['our name', ['0 issue ca.localhost'], {}, true],
  ['our name in capitals', ['0 ISSUE CA.localhost'], {}, true],
  ['our name beside another', ['0 issue other.test', '0 issue ca.localhost'], {}, true],
  ['another name', ['0 issue other.test'], {}, false],
  ['nobody', ['0 issue ;'], {}, false],
  ['a tag that nobody knows', ['0 unheard yes'], {}, true],
  ['a critical tag that nobody knows', ['128 unheard yes', '0 issue ca.localhost'], {}, false],
  ['issuewild, for a plain name', ['0 issuewild other.test', '0 issue ca.localhost'], {}, true],
  ['issuewild, for a wildcard', ['0 issuewild other.test', '0 issue ca.localhost'], { isWildcard: true }, false],
  ['issue alone, for a wildcard', ['0 issue ca.localhost'], { isWildcard: true }, true],
  ['our account', ['0 issue ca.localhost; accounturi=https://ca.localhost/account/1'], {}, true],
  ['another account', ['0 issue ca.localhost;accounturi=https://ca.localhost/account/2'], {}, false],
  ['our method among others', ['0 issue ca.localhost; validationmethods=http-01, dns-01'], {}, true],
  ['another method', ['0 issue ca.localhost; validationmethods=http-01'], {}, false],
  ['a parameter that nobody knows', ['0 issue ca.localhost; colour=green'], {}, true],
] as const)('%s: %j with %j is %s', (_what, records, change, isPermitted) => {
  expect(permits(records.map(record), { ...issuance, ...change })).toBe(isPermitted);
});
