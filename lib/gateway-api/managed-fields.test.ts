import { describe, expect, test } from 'vitest';
import { applyBody } from './apply-body.ts';
import { removeAt, setAt } from './document.ts';
import { formatPath } from './field-path.ts';
import { lastChangeOf, ownersOf } from './managed-fields.ts';
import { managerName, undoes } from './managers.ts';
import { httpRoute } from './object-builders.ts';
import type { HttpRoute, ManagedFieldsEntry } from './objects.ts';

const time = '2026-11-01T10:00:00Z';
const entry = (manager: string, operation: string, fieldsV1: unknown): ManagedFieldsEntry => ({
  manager,
  operation,
  fieldsV1,
  time,
});
const ownsSpec = (...fields: readonly string[]) => ({
  'f:spec': Object.fromEntries(fields.map((field) => [`f:${field}`, {}])),
});
const note = { 'f:metadata': { 'f:annotations': { '.': {}, 'f:note': {} } } };

function ownedBy(...managedFields: readonly ManagedFieldsEntry[]): HttpRoute {
  return httpRoute({}, { managedFields, annotations: { note: 'x' }, labels: { team: 'a' } });
}

describe('who owns what', () => {
  test('is read per list, annotation and label; status does not count', () => {
    const route = ownedBy(
      entry('argocd-controller', 'Apply', { ...ownsSpec('rules', 'hostnames'), ...note }),
      entry('signalbox', 'Apply', ownsSpec('rules')),
      { ...entry('gateway', 'Update', { 'f:status': {} }), subresource: 'status' },
    );
    expect(ownersOf(route).map(({ path, manager }) => `${manager} ${formatPath(path)}`)).toEqual([
      'argocd-controller metadata.annotations.note',
      'argocd-controller spec.rules',
      'argocd-controller spec.hostnames',
      'signalbox spec.rules',
    ]);
  });

  test.each([undefined, null, 'x', [], { 'f:spec': null }, { 'f:spec': 'x' }, { 'f:metadata': { 'f:labels': [] } }])(
    'fieldsV1 %j names nothing',
    (fieldsV1) => {
      expect(ownersOf(ownedBy(entry('a', 'Apply', fieldsV1)))).toEqual([]);
    },
  );

  test('the last change is the latest one that is not a status', () => {
    const route = ownedBy(
      { ...entry('kubectl-edit', 'Update', {}), time: '2026-11-02T00:00:00Z' },
      { ...entry('helm-controller', 'Apply', {}), time: '2026-11-03T00:00:00Z' },
      { ...entry('gateway', 'Update', {}), time: '2026-11-04T00:00:00Z', subresource: 'status' },
    );
    expect(lastChangeOf(route)).toEqual({
      at: Date.parse('2026-11-03T00:00:00Z'),
      by: 'Flux',
      manager: 'helm-controller',
    });
    expect(lastChangeOf(httpRoute())).toBeNull();
  });

  test.each([
    ['argocd-controller', 'Argo CD', true],
    ['argocd-application-controller', 'Argo CD', true],
    ['kustomize-controller', 'Flux', true],
    ['helm-controller', 'Flux', true],
    ['fluxcd', 'Flux', true],
    ['helm', 'Helm', false],
    ['kubectl-client-side-apply', 'kubectl', false],
    ['signalbox', 'Signalbox', false],
    ['acme-operator', 'acme-operator', false],
  ])('%s is %s, undoes changes: %s', (manager, name, does) => {
    expect(managerName(manager)).toBe(name);
    expect(undoes(manager)).toBe(does);
  });
});

describe('the body for server-side apply', () => {
  test('of a new route is the whole route without what the server writes', () => {
    const draft = httpRoute({}, { annotations: { note: 'x' } });
    const { body, removals, conflicts } = applyBody(null, { ...draft, status: { parents: [] } }, 'signalbox');
    expect(body).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shop', namespace: 'storefront', annotations: { note: 'x' } },
      spec: draft.spec,
    });
    expect([removals, conflicts]).toEqual([[], []]);
  });

  test('holds only what changed where nothing is ours, and names the conflict', () => {
    const base = ownedBy(
      entry('argocd-controller', 'Apply', { ...ownsSpec('rules', 'hostnames', 'parentRefs'), ...note }),
    );
    const plan = applyBody(base, setAt(base, ['spec', 'rules', 0, 'backendRefs', 0, 'weight'], 5), 'signalbox');
    expect(Object.keys(plan.body.spec ?? {})).toEqual(['rules']);
    expect(plan.body.metadata).toEqual({ name: 'shop', namespace: 'storefront' });
    expect(plan.conflicts).toEqual([
      { field: '.spec.rules', manager: 'argocd-controller', managerName: 'Argo CD', undoes: true },
    ]);
  });

  test('holds what we own already, or it would be given up', () => {
    const base = ownedBy(
      entry('signalbox', 'Apply', ownsSpec('rules', 'hostnames')),
      entry('kubectl', 'Update', ownsSpec('parentRefs')),
    );
    const plan = applyBody(base, setAt(base, ['metadata', 'annotations', 'note'], 'y'), 'signalbox');
    expect(plan.body.metadata.annotations).toEqual({ note: 'y' });
    expect(Object.keys(plan.body.spec ?? {}).toSorted()).toEqual(['hostnames', 'rules']);
    expect(plan.changed.map(formatPath)).toEqual(['metadata.annotations.note']);
  });

  test('what we own by an update and not by an apply is not ours to leave out', () => {
    const base = ownedBy(entry('signalbox', 'Update', note));
    expect(applyBody(base, removeAt(base, ['metadata', 'annotations', 'note']), 'signalbox').removals).toHaveLength(1);
  });

  test('what only we own is removed by leaving it out', () => {
    const base = ownedBy(entry('signalbox', 'Apply', { ...ownsSpec('rules'), ...note }));
    const plan = applyBody(base, removeAt(base, ['metadata', 'annotations', 'note']), 'signalbox');
    expect(plan.removals).toEqual([]);
    expect(plan.body.metadata.annotations).toBeUndefined();
    expect(plan.changed.map(formatPath)).toEqual(['metadata.annotations.note']);
  });

  test('what somebody else owns too is removed by a patch', () => {
    const base = ownedBy(entry('signalbox', 'Apply', note), entry('argocd-controller', 'Apply', note));
    expect(applyBody(base, removeAt(base, ['metadata', 'annotations', 'note']), 'signalbox').removals).toEqual([
      { path: ['metadata', 'annotations', 'note'], managers: ['Argo CD'] },
    ]);
  });

  test('a draft that changed nothing claims nothing new', () => {
    const base = ownedBy(entry('kubectl-create', 'Update', ownsSpec('rules')));
    const plan = applyBody(base, structuredClone(base), 'signalbox');
    expect(plan.body.spec).toBeUndefined();
    expect(plan.changed).toEqual([]);
  });
});
