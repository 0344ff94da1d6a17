import 'server-only';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '../config.ts';
import { isKubeObject } from '../gateway-api/objects.ts';
import { type Grant, grantName, grantPath, hostnameGrant } from '../guard/grant.ts';
import { type GuardedKind, type GuardedObject, guardedKinds } from '../guard/guarded-object.ts';
import { type GuardOptions, guardLabel, guardLabelOff } from '../guard/options.ts';
import { guardBinding, guardPolicy } from '../guard/policy.ts';
import { teamGroup } from '../rbac/identities.ts';
import { type KubeObject, rbacApi, rbacGroup } from '../rbac/kube-object.ts';
import { type ClusterResponse, createTransport } from './transport.ts';

export const certManagerUser = 'system:serviceaccount:cert-manager:cert-manager';
/** What takes a namespace out of the sandbox's own guard. */
export const unguarded = { [guardLabel]: guardLabelOff };
export const namespaceLabel = 'sandbox.signalbox.dev/guard-test';

export type Identity = { readonly user: string; readonly groups: [string, ...string[]] };

/** A member of a team as `kubectl` makes them known. */
export function editorOf(team: string): Identity {
  return { user: `${team}-editor`, groups: [teamGroup(team, 'editor'), 'system:authenticated'] };
}

/**
 * A ground to try the guard on: namespaces of its own, each with rights for one team's editors on all guarded kinds, and policies that concern
 * these namespaces only. The cluster's administrator makes it; grants are written by the portal's own identity.
 */
