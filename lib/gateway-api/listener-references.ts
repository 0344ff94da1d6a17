import { mayKnowKind } from './controller-group.ts';
import { type Judgement, met, refused, unjudged } from './expected-condition.ts';
import { objects, text } from './hostile.ts';
import type { Gateway, Listener } from './objects.ts';
import { isReferenceGranted } from './reference-grants.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What is known of objects that no snapshot holds. Null, or no function at all, means that nobody can tell. */
export type KnownObjects = {
  /** Whether a Secret is there and holds a certificate with its key. */
  readonly secretExists?: (namespace: string, name: string) => boolean | null;
  /** Whether a ConfigMap is there and holds a CA certificate. */
  readonly configMapExists?: (namespace: string, name: string) => boolean | null;
};

/** Who refers, and what is known around it. */
export type Referrer = {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly namespace: string;
  readonly controllerName: string | null;
  readonly snapshot: ClusterSnapshot;
  readonly known: KnownObjects;
};

/** A reference as any field spells it. */
type ObjectRef = {
  readonly group?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly namespace?: unknown;
};

/**
 * What each certificate reference of a listener amounts to; nothing where the listener does not terminate TLS.
 *
 * @see Gateway API v1, ListenerTLSConfig.certificateRefs
 */
export function judgeCertificates(listener: Listener, referrer: Referrer): readonly Judgement[] {
  const isSecure = listener.protocol === 'HTTPS' || listener.protocol === 'TLS';
  if (!isSecure || (text(listener.tls?.mode) ?? 'Terminate') !== 'Terminate') return [];
  const refs = objects(listener.tls?.certificateRefs);
  // With options alone, a controller may find its certificates elsewhere.
  if (refs.length === 0 && listener.tls?.options !== undefined) {
    return [unjudged('The listener names no certificate; its options may.')];
  }
  if (refs.length === 0) return [refused('InvalidCertificateRef', 'The listener names no certificate.')];
  return refs.map((ref) => judgeSecret(ref, referrer, 'InvalidCertificateRef'));
}

/**
 * What the reference to the certificate amounts to that a Gateway shows to backends, or null when it names none.
 *
 * @see Gateway API v1, GatewayBackendTLS.clientCertificateRef
 */
export function judgeClientCertificate(gateway: Gateway, referrer: Referrer): Judgement | null {
  const ref = gateway.spec?.tls?.backend?.clientCertificateRef;
  const [first] = objects(ref === undefined ? [] : [ref]);
  return first === undefined ? null : judgeSecret(first, referrer, 'InvalidClientCertificateRef');
}

/**
 * What each reference to a CA amounts to that clients of an HTTPS listener need a certificate of. The entry for a port
 * replaces the default.
 *
 * @see Gateway API v1, FrontendTLSConfig, FrontendTLSValidation.caCertificateRefs
 */
export function judgeClientCas(listener: Listener, gateway: Gateway, referrer: Referrer): readonly Judgement[] {
  if (listener.protocol !== 'HTTPS') return [];
  const frontend = gateway.spec?.tls?.frontend;
  const ofPort = objects(frontend?.perPort).find((entry) => entry.port === listener.port);
  const validation = ofPort === undefined ? frontend?.default?.validation : ofPort.tls?.validation;
  return objects(validation?.caCertificateRefs).map((ref) => judgeClientCa(ref, referrer));
}

function judgeSecret(ref: ObjectRef, referrer: Referrer, invalid: string): Judgement {
  const target = targetOf(ref, 'Secret', referrer);
  if (target.group !== '' || target.kind !== 'Secret') {
    if (mayKnowKind(referrer.controllerName, target.group, target.kind)) return foreign(target.label);
    return refused(invalid, `${target.label} is of no kind that holds certificates: a Secret does.`);
  }
  return judgeTarget(target, referrer, { invalid, exists: referrer.known.secretExists });
}

function judgeClientCa(ref: ObjectRef, referrer: Referrer): Judgement {
  const target = targetOf(ref, '', referrer);
  if (target.group !== '' || target.kind !== 'ConfigMap') {
    const isSecret = target.group === '' && target.kind === 'Secret';
    if (isSecret || mayKnowKind(referrer.controllerName, target.group, target.kind)) return foreign(target.label);
    return refused(
      'InvalidCACertificateKind',
      `${target.label} is of no kind that holds CA certificates: a ConfigMap does.`,
    );
  }
  return judgeTarget(target, referrer, {
    invalid: 'InvalidCACertificateRef',
    exists: referrer.known.configMapExists,
  });
}

type Target = {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly label: string;
};

function targetOf(ref: ObjectRef, defaultKind: string, referrer: Referrer): Target {
  const kind = text(ref.kind) ?? defaultKind;
  const namespace = text(ref.namespace) ?? referrer.namespace;
  const name = text(ref.name) ?? '';
  return { group: text(ref.group) ?? '', kind, namespace, name, label: `${kind || 'An object'} ${namespace}/${name}` };
}

function judgeTarget(
  target: Target,
  { kind: fromKind, namespace: fromNamespace, snapshot }: Referrer,
  { invalid, exists }: { readonly invalid: string; readonly exists: KnownObjects['secretExists'] },
): Judgement {
  if (!isReferenceGranted({ fromKind, fromNamespace, ...target }, snapshot.referenceGrants.values())) {
    if (snapshot.pendingKinds.has('referencegrants')) {
      return unjudged('The ReferenceGrants have not been read from the cluster yet.');
    }
    return refused(
      'RefNotPermitted',
      `No ReferenceGrant in ${target.namespace} lets a ${fromKind} of ${fromNamespace} use ${target.label}.`,
    );
  }
  const isThere = exists?.(target.namespace, target.name) ?? null;
  if (isThere === null) return unjudged(`Whether ${target.label} exists cannot be seen from here.`);
  return isThere
    ? met('ResolvedRefs')
    : refused(invalid, `${target.label} does not exist or holds no usable certificate.`);
}

function foreign(label: string): Judgement {
  return unjudged(`${label} is of a kind that only the controller can judge.`);
}
