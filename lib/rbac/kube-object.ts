/** A Kubernetes manifest that is only printed or applied, never read back. */
export type KubeObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
} & Readonly<Record<string, unknown>>;

export const rbacApi = 'rbac.authorization.k8s.io/v1';
export const rbacGroup = 'rbac.authorization.k8s.io';
export const managedLabels = { 'app.kubernetes.io/part-of': 'signalbox' } as const;
