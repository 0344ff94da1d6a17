/** What is known of a field manager by its name. */
type Manager = {
  readonly pattern: RegExp;
  readonly title: string;
  /** It writes its version again by itself, so that somebody else's change does not last. */
  readonly undoes: boolean;
};

const managers: readonly Manager[] = [
  { pattern: /^signalbox$/, title: 'Signalbox', undoes: false },
  { pattern: /^argocd(-|$)|^argo-cd/, title: 'Argo CD', undoes: true },
  { pattern: /^(kustomize|helm|source|notification)-controller$|^fluxcd?(-|$)/, title: 'Flux', undoes: true },
  { pattern: /^(configsync\.gke\.io|config-sync|configmanagement)/, title: 'Config Sync', undoes: true },
  { pattern: /^fleet-?agent/, title: 'Rancher Fleet', undoes: true },
  { pattern: /crossplane/, title: 'Crossplane', undoes: true },
  { pattern: /^(work-agent|open-cluster-management)/, title: 'Open Cluster Management', undoes: true },
  { pattern: /^kapp-controller$/, title: 'kapp-controller', undoes: true },
  { pattern: /^helm$/i, title: 'Helm', undoes: false },
  { pattern: /^(HashiCorp-)?terraform/i, title: 'Terraform', undoes: false },
  { pattern: /^pulumi/i, title: 'Pulumi', undoes: false },
  { pattern: /^kubectl(-|$)/, title: 'kubectl', undoes: false },
  { pattern: /^envoy-gateway|^envoy$/, title: 'Envoy Gateway', undoes: false },
  { pattern: /^cert-manager/, title: 'cert-manager', undoes: false },
];

function findManager(name: string): Manager | undefined {
  return managers.find(({ pattern }) => pattern.test(name));
}

/** Whether a field manager is known to write its own version again, so that a change taken from it does not last. */
export function undoes(manager: string): boolean {
  return findManager(manager)?.undoes ?? false;
}

/** A field manager's name for people: `Argo CD` for `argocd-controller`; unknown ones keep their name. */
export function managerName(manager: string): string {
  return findManager(manager)?.title ?? (manager || 'somebody unnamed');
}
