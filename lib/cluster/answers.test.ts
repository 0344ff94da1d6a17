import { expect, test } from 'vitest';
import { readWriteAnswer } from './answers.ts';

// The bodies are those of kube-apiserver 1.37, shortened.
const answer = (status: number, body: unknown) => readWriteAnswer({ status, body, warnings: [] });

test('tells a field conflict from a stale version: only the first has causes', () => {
  const cause = {
    reason: 'FieldManagerConflict',
    message: 'conflict with "argocd-controller" using gateway.networking.k8s.io/v1',
    field: '.spec.rules',
  };
  expect(answer(409, { details: { causes: [cause] } })).toEqual({
    kind: 'conflict',
    conflicts: [{ field: '.spec.rules', manager: 'argocd-controller' }],
  });
  expect(answer(409, { message: 'the object has been modified' })).toEqual({ kind: 'stale' });
  const failedTest = { message: 'the server rejected our request due to an error in our request', details: {} };
  expect(answer(422, failedTest)).toEqual({ kind: 'stale' });
});

test('gives each refusal of the schema its path', () => {
  const cause = {
    reason: 'FieldValueInvalid',
    message: 'weight must be at most 1000000',
    field: 'spec.rules[0].backendRefs[1].weight',
  };
  expect(answer(422, { details: { causes: [cause] } })).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'cluster.invalid', path: ['spec', 'rules', 0, 'backendRefs', 1, 'weight'] }],
  });
});

test('repeats an admission policy in its own words', () => {
  const message =
    "httproutes \"a\" is forbidden: ValidatingAdmissionPolicy 'hostnames' with binding 'hostnames' denied request: not yours";
  expect(answer(422, { message, details: { causes: [{ message }] } })).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'cluster.policy', message: expect.stringContaining('not yours') }],
  });
});

test('says what the guard of hostnames says, without the names of its objects', () => {
  const words = 'shop.acme.test is not proven for this namespace. Claim it in the portal first.';
  const message = `httproutes "a" is forbidden: ValidatingAdmissionPolicy 'signalbox-hostnames' with binding 'signalbox-hostnames' denied request: ${words}`;
  expect(answer(422, { message, details: { causes: [{ message }] } })).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'cluster.hostname', message: words, path: ['spec', 'hostnames'] }],
  });
});

test('explains a field that the cluster does not know, which an apply answers with 500', () => {
  const message = 'failed to create typed patch object: .spec.rules[0].nonsense: field not declared in schema';
  expect(answer(500, { message })).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'cluster.unknown-field', path: ['spec', 'rules', 0, 'nonsense'] }],
  });
});

test.each([
  [404, { kind: 'gone' }],
  [403, { kind: 'refused', issues: [{ code: 'cluster.forbidden' }] }],
  [429, { kind: 'refused', issues: [{ code: 'cluster.busy' }] }],
  [418, { kind: 'refused', issues: [{ code: 'cluster.refused' }] }],
])('sorts a %i without a readable body', (status, expected) => {
  expect(answer(status, 'not an object')).toMatchObject(expected);
});
