import type { GeneratedGateway } from './generated/gateway.ts';
import type { GeneratedGatewayClass } from './generated/gateway-class.ts';
import type { GeneratedHttpRoute } from './generated/http-route.ts';
import type { GeneratedListenerSet } from './generated/listener-set.ts';
import type { GeneratedReferenceGrant } from './generated/reference-grant.ts';

/**
 * A shape as it may really arrive: read only, every field possibly absent, enums as plain strings (a newer cluster knows
 * values that this build does not). A draft in the editor is as incomplete as this type says.
 */
export type Loose<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? readonly Loose<Item>[]
        : T extends object
          ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
          : T;

/** One entry of a list that may be absent. */
type EntryOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Who set which fields, as the API server keeps it. @see Kubernetes, Server-Side Apply, "Field management" */
export type ManagedFieldsEntry = {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: unknown;
  readonly subresource?: string;
};

/** An owner of an object, in Kubernetes' sense: deleted with it. */
export type OwnerReference = {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean;
};

/** The part of an object's metadata that is read here. An object without a name does not get past `isKubeObject`. */
export type ObjectMeta = {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly uid?: string | undefined;
  readonly generation?: number | undefined;
  readonly resourceVersion?: string | undefined;
  readonly creationTimestamp?: string | undefined;
  readonly deletionTimestamp?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly managedFields?: readonly ManagedFieldsEntry[] | undefined;
  readonly ownerReferences?: readonly OwnerReference[] | undefined;
};

/** What every Kubernetes object has; `spec` and `status` as loose as they may arrive. */
export type KubeObject<Spec = unknown, Status = unknown> = {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata: ObjectMeta;
  readonly spec?: Loose<Spec> | undefined;
  readonly status?: Loose<Status> | undefined;
};

/** A condition of any kind; `observedGeneration` is absent where a controller does not write it. */
export type Condition = {
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly observedGeneration?: number | undefined;
  readonly lastTransitionTime?: string | undefined;
};

export type HttpRoute = KubeObject<GeneratedHttpRoute['spec'], NonNullable<GeneratedHttpRoute['status']>>;
export type Gateway = KubeObject<GeneratedGateway['spec'], NonNullable<GeneratedGateway['status']>>;
export type GatewayClass = KubeObject<GeneratedGatewayClass['spec'], NonNullable<GeneratedGatewayClass['status']>>;
export type ListenerSet = KubeObject<GeneratedListenerSet['spec'], NonNullable<GeneratedListenerSet['status']>>;
export type ReferenceGrant = KubeObject<GeneratedReferenceGrant['spec']>;

export type HttpRouteSpec = NonNullable<HttpRoute['spec']>;
export type ParentRef = EntryOf<HttpRouteSpec['parentRefs']>;
export type HttpRouteRule = EntryOf<HttpRouteSpec['rules']>;
export type HttpRouteMatch = EntryOf<HttpRouteRule['matches']>;
export type PathMatch = NonNullable<HttpRouteMatch['path']>;
export type HeaderMatch = EntryOf<HttpRouteMatch['headers']>;
export type QueryParamMatch = EntryOf<HttpRouteMatch['queryParams']>;
export type HttpRouteFilter = EntryOf<HttpRouteRule['filters']>;
export type BackendRef = EntryOf<HttpRouteRule['backendRefs']>;
export type RouteParentStatus = EntryOf<NonNullable<HttpRoute['status']>['parents']>;
export type Listener = EntryOf<NonNullable<Gateway['spec']>['listeners']>;
export type AllowedRoutes = NonNullable<Listener['allowedRoutes']>;

/** A label selector as namespaces are selected by. @see Kubernetes, LabelSelector */
export type LabelSelector = {
  readonly matchLabels?: Readonly<Record<string, string | undefined>> | undefined;
  readonly matchExpressions?:
    | readonly {
        readonly key?: string | undefined;
        readonly operator?: string | undefined;
        readonly values?: readonly string[] | undefined;
      }[]
    | undefined;
};

export type Namespace = KubeObject<unknown, { phase: string }>;

export type Service = KubeObject<{
  type: string;
  externalName: string;
  ports: { name: string; port: number; protocol: string; targetPort: number | string; appProtocol: string }[];
}>;

/** Endpoints lie beside `spec`, so this kind is not a `KubeObject` with a spec. */
export type EndpointSlice = {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata: ObjectMeta;
  readonly addressType?: string | undefined;
  readonly ports?: readonly Loose<{ name: string; port: number; protocol: string }>[] | undefined;
  readonly endpoints?:
    | readonly Loose<{ addresses: string[]; conditions: { ready: boolean; serving: boolean; terminating: boolean } }>[]
    | undefined;
};

/** cert-manager.io/v1 */
export type Certificate = KubeObject<
  { secretName: string; dnsNames: string[]; issuerRef: { name: string; kind: string; group: string } },
  {
    conditions: NamedCondition[];
    notBefore: string;
    notAfter: string;
    renewalTime: string;
    revision: number;
    lastFailureTime: string;
    failedIssuanceAttempts: number;
  }
>;

/** cert-manager.io/v1: whom certificates are requested from; `status.acme.uri` is the platform's account there. */
export type ClusterIssuer = KubeObject<
  { acme: { server: string } },
  { conditions: NamedCondition[]; acme: { uri: string } }
>;

/** cert-manager.io/v1; `status.certificate` is base64 of PEM. */
export type CertificateRequest = KubeObject<
  { issuerRef: { name: string; kind: string; group: string } },
  { conditions: NamedCondition[]; certificate: string; failureTime: string }
>;

/** acme.cert-manager.io/v1 */
export type Order = KubeObject<
  { dnsNames: string[]; commonName: string },
  { state: string; reason: string; failureTime: string }
>;

/** acme.cert-manager.io/v1; `processing` false means queued. */
export type Challenge = KubeObject<
  { dnsName: string; type: string; wildcard: boolean },
  { state: string; reason: string; presented: boolean; processing: boolean }
>;

/** events.k8s.io/v1 and core/v1 spell the same facts differently: both spellings are here. */
export type KubeEvent = {
  readonly metadata: ObjectMeta;
  readonly type?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly note?: string | undefined;
  readonly count?: number | undefined;
  readonly eventTime?: string | null | undefined;
  readonly firstTimestamp?: string | null | undefined;
  readonly lastTimestamp?: string | null | undefined;
  readonly involvedObject?: EventTarget | undefined;
  readonly regarding?: EventTarget | undefined;
};

type EventTarget = Loose<{ apiVersion: string; kind: string; namespace: string; name: string; uid: string }>;
type NamedCondition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  observedGeneration: number;
  lastTransitionTime: string;
};

/** Whether a value from outside has the one part that everything here relies on: `metadata.name`. */
export function isKubeObject(value: unknown): value is KubeObject {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) return false;
  const { metadata } = value;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string';
}