export function createGround() {
  const admin = createTransport(join(config().stateFolder, 'kubeconfig'));
  const portal = createTransport(config().kubeconfig);
  const namespaces = new Set<string>();
  const policies = new Set<string>();

  async function must(answer: Promise<ClusterResponse>, what: string): Promise<unknown> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${what}: ${status} ${messageOf(body)}`);
    return body;
  }

  function applyAs(transport: typeof admin, path: string, body: unknown, as?: Identity): Promise<ClusterResponse> {
    const query = '?fieldManager=guard-test&force=true';
    const contentType = 'application/apply-patch+yaml';
    return transport.send({ method: 'PATCH', path: `${path}${query}`, body, contentType, ...(as ? { as } : {}) });
  }

  /** What a test that failed left held is let go, or the next run would find the namespace on its way out for ever. */
  async function isGone(name: string): Promise<boolean> {
    const collection = collectionOf('HTTPRoute', name);
    const { items } = asRecord((await admin.send({ method: 'GET', path: collection })).body);
    for (const item of Array.isArray(items) ? items.filter(isKubeObject) : []) {
      const path = `${collection}/${item.metadata.name}`;
      const body = { metadata: { finalizers: null } };
      await admin.send({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
    }
    return (await admin.send({ method: 'GET', path: `/api/v1/namespaces/${name}` })).status === 404;
  }

  return {
    admin,
    portal,

    async namespace(name: string, team: string, labels: Readonly<Record<string, string>> = {}): Promise<void> {
      namespaces.add(name);
      const metadata = { name, labels: { [namespaceLabel]: 'on', ...unguarded, ...labels } };
      await must(applyAs(admin, `/api/v1/namespaces/${name}`, { apiVersion: 'v1', kind: 'Namespace', metadata }), name);
      for (const object of rightsOf(name, team)) {
        const plural = object.kind === 'Role' ? 'roles' : 'rolebindings';
        await must(applyAs(admin, `/apis/${rbacApi}/namespaces/${name}/${plural}/guard-test`, object), object.kind);
      }
      const path = collectionOf('HTTPRoute', name);
      await until(async () => (await admin.send({ method: 'GET', path, as: editorOf(team) })).status === 200);
    },

    async label(name: string, labels: Readonly<Record<string, string | null>>): Promise<void> {
      const body = { metadata: { labels } };
      const contentType = 'application/merge-patch+json';
      await must(admin.send({ method: 'PATCH', path: `/api/v1/namespaces/${name}`, body, contentType }), name);
    },

    async grant(name: string, grant: Grant): Promise<void> {
      await must(applyAs(portal, grantPath(name), hostnameGrant(name, grant)), `${name}/${grantName}`);
    },

    /**
     * Installs the guard under a name of its own, for the namespaces of this ground that carry the label's value. They are labelled as not
     * guarded, which keeps the sandbox's own guard out, and are guarded all the same: only with `standard` that label counts here too.
     */
    async guard(name: string, options: GuardOptions, value = 'on'): Promise<void> {
      policies.add(name);
      const path = '/apis/admissionregistration.k8s.io/v1';
      const binding = guardBinding(options, name);
      await must(applyAs(admin, `${path}/validatingadmissionpolicies/${name}`, guardPolicy(options, name)), name);
      const bound = { ...binding, spec: { ...asRecord(binding.spec), matchResources: selecting(binding, value) } };
      await must(applyAs(admin, `${path}/validatingadmissionpolicybindings/${name}`, bound), name);
    },

    until,

    write(
      verb: 'create' | 'apply' | 'patch' | 'delete',
      object: GuardedObject & Readonly<Record<string, unknown>>,
      { as, isDry = false, body }: { as?: Identity; isDry?: boolean; body?: unknown } = {},
    ): Promise<ClusterResponse> {
      const collection = collectionOf(object.kind, object.metadata.namespace);
      const path = verb === 'create' ? collection : `${collection}/${object.metadata.name}`;
      const query = `?fieldManager=guard-test${isDry ? '&dryRun=All' : ''}${verb === 'apply' ? '&force=true' : ''}`;
      const { method, contentType } = verbs[verb];
      return admin.send({
        method,
        path: `${path}${query}`,
        // Gateway API's own rules compare 64 listeners with one another: seconds on a busy machine.
        timeoutMs: 30_000,
        ...(verb === 'delete'
          ? {}
          : { body: body ?? { apiVersion: 'gateway.networking.k8s.io/v1', ...object }, contentType }),
        ...(as ? { as } : {}),
      });
    },

    async close(): Promise<void> {
      const policy = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolic';
      for (const name of policies) {
        await admin.send({ method: 'DELETE', path: `${policy}ybindings/${name}` });
        await admin.send({ method: 'DELETE', path: `${policy}ies/${name}` });
      }
      for (const name of namespaces) await admin.send({ method: 'DELETE', path: `/api/v1/namespaces/${name}` });
      for (const name of namespaces) await until(() => isGone(name));
      await Promise.all([admin.close(), portal.close()]);
    },
  };
}

/** Waits until the API server answers by what it was told: rights, policies and grants reach it by and by. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(200)) if (await isSo()) return;
  throw new Error('the API server does not take note of what it was told');
}

const verbs = {
  create: { method: 'POST', contentType: 'application/json' },
  apply: { method: 'PATCH', contentType: 'application/apply-patch+yaml' },
  patch: { method: 'PATCH', contentType: 'application/merge-patch+json' },
  delete: { method: 'DELETE', contentType: 'application/json' },
} as const;

/** The text of a Status, or what came instead. */
export function messageOf(body: unknown): string {
  return String(asRecord(body).message ?? JSON.stringify(body));
}

function collectionOf(kind: GuardedKind, namespace: string): string {
  const plural = Object.entries(guardedKinds).find(([, one]) => one === kind)?.[0];
  return `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/${plural}`;
}

function selecting(binding: KubeObject, value: string) {
  const { namespaceSelector } = asRecord(asRecord(binding.spec).matchResources);
  const standard = value === 'standard' ? asRecord(namespaceSelector) : {};
  return { namespaceSelector: { ...standard, matchLabels: { [namespaceLabel]: value } } };
}

/** cert-manager's chart lets it write routes in every namespace; here it may in those of the test. */
function rightsOf(namespace: string, team: string): readonly KubeObject[] {
  const metadata = { name: 'guard-test', namespace };
  const { groups } = editorOf(team);
  return [
    {
      apiVersion: rbacApi,
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: ['gateway.networking.k8s.io'], resources: Object.keys(guardedKinds), verbs: ['*'] }],
    },
    {
      apiVersion: rbacApi,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name: 'guard-test' },
      subjects: [
        { apiGroup: rbacGroup, kind: 'Group', name: groups[0] },
        { apiGroup: rbacGroup, kind: 'User', name: certManagerUser },
      ],
    },
  ];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
