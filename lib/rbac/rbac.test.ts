import { expect, test } from 'vitest';
import { portalImpersonateRules, portalReadRules } from './portal-rbac.ts';
import { sharedListenersRbac } from './shared-listeners-rbac.ts';
import { editorRules, viewerRules } from './team-rbac.ts';

test('the portal reads no Secret and writes nothing by itself', () => {
  expect(portalReadRules.flatMap(({ resources }) => resources)).not.toContain('secrets');
  const verbs = portalReadRules.flatMap((rule) => (rule.resources[0] === 'subjectaccessreviews' ? [] : rule.verbs));
  expect([...new Set(verbs)].toSorted()).toEqual(['get', 'list', 'watch']);
});

test('the portal acts as others on routes and ListenerSets alone, where editors may act by themselves', () => {
  const [, onKinds] = portalImpersonateRules;
  expect(onKinds?.resources).toEqual(['httproutes', 'listenersets']);
  expect(editorRules[0]?.resources).toEqual(onKinds?.resources);
  const allowed = onKinds?.verbs.map((verb) => verb.replace('impersonate-on:user-info:', '')) ?? [];
  for (const verb of allowed) expect(editorRules[0]?.verbs).toContain(verb);
  expect(viewerRules.flatMap(({ verbs }) => verbs)).toEqual(['get', 'list', 'watch']);
});

test('the right to shared listeners is for one Gateway', () => {
  const [role, binding] = sharedListenersRbac({ user: 'portal', gateway: { namespace: 'infra', name: 'external' } });
  expect(role).toMatchObject({
    kind: 'Role',
    metadata: { namespace: 'infra' },
    rules: [
      { resources: ['gateways'], resourceNames: ['external'], verbs: ['patch'] },
      { resources: ['certificates'], verbs: ['create', 'patch', 'delete'] },
    ],
  });
  expect(binding).toMatchObject({ subjects: [{ name: 'portal' }] });
});
